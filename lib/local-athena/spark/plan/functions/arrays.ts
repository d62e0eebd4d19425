import { SparkError } from "../../bridge";
import { widerType, widerTypeOfAll } from "../coercion";
import { duckType } from "../duck-types";
import type { SparkType } from "../plan";
import { arrayOf, isArray, isMap, mapOf, structOf } from "../types";
import { type Argument, type FunctionTable, scalar } from "./definition";

/** DuckDB counts no list that is being made: a longer one could take all memory of the machine. */
const repeatedMax = 10_000_000;

const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;
const ownType = ([first]: Argument[]): SparkType => first?.type ?? "void";
export const elementOf = (type: SparkType | undefined): SparkType =>
  type !== undefined && isArray(type) ? type.elementType : "void";
const hasNulls = (type: SparkType | undefined): boolean =>
  type === undefined || !isArray(type) || type.containsNull;

/** An array and a value: both become of the wider type. */
function withValue(types: SparkType[]): SparkType[] | undefined {
  const [array, value] = types;
  if (array === undefined || value === undefined || !isArray(array)) return undefined;
  const wide = widerType(array.elementType, value, "kept");
  return wide === undefined ? undefined : [arrayOf(wide, array.containsNull), wide];
}

/** A map and a key, which become of the wider type, or an array and a place. */
function withKey(types: SparkType[]): SparkType[] | undefined {
  const [of, key] = types;
  if (of === undefined || key === undefined) return undefined;
  if (!isMap(of)) {
    return ["byte", "short", "integer"].some((type) => type === key) ? [of, "integer"] : undefined;
  }
  const wide = widerType(of.keyType, key, "kept");
  return wide === undefined ? undefined : [mapOf(wide, of.valueType, of.valueContainsNull), wide];
}

/** Arrays of one type. */
function alike(types: SparkType[]): SparkType[] | undefined {
  const wide = widerTypeOfAll(types, "kept");
  return wide && isArray(wide) ? types.map(() => wide) : undefined;
}

const alikeArrays = (sql: (args: string[]) => string) =>
  scalar(["array", "array"], ownType, sql, { coerce: alike });

const anArray = (
  sql: (array: string) => string,
  result: (args: Argument[]) => SparkType = ownType,
) => scalar(["array"], result, ([array = ""]) => sql(array));

const extreme = (name: string) =>
  scalar(["array"], ([array]) => elementOf(array?.type), named(name), { nullable: "always" });

const size = scalar(
  [["array", "map"]],
  "integer",
  ([value], { args }) => {
    const count = isMap(args[0]?.type ?? "void") ? `cardinality(${value})` : `len(${value})`;
    return `CAST(coalesce(${count}, -1) AS INTEGER)`;
  },
  { nullable: "never" },
);

function zipped(args: Argument[]): SparkType {
  const fields = args.map(({ type, name }, at) => ({
    name: name ?? String(at),
    type: elementOf(type),
    nullable: true,
  }));
  return arrayOf(structOf(fields), false);
}

const sortOrder = (asc: unknown) =>
  asc === false ? "'DESC', 'NULLS LAST'" : "'ASC', 'NULLS FIRST'";

/** The type of sequence: that of whole numbers, dates, or timestamps. */
function sequenceTypes(types: SparkType[]): (SparkType | undefined)[] | undefined {
  const wide = widerTypeOfAll(types.slice(0, 2), "kept");
  if (wide === undefined) return undefined;
  const step = wide === "date" || wide === "timestamp" ? undefined : wide;
  return [wide, wide, ...(types.length > 2 ? [step] : [])];
}

