import { quoteName, quoteText } from "../../sql/translate/tree";
import { duckType } from "./duck-types";
import { analysisError } from "./names";
import type { SparkType } from "./plan";
import { simpleString } from "./type-text";
import {
  decimalParts,
  isArray,
  isDayTime,
  isDecimal,
  isFractional,
  isIntegral,
  isInterval,
  isMap,
  isStruct,
  isYearMonth,
  sameType,
} from "./types";

const integralOrder = ["byte", "short", "integer", "long"];

function refuse(from: SparkType, to: SparkType): never {
  throw analysisError(
    `A cast from ${simpleString(from)} to ${simpleString(to)} is not supported by local-athena`,
  );
}

function fromText(sql: string, to: SparkType): string {
  switch (to) {
    case "byte":
    case "short":
    case "integer":
    case "long":
      return `try_cast(spark_whole_text(${sql}) AS ${duckType(to)})`;
    case "float":
    case "double":
      return `try_cast(spark_number_text(${sql}) AS ${duckType(to)})`;
    case "boolean":
      return `spark_text_to_boolean(${sql})`;
    case "date":
      return `spark_text_to_date(${sql})`;
    case "timestamp":
      return `spark_text_to_timestamp(${sql})`;
    case "binary":
      return `encode(${sql})`;
    default:
      return isDecimal(to)
        ? `try_cast(spark_decimal_text(${sql}) AS ${duckType(to)})`
        : refuse("string", to);
  }
}

function toText(sql: string, from: SparkType, depth: number): string {
  const item = (part: string, type: SparkType) =>
    `coalesce(${castSql(part, type, "string", depth + 1)}, 'null')`;
  if (isArray(from)) {
    const each = `list_transform(${sql}, lambda v${depth}: ${item(`v${depth}`, from.elementType)})`;
    return `('[' || array_to_string(${each}, ', ') || ']')`;
  }
  if (isMap(from)) {
    const entry = `v${depth}`;
    const pair = `${item(`${entry}.key`, from.keyType)} || ' -> ' || ${item(`${entry}.value`, from.valueType)}`;
    return `('{' || array_to_string(list_transform(map_entries(${sql}), lambda ${entry}: ${pair}), ', ') || '}')`;
  }
  if (isStruct(from)) {
    const fields = from.fields.map((field) =>
      item(`struct_extract(${sql}, ${quoteText(field.name)})`, field.type),
    );
    return `(CASE WHEN ${sql} IS NOT NULL THEN '{' || ${fields.join(" || ', ' || ")} || '}' END)`;
  }
  switch (from) {
    case "double":
      return `spark_double_text(${sql})`;
    case "float":
      return `spark_float_text(${sql})`;
    case "binary":
      return `try(decode(${sql}))`;
    default:
      if (isYearMonth(from)) {
        const months = `(date_part('year', ${sql}) * 12 + date_part('month', ${sql}))`;
        return `spark_interval_text(${months}, ${quoteText(from)})`;
      }
      if (isDayTime(from)) return `spark_interval_text(epoch_us(${sql}), ${quoteText(from)})`;
      if (isInterval(from)) return refuse(from, "string");
      return isDecimal(from) && (decimalParts(from)?.scale ?? 0) > 6
        ? `spark_small_decimal_text(CAST(${sql} AS VARCHAR))`
        : `CAST(${sql} AS VARCHAR)`;
  }
}

function toIntegral(sql: string, from: SparkType, to: string): string {
  if (isFractional(from)) {
    if (to === "long") return `spark_double_to_long(${sql})`;
    const whole = `spark_double_to_integer(${sql})`;
    return to === "integer" ? whole : `spark_wrap_${to}(${whole})`;
  }
  if (isDecimal(from)) return `spark_wrap_${to}(CAST(trunc(${sql}) AS HUGEINT))`;
  if (from === "boolean") return `CAST(${sql} AS ${duckType(to)})`;
  if (from === "timestamp") {
    return to === "long" ? `spark_seconds(${sql})` : `spark_wrap_${to}(spark_seconds(${sql}))`;
  }
  if (from === "date") return `CAST(NULL AS ${duckType(to)})`;
  return integralOrder.indexOf(String(from)) > integralOrder.indexOf(to)
    ? `spark_wrap_${to}(${sql})`
    : `CAST(${sql} AS ${duckType(to)})`;
}

