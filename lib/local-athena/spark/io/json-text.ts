import { quoteName, quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import { castSql } from "../plan/compile-casts";
import type { SparkType, StructField } from "../plan/plan";
import { isArray, isMap, isStruct } from "../plan/types";

export type JsonForms = {
  /** DuckDB's formats. */
  date: string;
  timestamp: string;
  /** Whether a field that is NULL is left out. */
  ignoreNulls: boolean;
};

const textOf = (value: string) => `CAST(to_json(${value}) AS VARCHAR)`;

/** A DuckDB expression of a value's JSON; NULL for NULL. Each level has a name of its own for its items. */
function valueText(value: string, type: SparkType, forms: JsonForms, depth: number): string {
  const name = `spark_t${depth}`;
  if (isArray(type)) {
    const item = `coalesce(${valueText(name, type.elementType, forms, depth + 1)}, 'null')`;
    return `('[' || array_to_string(list_transform(${value}, lambda ${name}: ${item}), ',') || ']')`;
  }
  if (isMap(type)) {
    const key = textOf(castSql(`${name}.key`, type.keyType, "string"));
    const item = `coalesce(${valueText(`${name}.value`, type.valueType, forms, depth + 1)}, 'null')`;
    return `('{' || array_to_string(list_transform(map_entries(${value}), lambda ${name}: ${key} || ':' || ${item}), ',') || '}')`;
  }
  if (isStruct(type)) {
    const fields = objectText(
      type.fields,
      (field) => `struct_extract(${value}, ${quoteText(field.name)})`,
      forms,
      depth,
    );
    return `CASE WHEN ${value} IS NOT NULL THEN ${fields} END`;
  }
  if (type === "string") return textOf(value);
  if (type === "date") return textOf(`strftime(${value}, ${quoteText(forms.date)})`);
  if (type === "timestamp") return textOf(`strftime(${value}, ${quoteText(forms.timestamp)})`);
  if (type === "binary") return textOf(`base64(${value})`);
  if (type === "void") return "CAST(NULL AS VARCHAR)";
  const text = castSql(value, type, "string");
  if (type !== "float" && type !== "double") return text;
  return `CASE WHEN isfinite(${value}) THEN ${text} ELSE ${textOf(text)} END`;
}

function objectText(
  fields: readonly StructField[],
  of: (field: StructField) => string,
  forms: JsonForms,
  depth: number,
): string {
  const members = fields.map((field) => {
    const text = valueText(of(field), field.type, forms, depth + 1);
    // `||` with NULL is NULL, which concat_ws leaves out.
    const shown = forms.ignoreNulls ? text : `coalesce(${text}, 'null')`;
    return `${quoteText(`${JSON.stringify(field.name)}:`)} || ${shown}`;
  });
  if (members.length === 0) return "'{}'";
  return `('{' || concat_ws(',', ${members.join(", ")}) || '}')`;
}

/** A row's JSON as a DuckDB expression over columns of these names. */
export function jsonText(fields: readonly StructField[], forms: JsonForms): string {
  if (fields.length === 0)
    throw new SparkError(
      "AnalysisException",
      "Datasource does not support writing empty or nested empty schemas.",
    );
  return objectText(fields, ({ name }) => quoteName(name), forms, 0);
}
