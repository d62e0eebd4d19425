import { quoteName } from "../../../sql/translate/tree";
import { widerType, widerTypeOfAll } from "../coercion";
import type { SparkType, StructField } from "../plan";
import { arrayOf, isArray, isMap, isStruct, mapOf, structOf } from "../types";
import { type Argument, type FunctionTable, scalar } from "./definition";

const elementOf = (args: Argument[]): SparkType => {
  const type = args[0]?.type ?? "void";
  return isArray(type) ? type.elementType : "void";
};
const keyOf = (type: SparkType | undefined): SparkType =>
  type !== undefined && isMap(type) ? type.keyType : "void";
const mapValueOf = (args: Argument[]): SparkType => {
  const type = args[0]?.type ?? "void";
  return isMap(type) ? type.valueType : "void";
};

/** Names and values by turns. */
function fieldsOf(args: Argument[]): StructField[] {
  return args.flatMap((arg, at) => {
    const value = args[at + 1];
    if (at % 2 === 1 || !value) return [];
    return [{ name: String(arg.constant), type: value.type, nullable: value.nullable }];
  });
}

/** What makes and opens arrays, maps and structs. */
export const structureFunctions: FunctionTable = {
  named_struct: scalar(
    [],
    (args) => structOf(fieldsOf(args)),
    (args, call) => {
      const fields = fieldsOf(call.args).map(
        (field, at) => `${quoteName(field.name)} := ${args[at * 2 + 1]}`,
      );
      return `struct_pack(${fields.join(", ")})`;
    },
    {
      rest: "any",
      nullable: "never",
      text: (args, call) => {
        if (call.name !== "struct") return `named_struct(${args.join(", ")})`;
        const values = args.flatMap((value, at) => {
          const name = String(call.args[at - 1]?.constant);
          if (at % 2 === 0) return [];
          const isPlain = /^col\d+$/.test(name) || value === name || value.endsWith(`.${name}`);
          return [isPlain ? value : `${value} AS ${name}`];
        });
        return `struct(${values.join(", ")})`;
      },
    },
  ),
  array: scalar(
    [],
    (args) =>
      arrayOf(
        args[0]?.type ?? "string",
        args.some((arg) => arg.nullable),
      ),
    (args) => (args.length === 0 ? "CAST([] AS VARCHAR[])" : `[${args.join(", ")}]`),
    {
      rest: "any",
      nullable: "never",
      coerce: (types) => {
        const common = widerTypeOfAll(types);
        return common === undefined ? undefined : types.map(() => common);
      },
    },
  ),
  map: scalar(
    [],
    (args) =>
      mapOf(
        args[0]?.type ?? "string",
        args[1]?.type ?? "string",
        args.some((arg, at) => at % 2 === 1 && arg.nullable),
      ),
    (args) => {
      const side = (at: number) => args.filter((_, index) => index % 2 === at).join(", ");
      return args.length === 0
        ? "CAST(map() AS MAP(VARCHAR, VARCHAR))"
        : `map([${side(0)}], [${side(1)}])`;
    },
    {
      rest: "any",
      nullable: "never",
      coerce: (types) => {
        const side = (at: number) => widerTypeOfAll(types.filter((_, index) => index % 2 === at));
        const [key, value] = [side(0), side(1)];
        if (key === undefined || value === undefined || types.length % 2 === 1) return undefined;
        return types.map((_, at) => (at % 2 === 0 ? key : value));
      },
    },
  ),
  getitem: scalar(
    ["array", "integral"],
    elementOf,
    ([array, at]) => `spark_item(${array}, ${at})`,
    { nullable: "always", text: ([array, at]) => `${array}[${at}]` },
  ),
  getmapvalue: scalar(
    ["map", "any"],
    mapValueOf,
    ([map, key]) => `map_extract_value(${map}, ${key})`,
    {
      nullable: "always",
      text: ([map, key]) => `${map}[${key}]`,
      coerce: ([map, key = "void"]) => {
        const common = widerType(keyOf(map), key);
        return common === undefined ? undefined : [map, keyOf(map)];
      },
    },
  ),
};

/** The fields of a struct, for `inline`. */
export const structFieldsOf = (type: SparkType): StructField[] =>
  isStruct(type) ? type.fields : [];
