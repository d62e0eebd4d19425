import { quoteText } from "../../sql/translate/tree";
import { duckType } from "./duck-types";
import type { SparkType, StructType, WireValue } from "./plan";
import { isDecimal, isIntegral } from "./types";

const between = "\u001e";
const nothing = "\u001f";

const isPlain = (type: SparkType): boolean =>
  isIntegral(type) ||
  isDecimal(type) ||
  (typeof type === "string" &&
    ["string", "double", "float", "boolean", "date", "timestamp"].includes(type));

function textOf(value: WireValue, type: SparkType): string {
  if (value === null) return nothing;
  const text = String(value);
  return type === "timestamp" ? text.replace("T", " ").replace(/Z$/, "") : text;
}

/**
 * Many rows as one text a column, which DuckDB reads much faster than as many values; undefined for nested types, and
 * for texts with the characters that divide.
 */
export function columnarRowsSql(
  schema: StructType,
  rows: readonly WireValue[][],
  names: readonly string[],
): string | undefined {
  if (schema.fields.length === 0 || !schema.fields.every((field) => isPlain(field.type))) {
    return undefined;
  }
  const lists: string[] = [];
  for (const [at, { type }] of schema.fields.entries()) {
    const texts = rows.map((row) => textOf(row[at] ?? null, type));
    const isDivided = (row: readonly WireValue[]) => {
      const text = String(row[at]);
      return text.includes(between) || text.includes(nothing);
    };
    if (type === "string" && rows.some(isDivided)) return undefined;
    lists.push(`unnest(string_split(${quoteText(texts.join(between))}, chr(30))) AS ${names[at]}`);
  }
  const casts = schema.fields.map(({ type }, at) => {
    const text = `nullif(${names[at]}, chr(31))`;
    return `${type === "string" ? text : `CAST(${text} AS ${duckType(type)})`} AS ${names[at]}`;
  });
  return `SELECT ${casts.join(", ")} FROM (SELECT ${lists.join(", ")})`;
}
