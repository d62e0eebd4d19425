import type { SparkType } from "../plan";
import { arrayOf, isArray, isMap, mapOf } from "../types";
import { type Argument, type FunctionTable, scalar } from "./definition";
import { applied } from "./lambda-sql";

const element = (type: SparkType | undefined): SparkType =>
  type !== undefined && isArray(type) ? type.elementType : "void";
const first = (args: Argument[]): SparkType => args[0]?.type ?? "void";
/** The element, and where it is from zero when the function asks for it. */
const withIndex = (types: SparkType[], _at: number, count: number): SparkType[] =>
  count > 1 ? [element(types[0]), "integer"] : [element(types[0])];
const keyAndValue = (types: SparkType[]): SparkType[] => {
  const [type] = types;
  return type !== undefined && isMap(type) ? [type.keyType, type.valueType] : [];
};

const namesOf = (lambda: string): string[] =>
  /^lambda ([^:]*):/.exec(lambda)?.[1]?.split(", ") ?? [];

/** DuckDB counts from one: a second parameter is made to count from zero. */
function fromZero(lambda: string): string {
  const [item = "", index] = namesOf(lambda);
  if (index === undefined) return lambda;
  return `lambda ${item}, ${index}: ${applied(lambda, item, `CAST(${index} - 1 AS INTEGER)`)}`;
}

/** A lambda of one entry, called after the first parameter so that nested ones differ. */
function ofEntry(lambda: string, parts: [string, string], body: (value: string) => string): string {
  const entry = `e_${namesOf(lambda)[0]}`;
  const value = applied(lambda, `${entry}${parts[0]}`, `${entry}${parts[1]}`);
  return `lambda ${entry}: ${body(value).replaceAll("$entry", entry)}`;
}
const keyValue: [string, string] = [".key", ".value"];

export const higherOrderFunctions: FunctionTable = {
  transform: scalar(
    ["array", "lambda"],
    (args) => arrayOf(args[1]?.type ?? "void", args[1]?.nullable ?? true),
    ([array, lambda = ""]) => `list_transform(${array}, ${fromZero(lambda)})`,
    { lambda: withIndex, nullable: ([array]) => array?.nullable ?? true },
  ),
  filter: scalar(
    ["array", "lambda"],
    first,
    ([array, lambda = ""]) => `list_filter(${array}, ${fromZero(lambda)})`,
    { lambda: withIndex, nullable: ([array]) => array?.nullable ?? true },
  ),
  exists: scalar(
    ["array", "lambda"],
    "boolean",
    ([array, lambda = ""]) => `spark_any(list_transform(${array}, ${lambda}))`,
    { lambda: (types) => [element(types[0])], nullable: "always" },
  ),
  forall: scalar(
    ["array", "lambda"],
    "boolean",
    ([array, lambda = ""]) => `spark_all(list_transform(${array}, ${lambda}))`,
    { lambda: (types) => [element(types[0])], nullable: "always" },
  ),
  aggregate: scalar(
    ["array", "any", "lambda", "lambda"],
    (args) => args[3]?.type ?? args[1]?.type ?? "void",
    ([array = "", zero = "", merge = "", finish]) => {
      const total = `list_reduce(${array}, ${merge}, ${zero})`;
      if (finish === undefined) return total;
      return `list_transform([${total}], ${finish})[1]`;
    },
    {
      optional: 1,
      lambda: (types, at) =>
        at === 2 ? [types[1] ?? "void", element(types[0])] : [types[1] ?? "void"],
      nullable: "always",
    },
  ),
  zip_with: scalar(
    ["array", "array", "lambda"],
    (args) => arrayOf(args[2]?.type ?? "void", true),
    ([left, right, lambda = ""]) =>
      `list_transform(list_zip(${left}, ${right}), ${ofEntry(lambda, ["[1]", "[2]"], (value) => value)})`,
    { lambda: (types) => [element(types[0]), element(types[1])], nullable: "arguments" },
  ),
  transform_values: scalar(
    ["map", "lambda"],
    (args) => {
      const type = first(args);
      return isMap(type)
        ? mapOf(type.keyType, args[1]?.type ?? "void", args[1]?.nullable ?? true)
        : type;
    },
    ([map, lambda = ""]) =>
      `map_from_entries(list_transform(map_entries(${map}), ${ofEntry(lambda, keyValue, (value) => `row($entry.key, ${value})`)}))`,
    { lambda: keyAndValue, nullable: ([map]) => map?.nullable ?? true },
  ),
  transform_keys: scalar(
    ["map", "lambda"],
    (args) => {
      const type = first(args);
      return isMap(type)
        ? mapOf(args[1]?.type ?? "void", type.valueType, type.valueContainsNull)
        : type;
    },
    ([map, lambda = ""]) =>
      `map_from_entries(list_transform(map_entries(${map}), ${ofEntry(lambda, keyValue, (value) => `row(${value}, $entry.value)`)}))`,
    { lambda: keyAndValue, nullable: ([map]) => map?.nullable ?? true },
  ),
  map_filter: scalar(
    ["map", "lambda"],
    first,
    ([map, lambda = ""]) =>
      `map_from_entries(list_filter(map_entries(${map}), ${ofEntry(lambda, keyValue, (value) => value)}))`,
    { lambda: keyAndValue, nullable: ([map]) => map?.nullable ?? true },
  ),
};
