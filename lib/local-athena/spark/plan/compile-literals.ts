import { quoteName, quoteText } from "../../sql/translate/tree";
import { wholeSql } from "./checked-sql";
import { duckType } from "./duck-types";
import type { SparkType, WireValue } from "./plan";
import { isArray, isDayTime, isDecimal, isMap, isStruct, isYearMonth } from "./types";

function intervalSql(value: WireValue, type: SparkType): string {
  if (isYearMonth(type)) return `to_months(${wholeSql(value)})`;
  if (isDayTime(type)) return `to_microseconds(${wholeSql(value)}::BIGINT)`;
  const [months, days, microseconds] = Array.isArray(value) ? value : [];
  return `(to_months(${wholeSql(months ?? 0)}) + to_days(${wholeSql(days ?? 0)}) + to_microseconds(${wholeSql(microseconds ?? 0)}::BIGINT))`;
}

/** A value on the wire as DuckDB SQL of its type. */
export function literalSql(value: WireValue, type: SparkType): string {
  if (value === null) return `CAST(NULL AS ${duckType(type)})`;
  if (isArray(type)) {
    const items = (Array.isArray(value) ? value : []).map((item) =>
      literalSql(item, type.elementType),
    );
    return `CAST([${items.join(", ")}] AS ${duckType(type)})`;
  }
  if (isMap(type)) {
    const pairs = (Array.isArray(value) ? value : []).map((pair) =>
      Array.isArray(pair) ? pair : [],
    );
    const keys = pairs.map((pair) => literalSql(pair[0] ?? null, type.keyType));
    const values = pairs.map((pair) => literalSql(pair[1] ?? null, type.valueType));
    return `CAST(map([${keys.join(", ")}], [${values.join(", ")}]) AS ${duckType(type)})`;
  }
  if (isStruct(type)) {
    const items = Array.isArray(value) ? value : [];
    const fields = type.fields.map(
      (field, at) => `${quoteName(field.name)} := ${literalSql(items[at] ?? null, field.type)}`,
    );
    return `struct_pack(${fields.join(", ")})`;
  }
  switch (type) {
    case "string":
      return quoteText(String(value));
    case "boolean":
      return value === true || value === "true" ? "true" : "false";
    case "integer":
      // The least one is a BIGINT to DuckDB until it is told.
      return Number(value) < 0 ? `CAST(${wholeSql(value)} AS INTEGER)` : wholeSql(value);
    case "binary":
      return `from_base64(${quoteText(String(value))})`;
    case "date":
      return `DATE ${quoteText(String(value))}`;
    case "timestamp":
      return `TIMESTAMP ${quoteText(String(value).replace("T", " ").replace(/Z$/, ""))}`;
    case "void":
      return "CAST(NULL AS INTEGER)";
    default:
      if (String(type).startsWith("interval")) return intervalSql(value, type);
      return typeof value === "boolean" || (typeof value === "number" && !isDecimal(type))
        ? `CAST(${String(value)} AS ${duckType(type)})`
        : `CAST(${quoteText(String(value))} AS ${duckType(type)})`;
  }
}