/** Functions of arrays. Those that take functions are in higher-order.ts. */
export const arrayFunctions: FunctionTable = {
  array_contains: scalar(["array", "any"], "boolean", named("spark_array_contains"), {
    coerce: withValue,
    nullable: ([array, value]) =>
      (array?.nullable || value?.nullable || hasNulls(array?.type)) ?? true,
  }),
  array_distinct: anArray((array) => `spark_array_distinct(${array})`),
  array_except: alikeArrays(named("spark_array_except")),
  array_intersect: alikeArrays(named("spark_array_intersect")),
  array_join: scalar(
    [{ type: arrayOf("string") }, "string", "string"],
    "string",
    ([array, delimiter, forNull]) =>
      forNull === undefined
        ? `array_to_string(${array}, ${delimiter})`
        : `array_to_string(list_transform(${array}, lambda v: coalesce(v, ${forNull})), ${delimiter})`,
    { optional: 1 },
  ),
  array_max: extreme("list_max"),
  array_min: extreme("list_min"),
  array_position: scalar(
    ["array", "any"],
    "long",
    ([array, value]) =>
      `CASE WHEN ${array} IS NOT NULL AND ${value} IS NOT NULL THEN CAST(coalesce(list_position(${array}, ${value}), 0) AS BIGINT) END`,
    { coerce: withValue },
  ),
  array_remove: scalar(["array", "any"], ownType, named("spark_array_remove"), {
    coerce: withValue,
  }),
  array_repeat: scalar(
    ["any", "integer"],
    ([value]) => arrayOf(value?.type ?? "void", value?.nullable ?? true),
    ([value, count]) =>
      `list_transform(range(CASE WHEN ${count} > ${repeatedMax} THEN error('java.lang.OutOfMemoryError: array_repeat of more than ${repeatedMax} elements') ELSE greatest(${count}, 0) END), lambda i: ${value})`,
    { nullable: ([, count]) => count?.nullable ?? true },
  ),
  array_union: alikeArrays(([left, right]) => `spark_array_distinct(${left} || ${right})`),
  arrays_overlap: scalar(["array", "array"], "boolean", named("spark_arrays_overlap"), {
    coerce: alike,
    nullable: (args) => args.some((arg) => arg.nullable || hasNulls(arg.type)),
  }),
  arrays_zip: scalar(
    [],
    zipped,
    (args, call) => {
      const type = elementOf(call.type);
      const fields = args.map((array) => `${array}[i]`).join(", ");
      const isNull = args.map((array) => `${array} IS NULL`).join(" OR ") || "false";
      const count = `greatest(${args.map((array) => `len(${array})`).join(", ")})`;
      return `CASE WHEN ${isNull} THEN NULL ELSE list_transform(range(1, ${count} + 1), lambda i: row(${fields})::${duckType(type)}) END`;
    },
    { rest: "array" },
  ),
  cardinality: size,
  element_at: scalar(
    [["array", "map"], "any"],
    ([of]) => {
      const type = of?.type ?? "void";
      return isMap(type) ? type.valueType : elementOf(type);
    },
    (args, call) =>
      isMap(call.args[0]?.type ?? "void")
        ? `${args[0]}[${args[1]}]`
        : `spark_element_at(${args.join(", ")})`,
    { nullable: "always", coerce: withKey },
  ),
  flatten: scalar(
    ["array"],
    ([array]) => {
      const inner = elementOf(array?.type);
      if (isArray(inner)) return inner;
      throw new SparkError(
        "AnalysisException",
        "cannot resolve 'flatten' due to data type mismatch: The argument should be an array of arrays.",
      );
    },
    named("spark_flatten"),
    { nullable: ([array]) => (array?.nullable || hasNulls(array?.type)) ?? true },
  ),
  sequence: scalar(
    [
      ["integral", "date", "timestamp"],
      ["integral", "date", "timestamp"],
      ["integral", "interval"],
    ],
    ([start]) => arrayOf(start?.type ?? "integer", false),
    (args, call) => {
      const start = call.args[0]?.type;
      const isTime = start === "date" || start === "timestamp";
      const step =
        args[2] ??
        (isTime ? "INTERVAL 1 DAY" : `CASE WHEN ${args[0]} <= ${args[1]} THEN 1 ELSE -1 END`);
      const name = isTime ? "spark_time_sequence" : "spark_sequence";
      return `CAST(${name}(${args[0]}, ${args[1]}, ${step}) AS ${duckType(call.type)})`;
    },
    { optional: 1, coerce: sequenceTypes },
  ),
  shuffle: { ...anArray((array) => `spark_shuffle(${array})`), volatile: true },
  size,
  slice: scalar(["array", "integer", "integer"], ownType, named("spark_slice")),
  sort_array: scalar(
    ["array", "boolean"],
    ownType,
    ([array, asc], { args }) =>
      asc === undefined || args[1]?.constant !== undefined
        ? `list_sort(${array}, ${sortOrder(args[1]?.constant)})`
        : `CASE WHEN ${asc} THEN list_sort(${array}, ${sortOrder(true)}) ELSE list_sort(${array}, ${sortOrder(false)}) END`,
    { optional: 1, text: (args) => `sort_array(${[...args, "true"].slice(0, 2).join(", ")})` },
  ),
};
