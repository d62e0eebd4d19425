import { widerTypeOfAll } from "../coercion";
import type { SparkType } from "../plan";
import { arrayOf, isArray, isMap, isStruct, type MapType, mapOf, structOf } from "../types";
import { elementOf } from "./arrays";
import { type Argument, type FunctionTable, scalar } from "./definition";

const nothing = mapOf("void", "void");
const mapType = (arg: Argument | undefined): MapType =>
  arg !== undefined && isMap(arg.type) ? arg.type : nothing;

const keysOf = ([map]: Argument[]) => arrayOf(mapType(map).keyType, false);

/** The struct that an entry of a map is. */
const entryOf = ({ keyType, valueType, valueContainsNull }: MapType): SparkType =>
  structOf([
    { name: "key", type: keyType, nullable: false },
    { name: "value", type: valueType, nullable: valueContainsNull },
  ]);

function pairTypes(types: SparkType[]): SparkType[] | undefined {
  const of = (rest: number) => widerTypeOfAll(types.filter((_, at) => at % 2 === rest));
  const [key, value] = [of(0), of(1)];
  if (key === undefined || value === undefined || types.length % 2) return undefined;
  return types.map((_, at) => (at % 2 ? value : key));
}

const list = (args: string[], rest: number) => args.filter((_, at) => at % 2 === rest).join(", ");

function sameMaps(types: SparkType[]): SparkType[] | undefined {
  const wide = widerTypeOfAll(types, "kept");
  return wide && isMap(wide) ? types.map(() => wide) : undefined;
}

/** Functions of maps. */
export const mapFunctions: FunctionTable = {
  map: scalar(
    [],
    (args) => {
      const isNullable = args.some((arg, at) => at % 2 === 1 && arg.nullable);
      return mapOf(args[0]?.type ?? "void", args[1]?.type ?? "void", isNullable);
    },
    (args) =>
      args.length === 0
        ? "map([]::INTEGER[], []::INTEGER[])"
        : `map([${list(args, 0)}], [${list(args, 1)}])`,
    { rest: "any", coerce: pairTypes, nullable: "never" },
  ),
  map_concat: scalar(
    [],
    ([first]) => first?.type ?? nothing,
    (args) => `map_from_entries(${args.map((map) => `map_entries(${map})`).join(" || ")})`,
    { rest: "map", coerce: sameMaps },
  ),
  map_entries: scalar(
    ["map"],
    ([map]) => arrayOf(entryOf(mapType(map)), false),
    ([map]) => `map_entries(${map})`,
  ),
  map_from_arrays: scalar(
    ["array", "array"],
    ([keys, values]) => {
      const hasNull = values === undefined || !isArray(values.type) || values.type.containsNull;
      return mapOf(elementOf(keys?.type), elementOf(values?.type), hasNull);
    },
    ([keys, values]) => `map(${keys}, ${values})`,
  ),
  map_from_entries: scalar(
    ["array"],
    ([entries]) => {
      const entry = elementOf(entries?.type);
      const [key, value] = isStruct(entry) ? entry.fields : [];
      return mapOf(key?.type ?? "void", value?.type ?? "void", value?.nullable ?? true);
    },
    ([entries]) =>
      `map(list_transform(${entries}, lambda e: struct_extract_at(e, 1)), list_transform(${entries}, lambda e: struct_extract_at(e, 2)))`,
  ),
  map_keys: scalar(["map"], keysOf, ([map]) => `map_keys(${map})`),
  map_values: scalar(
    ["map"],
    ([map]) => arrayOf(mapType(map).valueType, mapType(map).valueContainsNull),
    ([map]) => `map_values(${map})`,
  ),
};
