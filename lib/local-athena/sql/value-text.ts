import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBIntervalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import { SqlError } from "./engine";
import { isZoned } from "./result-types";

const bigintMax = 9223372036854775807n;

/** `1.5`, `1.0E20`, `1.0E-7`, `NaN`, `Infinity`: a double as Java prints it. */
export function javaDouble(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** Shortest decimal that is the same 32-bit float: DuckDB gives floats as doubles. */
export function javaFloat(value: number): string {
  for (let precision = 1; precision <= 9; precision++) {
    const short = Number(value.toPrecision(precision));
    if (Math.fround(short) === value) return javaDouble(short);
  }
  return javaDouble(value);
}

const pad = (value: number | bigint, width: number) => String(value).padStart(width, "0");

function clock(micros: bigint, digits: number): string {
  const seconds = micros / 1_000_000n;
  const text = `${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`;
  return digits === 0 ? text : `${text}.${pad((micros % 1_000_000n) / 1000n, 3)}`;
}

const dayMicros = 86_400_000_000n;

function dateText(days: bigint | number): string {
  const date = new Date(Number(days) * 86_400_000);
  const year = date.getUTCFullYear();
  const sign = year < 0 ? "-" : "";
  return `${sign}${pad(Math.abs(year), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

/** `2024-01-02 03:04:05.678`; without the fraction for precision 0. */
export function timestampText(micros: bigint, digits: 0 | 3): string {
  const days = micros >= 0n ? micros / dayMicros : -((-micros + dayMicros - 1n) / dayMicros);
  return `${dateText(days)} ${clock(micros - days * dayMicros, digits)}`;
}

function intervalText(value: DuckDBIntervalValue): string {
  if (value.months !== 0) {
    const months = Math.abs(value.months);
    return `${value.months < 0 ? "-" : ""}${Math.floor(months / 12)}-${months % 12}`;
  }
  const micros = BigInt(value.days) * dayMicros + value.micros;
  const positive = micros < 0n ? -micros : micros;
  return `${micros < 0n ? "-" : ""}${positive / dayMicros} ${clock(positive % dayMicros, 3)}`;
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** An instant in a named zone, followed by the zone's name. */
function zonedText(micros: bigint, zone: string): string {
  let format = zones.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA-u-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    zones.set(zone, format);
  }
  const millis = micros / 1000n;
  const parts = new Map(
    format.formatToParts(new Date(Number(millis))).map((part) => [part.type, part.value]),
  );
  const at = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  const fraction = pad(((millis % 1000n) + 1000n) % 1000n, 3);
  return `${at("year")}-${at("month")}-${at("day")} ${at("hour")}:${at("minute")}:${at("second")}.${fraction} ${zone}`;
}

type Writer = (value: DuckDBValue) => string;

function integerText(value: DuckDBValue): string {
  if (typeof value === "bigint" && (value > bigintMax || value < -bigintMax - 1n)) {
    throw new SqlError("NUMERIC_VALUE_OUT_OF_RANGE: bigint addition overflow", 2, 1100);
  }
  return String(value);
}

function hexPairs(value: DuckDBValue): string {
  if (!(value instanceof DuckDBBlobValue)) return String(value);
  return Array.from(value.bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

const scalars: Partial<Record<DuckDBTypeId, Writer>> = {
  [DuckDBTypeId.HUGEINT]: integerText,
  [DuckDBTypeId.UBIGINT]: integerText,
  [DuckDBTypeId.DOUBLE]: (value) => javaDouble(Number(value)),
  [DuckDBTypeId.FLOAT]: (value) => javaFloat(Number(value)),
  [DuckDBTypeId.BLOB]: hexPairs,
  [DuckDBTypeId.DATE]: (value) =>
    value instanceof DuckDBDateValue ? dateText(value.days) : String(value),
  [DuckDBTypeId.TIME]: (value) =>
    value instanceof DuckDBTimeValue ? clock(value.micros, 3) : String(value),
  [DuckDBTypeId.INTERVAL]: (value) =>
    value instanceof DuckDBIntervalValue ? intervalText(value) : String(value),
  [DuckDBTypeId.TIMESTAMP]: (value) =>
    value instanceof DuckDBTimestampValue ? timestampText(value.micros, 3) : String(value),
  [DuckDBTypeId.TIMESTAMP_S]: (value) =>
    value instanceof DuckDBTimestampSecondsValue
      ? timestampText(value.seconds * 1_000_000n, 0)
      : String(value),
  [DuckDBTypeId.TIMESTAMP_MS]: (value) =>
    value instanceof DuckDBTimestampMillisecondsValue
      ? timestampText(value.millis * 1000n, 3)
      : String(value),
  [DuckDBTypeId.TIMESTAMP_NS]: (value) =>
    value instanceof DuckDBTimestampNanosecondsValue
      ? timestampText(value.nanos / 1000n, 3)
      : String(value),
  [DuckDBTypeId.TIMESTAMP_TZ]: (value) =>
    value instanceof DuckDBTimestampTZValue
      ? `${timestampText(value.micros, 3)} UTC`
      : String(value),
};

function rowWriter(type: DuckDBStructType): Writer {
  const fields = type.entryNames.map((name, index) => {
    const write = nested(type.entryTypes[index] as DuckDBType);
    const label = /^(__field\d+)?$/.test(name) ? "" : `${name}=`;
    return (value: DuckDBStructValue) => label + write(value.entries[name] ?? null);
  });
  return (value) =>
    value instanceof DuckDBStructValue
      ? `{${fields.map((field) => field(value)).join(", ")}}`
      : String(value);
}

function zonedWriter(value: DuckDBValue): string {
  const { __instant: instant, __zone: zone } =
    value instanceof DuckDBStructValue ? value.entries : {};
  return instant instanceof DuckDBTimestampTZValue
    ? zonedText(instant.micros, String(zone))
    : "null";
}

const nested = (type: DuckDBType): Writer => {
  const write = textWriter(type);
  return (value) => write(value) ?? "null";
};

function writerOf(type: DuckDBType): Writer {
  if (type instanceof DuckDBListType) {
    const item = nested(type.valueType);
    return (value) =>
      value instanceof DuckDBListValue ? `[${value.items.map(item).join(", ")}]` : String(value);
  }
  if (type instanceof DuckDBMapType) {
    const [key, item] = [nested(type.keyType), nested(type.valueType)];
    return (value) =>
      value instanceof DuckDBMapValue
        ? `{${value.entries.map((entry) => `${key(entry.key)}=${item(entry.value)}`).join(", ")}}`
        : String(value);
  }
  if (isZoned(type)) return zonedWriter;
  if (type instanceof DuckDBStructType) return rowWriter(type);
  return scalars[type.typeId] ?? String;
}

/**
 * How values of a result column are printed; null for NULL.
 * The writer throws SqlError NUMERIC_VALUE_OUT_OF_RANGE for a sum beyond bigint.
 */
export function textWriter(type: DuckDBType): (value: DuckDBValue) => string | null {
  const write = writerOf(type);
  return (value) => (value === null || value === undefined ? null : write(value));
}