function nested(sql: string, from: SparkType, to: SparkType, depth: number): string {
  const entry = `v${depth}`;
  if (isArray(from) && isArray(to)) {
    return `list_transform(${sql}, lambda ${entry}: ${castSql(entry, from.elementType, to.elementType, depth + 1)})`;
  }
  if (isMap(from) && isMap(to)) {
    const key = castSql(`${entry}.key`, from.keyType, to.keyType, depth + 1);
    const value = castSql(`${entry}.value`, from.valueType, to.valueType, depth + 1);
    return `map_from_entries(list_transform(map_entries(${sql}), lambda ${entry}: row(${key}, ${value})))`;
  }
  if (isStruct(from) && isStruct(to)) {
    const fields = to.fields.map((field, at) => {
      const old = from.fields[at];
      const part = `struct_extract(${sql}, ${quoteText(old?.name ?? field.name)})`;
      return `${quoteName(field.name)} := ${castSql(part, old?.type ?? "void", field.type, depth + 1)}`;
    });
    return `(CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END)`;
  }
  return refuse(from, to);
}

function toTimestamp(sql: string, from: SparkType): string {
  if (from === "date") return `CAST(${sql} AS TIMESTAMP)`;
  if (from === "boolean") return `make_timestamp(CAST(${sql} AS BIGINT))`;
  if (isFractional(from))
    return `make_timestamp(try_cast(trunc(${sql} * 1000000.0::DOUBLE) AS BIGINT))`;
  if (isDecimal(from))
    return `make_timestamp(try_cast(trunc(CAST(${sql} AS DECIMAL(30,6)) * 1000000) AS BIGINT))`;
  return `make_timestamp(spark_multiply_long(CAST(${sql} AS BIGINT), 1000000::BIGINT))`;
}

function toNumber(sql: string, from: SparkType, to: string): string {
  const target = duckType(to);
  if (from === "date") return `CAST(NULL AS ${target})`;
  if (from === "timestamp") {
    const seconds = `(epoch_us(${sql}) / 1000000.0::DOUBLE)`;
    return isDecimal(to)
      ? `try_cast(epoch_us(${sql}) * 0.000001 AS ${target})`
      : `CAST(${seconds} AS ${target})`;
  }
  if (isDecimal(to)) {
    // By way of the shortest text, as Java does: 1.005 is 1.005 and no less.
    return isFractional(from)
      ? `try_cast(CAST(${sql} AS VARCHAR) AS ${target})`
      : `try_cast(${from === "boolean" ? `CAST(${sql} AS INTEGER)` : sql} AS ${target})`;
  }
  return `CAST(${sql} AS ${target})`;
}

/**
 * DuckDB SQL of a cast with Spark's results (without ANSI): NULL where it cannot be done, whole numbers cut.
 * @throws SparkError for the few casts that we have not
 */
export function castSql(sql: string, from: SparkType, to: SparkType, depth = 0): string {
  if (sameType(from, to)) return sql;
  if (from === "void") return `CAST(NULL AS ${duckType(to)})`;
  if (to === "string") return toText(sql, from, depth);
  if (typeof from !== "string" || typeof to !== "string") return nested(sql, from, to, depth);
  if (from === "string") return fromText(sql, to);
  if (isIntegral(to)) return toIntegral(sql, from, to);
  switch (to) {
    case "boolean":
      if (from === "date") return "CAST(NULL AS BOOLEAN)";
      return from === "timestamp" ? `(epoch_us(${sql}) <> 0)` : `(${sql} <> 0)`;
    case "timestamp":
      return toTimestamp(sql, from);
    case "date":
      return `CAST(${sql} AS DATE)`;
    case "binary":
      return refuse(from, to);
    default:
      if (isInterval(to)) return isInterval(from) ? sql : refuse(from, to);
      return toNumber(sql, from, to);
  }
}
