import { quoteName, quoteText } from "../../../sql/translate/tree";
import { SparkError } from "../../bridge";
import { castSql } from "../compile-casts";
import { duckType } from "../duck-types";
import type { SparkType } from "../plan";
import { parseSchema, parseType } from "../type-text";
import { arrayOf, isArray, isMap, isNumeric, isStruct, normalType } from "../types";
import { type Argument, type FunctionTable, scalar } from "./definition";

const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;

/** The schema of from_json: JSON as Python writes it, DDL of fields, or a type. */
function schemaOf(arg: Argument | undefined): SparkType {
  const text = arg?.constant;
  if (typeof text !== "string") {
    throw new SparkError(
      "AnalysisException",
      "The schema of from_json that is no literal is not supported by local-athena",
    );
  }
  if (/^\s*[{"]/.test(text)) return normalType(JSON.parse(text));
  try {
    return parseType(text);
  } catch {
    return parseSchema(text);
  }
}

/** What DuckDB's from_json makes of normalized JSON: text where it has no type of its own. */
function structure(type: SparkType): unknown {
  if (typeof type === "string") {
    return type === "binary" || type === "boolean"
      ? type === "boolean"
        ? "BOOLEAN"
        : "VARCHAR"
      : duckType(type);
  }
  if (isArray(type)) return [structure(type.elementType)];
  if (isMap(type)) return [{ key: "VARCHAR", value: structure(type.valueType) }];
  return Object.fromEntries(type.fields.map((field, at) => [`f${at}`, structure(field.type)]));
}

/** From what DuckDB made to the type's own names. */
function restored(sql: string, type: SparkType, depth = 0): string {
  const v = `j${depth}`;
  if (type === "binary") return `spark_unbase64(${sql})`;
  if (typeof type === "string") return sql;
  if (isArray(type))
    return `list_transform(${sql}, lambda ${v}: ${restored(v, type.elementType, depth + 1)})`;
  if (isMap(type)) {
    const key = castSql(`${v}.key`, "string", type.keyType);
    return `map_from_entries(list_transform(${sql}, lambda ${v}: row(${key}, ${restored(`${v}.value`, type.valueType, depth + 1)})))`;
  }
  const fields = type.fields.map(
    (field, at) => `${quoteName(field.name)} := ${restored(`${sql}.f${at}`, field.type, depth)}`,
  );
  return `(CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END)`;
}

const inQuotes = (sql: string) => `CAST(to_json(${sql}) AS VARCHAR)`;

/** A value as JSON text, NULL where it is null. */
function written(sql: string, type: SparkType, depth = 0): string {
  const v = `j${depth}`;
  if (isArray(type)) {
    const item = `coalesce(${written(v, type.elementType, depth + 1)}, 'null')`;
    return `('[' || array_to_string(list_transform(${sql}, lambda ${v}: ${item}), ',') || ']')`;
  }
  if (isMap(type)) {
    const key = inQuotes(castSql(`${v}.key`, type.keyType, "string", depth + 1));
    const value = `coalesce(${written(`${v}.value`, type.valueType, depth + 1)}, 'null')`;
    return `('{' || array_to_string(list_transform(map_entries(${sql}), lambda ${v}: ${key} || ':' || ${value}), ',') || '}')`;
  }
  if (isStruct(type)) {
    const members = type.fields.map((field) => {
      const value = written(`struct_extract(${sql}, ${quoteText(field.name)})`, field.type, depth);
      return `${quoteText(`${JSON.stringify(field.name)}:`)} || ${value}`;
    });
    return `(CASE WHEN ${sql} IS NOT NULL THEN '{' || concat_ws(',', ${members.join(", ")}) || '}' END)`;
  }
  return scalarText(sql, type);
}

function scalarText(sql: string, type: SparkType): string {
  const text = castSql(sql, type, "string");
  if (type === "boolean") return text;
  if (type === "double" || type === "float") {
    return `(CASE WHEN isfinite(${sql}) THEN ${text} ELSE '"' || ${text} || '"' END)`;
  }
  if (isNumeric(type)) return text;
  if (type === "timestamp") return `strftime(${sql}, '"%Y-%m-%dT%H:%M:%S.%gZ"')`;
  if (type === "binary") return inQuotes(`to_base64(${sql})`);
  return inQuotes(text);
}

/** Functions of JSON. */
export const jsonFunctions: FunctionTable = {
  from_json: scalar(
    ["string", "any", "any"],
    (args) => schemaOf(args[1]),
    ([text], { type }) => {
      const json = `spark_json_normalized(${text}, ${quoteText(JSON.stringify(type))})`;
      return restored(`from_json(${json}, ${quoteText(JSON.stringify(structure(type)))})`, type);
    },
    { optional: 1, nullable: "always", text: ([text]) => `from_json(${text})` },
  ),
  get_json_object: scalar(["string", "string"], "string", named("spark_get_json_object"), {
    nullable: "always",
  }),
  json_array_length: scalar(["string"], "integer", named("spark_json_array_length"), {
    nullable: "always",
  }),
  json_object_keys: scalar(["string"], arrayOf("string"), named("spark_json_object_keys"), {
    nullable: "always",
  }),
  json_tuple: {
    kind: "generator",
    args: ["string", "string"],
    rest: "string",
    result: "void",
    columns: (args) =>
      args.slice(1).map((_, at) => ({ name: `c${at}`, type: "string", nullable: true })),
    sql: ([text, ...names]) => {
      const fields = names.map((name, at) => `c${at} := spark_json_field(${text}, ${name})`);
      return `[struct_pack(${fields.join(", ")})]`;
    },
  },
  to_json: scalar(
    [["struct", "array", "map"], "any"],
    "string",
    ([value = ""], { args }) => written(value, args[0]?.type ?? "void"),
    { optional: 1, text: ([value]) => `to_json(${value})` },
  ),
};
