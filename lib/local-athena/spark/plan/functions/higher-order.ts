import { duckType } from "../duck-types";
import { analysisError } from "../names";
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

const identity = "lambdafunction(namedlambdavariable(), namedlambdavariable())";

/** A fold whose state may have another type than the elements: DuckDB wants them alike, so both travel in one struct. */
function folded(args: string[], state: SparkType, item: SparkType): string {
  const [array = "", initial = "", merge = "", finish] = args;
  const type = `STRUCT(s ${duckType(state)}, x ${duckType(item)})`;
  const [a = "a", b = "b"] = namesOf(merge).map((name) => `f_${name}`);
  const items = `list_transform(${array}, lambda ${b}: row(NULL, ${b})::${type})`;
  const next = applied(merge, `${a}.s`, `${b}.x`);
  const total = `list_reduce(${items}, lambda ${a}, ${b}: row(${next}, NULL)::${type}, row(${initial}, NULL)::${type}).s`;
  return finish === undefined ? total : `list_transform([${total}], ${finish})[1]`;
}

const aggregate = scalar(
  ["array", "any", "lambda", "lambda"],
  (args) => args[3]?.type ?? args[1]?.type ?? "void",
  (args, call) => folded(args, call.args[1]?.type ?? "void", element(call.args[0]?.type)),
  {
    optional: 1,
    lambda: (types, at) =>
      at === 2 ? [types[1] ?? "void", element(types[0])] : [types[1] ?? "void"],
    nullable: "always",
    text: (args, { name }) => `${name}(${[...args, identity].slice(0, 4).join(", ")})`,
  },
);

function refuseComparator(): never {
  throw analysisError("array_sort with a comparator is not supported by local-athena");
}

export const higherOrderFunctions: FunctionTable = {
  aggregate,
  reduce: aggregate,
  array_sort: scalar(
    ["array", "lambda"],
    (args) => (args[1] ? refuseComparator() : first(args)),
    ([array]) => `list_sort(${array}, 'ASC', 'NULLS LAST')`,
    { optional: 1, lambda: (types) => [element(types[0]), element(types[0])] },
  ),
  map_zip_with: scalar(
    ["map", "map", "lambda"],
    (args) => {
      const type = first(args);
      return isMap(type)
        ? mapOf(type.keyType, args[2]?.type ?? "void", args[2]?.nullable ?? true)
        : type;
    },
    ([left = "", right = "", lambda = ""]) => {
      const key = `k_${namesOf(lambda)[0]}`;
      const value = applied(lambda, key, `${left}[${key}]`, `${right}[${key}]`);
      const keys = `spark_array_distinct(map_keys(${left}) || map_keys(${right}))`;
      return `map_from_entries(list_transform(${keys}, lambda ${key}: row(${key}, ${value})))`;
    },
    { lambda: (types) => [...keyAndValue(types), keyAndValue(types.slice(1))[1] ?? "void"] },
  ),
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
