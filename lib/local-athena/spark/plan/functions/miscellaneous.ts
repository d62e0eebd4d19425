import { quoteName, quoteText } from "../../../sql/translate/tree";
import { SparkError } from "../../bridge";
import type { SparkType, StructField } from "../plan";
import { simpleString } from "../type-text";
import { isStruct, mapOf, structOf } from "../types";
import { type Argument, type FunctionTable, scalar } from "./definition";

const fieldsOf = (arg: Argument | undefined): StructField[] =>
  arg !== undefined && isStruct(arg.type) ? arg.type.fields : [];
const isCalled = (name: string) => (field: StructField) =>
  field.name.toLowerCase() === name.toLowerCase();

function nestedName(name: string): string {
  if (!name.includes(".")) return name;
  throw new SparkError(
    "AnalysisException",
    `The path ${name} to a field is not supported by local-athena: use withField and dropFields of the struct inside`,
  );
}

const packed = (struct: string, parts: string[]) =>
  `(CASE WHEN ${struct} IS NOT NULL THEN struct_pack(${parts.join(", ")}) END)`;
const part = (struct: string, name: string) =>
  `${quoteName(name)} := struct_extract(${struct}, ${quoteText(name)})`;

/** Column.withField: replaces the field of that name, or adds one at the end. */
function withField([struct, name, value]: Argument[]): SparkType {
  const field: StructField = {
    name: nestedName(String(name?.constant)),
    type: value?.type ?? "void",
    nullable: value?.nullable ?? true,
  };
  const fields = fieldsOf(struct);
  const isSame = isCalled(field.name);
  return structOf(
    fields.some(isSame) ? fields.map((old) => (isSame(old) ? field : old)) : [...fields, field],
  );
}

function without(args: Argument[]): SparkType {
  const names = args.slice(1).map((arg) => nestedName(String(arg.constant)));
  const kept = fieldsOf(args[0]).filter((field) => !names.some((name) => isCalled(name)(field)));
  if (kept.length > 0) return structOf(kept);
  throw new SparkError(
    "AnalysisException",
    "cannot resolve 'update_fields' due to data type mismatch: cannot drop all fields in struct",
  );
}

const raised = (message: string) => `error('java.lang.RuntimeException: ' || ${message})`;

/** What fits nowhere else. */
export const miscellaneousFunctions: FunctionTable = {
  assert_true: scalar(
    ["boolean", "string"],
    "void",
    ([condition, message = "'assertion failed!'"]) =>
      `(CASE WHEN ${condition} THEN NULL ELSE ${raised(message)} END)`,
    {
      optional: 1,
      nullable: "always",
      text: ([condition, message]) =>
        `assert_true(${condition}, ${message ?? `'${condition}' is not true!`})`,
    },
  ),
  current_catalog: scalar([], "string", () => "'spark_catalog'"),
  current_database: scalar([], "string", (_, call) => quoteText(call.currentDatabase)),
  drop_fields: scalar(
    ["struct", "string"],
    without,
    ([struct = ""], { type }) =>
      packed(struct, isStruct(type) ? type.fields.map((field) => part(struct, field.name)) : []),
    { rest: "string", text: () => "update_fields(drop)" },
  ),
  raise_error: scalar(["string"], "void", ([message = ""]) => raised(message), {
    nullable: "always",
  }),
  spark_partition_id: scalar([], "integer", () => "0", { text: () => "SPARK_PARTITION_ID()" }),
  monotonically_increasing_id: scalar([], "long", () => "(row_number() OVER () - 1)", {
    volatile: true,
    nullable: "never",
  }),
  str_to_map: scalar(
    ["string", "string", "string"],
    mapOf("string", "string"),
    ([text, pairs = "','", keys = "':'"]) => `spark_str_to_map(${text}, ${pairs}, ${keys})`,
    { optional: 2, text: (args) => `str_to_map(${[...args, ",", ":"].slice(0, 3).join(", ")})` },
  ),
  typeof: scalar(
    ["any"],
    "string",
    (_, { args }) => quoteText(simpleString(args[0]?.type ?? "void")),
    {
      nullable: "never",
    },
  ),
  uuid: scalar([], "string", () => "CAST(gen_random_uuid() AS VARCHAR)", { volatile: true }),
  version: scalar([], "string", () => "'3.2.1'"),
  with_field: scalar(
    ["struct", "string", "any"],
    withField,
    ([struct = "", , value], { args, type }) => {
      const name = String(args[1]?.constant);
      const fields = isStruct(type) ? type.fields : [];
      return packed(
        struct,
        fields.map((field) =>
          isCalled(name)(field) ? `${quoteName(field.name)} := ${value}` : part(struct, field.name),
        ),
      );
    },
    { text: ([struct]) => `update_fields(${struct})` },
  ),
};
