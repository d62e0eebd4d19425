import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import type { SparkType, WireValue } from "./plan";
import { isArray, isMap, isStruct, isYearMonth } from "./types";

const safe = (value: bigint): number | string =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value.toString();

function numberOnWire(value: number): number | string {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

function intervalOnWire(value: DuckDBIntervalValue, type: SparkType): WireValue {
  if (isYearMonth(type)) return value.months;
  const micros = BigInt(value.days) * 86_400_000_000n + value.micros;
  if (type === "interval") return [value.months, value.days, safe(value.micros)];
  return safe(micros);
}

/** What DuckDB answered, as it goes to Python. */
export function wireValue(value: DuckDBValue, type: SparkType): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return safe(value);
  if (typeof value === "number") return numberOnWire(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue) return `${value.toString().replace(" ", "T")}Z`;
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("base64");
  if (value instanceof DuckDBIntervalValue) return intervalOnWire(value, type);
  if (value instanceof DuckDBListValue) {
    const element = isArray(type) ? type.elementType : "void";
    return value.items.map((item) => wireValue(item, element));
  }
  if (value instanceof DuckDBStructValue) {
    const fields = isStruct(type) ? type.fields : [];
    return Object.values(value.entries).map((item, at) =>
      wireValue(item, fields[at]?.type ?? "void"),
    );
  }
  if (value instanceof DuckDBMapValue && isMap(type)) {
    return value.entries.map(({ key, value: item }) => [
      wireValue(key, type.keyType),
      wireValue(item, type.valueType),
    ]);
  }
  return String(value);
}
