import { quoteName } from "../../../sql/translate/tree";
import { widerType, widerTypeOfAll } from "../coercion";
import type { SparkType, StructField } from "../plan";
import { arrayOf, isArray, isMap, isStruct, structOf } from "../types";
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
        const isPlain = args.every(
          (arg, at) => at % 2 === 1 || args[at + 1] === arg || /^col\d+$/.test(arg),
        );
        if (!isPlain) return `named_struct(${args.join(", ")})`;
        return `struct(${call.args.flatMap((_, at) => (at % 2 === 1 ? [args[at] ?? ""] : [])).join(", ")})`;
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
