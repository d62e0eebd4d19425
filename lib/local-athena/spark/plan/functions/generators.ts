import { quoteText } from "../../../sql/translate/tree";
import { widerTypeOfAll } from "../coercion";
import type { SparkType } from "../plan";
import { isArray, isMap } from "../types";
import type { Argument, FunctionDefinition, FunctionTable } from "./definition";
import { structFieldsOf } from "./structures";

type Made = { name: string; type: SparkType; nullable: boolean };

function explodedColumns(args: Argument[]): Made[] {
  const type = args[0]?.type ?? "void";
  if (isMap(type)) {
    return [
      { name: "key", type: type.keyType, nullable: false },
      { name: "value", type: type.valueType, nullable: type.valueContainsNull },
    ];
  }
  if (!isArray(type)) return [];
  return [{ name: "col", type: type.elementType, nullable: type.containsNull }];
}

const isOfMap = (args: Argument[]): boolean => args[0] !== undefined && isMap(args[0].type);

const explode: FunctionDefinition = {
  kind: "generator",
  args: [["array", "map"]],
  result: "void",
  columns: explodedColumns,
  sql: ([value = ""], { args }) =>
    isOfMap(args)
      ? `list_transform(map_entries(${value}), lambda e: struct_pack(c0 := e.key, c1 := e.value))`
      : `list_transform(${value}, lambda e: struct_pack(c0 := e))`,
};

const posexplode: FunctionDefinition = {
  kind: "generator",
  args: [["array", "map"]],
  result: "void",
  columns: (args) => [{ name: "pos", type: "integer", nullable: false }, ...explodedColumns(args)],
  sql: ([value = ""], { args }) =>
    isOfMap(args)
      ? `list_transform(map_entries(${value}), lambda e, i: struct_pack(c0 := CAST(i - 1 AS INTEGER), c1 := e.key, c2 := e.value))`
      : `list_transform(${value}, lambda e, i: struct_pack(c0 := CAST(i - 1 AS INTEGER), c1 := e))`,
};

const inlineFields = (args: Argument[]) => {
  const type = args[0]?.type ?? "void";
  return isArray(type) ? structFieldsOf(type.elementType) : [];
};

const inline: FunctionDefinition = {
  kind: "generator",
  args: ["array"],
  result: "void",
  columns: inlineFields,
  sql: ([value = ""], { args }) => {
    const fields = inlineFields(args).map(
      (field, at) => `c${at} := struct_extract(e, ${quoteText(field.name)})`,
    );
    return `list_transform(${value}, lambda e: struct_pack(${fields.join(", ")}))`;
  },
};

const rowCount = ([count]: Argument[]): number => Math.max(1, Number(count?.constant ?? 1));
const rowWidth = (args: Argument[]): number => Math.ceil((args.length - 1) / rowCount(args));

/** stack(n, …): the values in n rows, side by side as far as they go. */
const stack: FunctionDefinition = {
  kind: "generator",
  args: ["integer"],
  rest: "any",
  result: "void",
  coerce: (types, args) => {
    const width = rowWidth(args);
    const columns = Array.from({ length: width }, (_, column) =>
      widerTypeOfAll(types.filter((_, at) => at > 0 && (at - 1) % width === column)),
    );
    const isKnown = args[0]?.constant !== undefined && columns.every((type) => type !== undefined);
    return isKnown
      ? types.map((_, at) => (at === 0 ? undefined : columns[(at - 1) % width]))
      : undefined;
  },
  columns: (args) =>
    Array.from({ length: rowWidth(args) }, (_, at) => ({
      name: `col${at}`,
      type: args[at + 1]?.type ?? "void",
      nullable: true,
    })),
  sql: ([, ...values], { args }) => {
    const width = rowWidth(args);
    const rows = Array.from({ length: rowCount(args) }, (_, row) => {
      const fields = Array.from(
        { length: width },
        (_, at) => `c${at} := ${values[row * width + at] ?? "NULL"}`,
      );
      return `struct_pack(${fields.join(", ")})`;
    });
    return `[${rows.join(", ")}]`;
  },
};

/** Functions that make rows. */
export const generatorFunctions: FunctionTable = {
  explode,
  explode_outer: explode,
  posexplode,
  posexplode_outer: posexplode,
  inline,
  inline_outer: inline,
  stack,
};
