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
  DuckDBTimeTZValue,
  DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import { SqlError } from "../engine";
import { isZoned } from "./result-types";
import type { AthenaType } from "./types";

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

/** A time of day; `digits` of the second's fraction. */
function clock(micros: bigint, digits: number): string {
  const seconds = micros / 1_000_000n;
  const text = `${pad(seconds / 3600n, 2)}:${pad((seconds / 60n) % 60n, 2)}:${pad(seconds % 60n, 2)}`;
  const fraction = pad(micros % 1_000_000n, 6)
    .padEnd(12, "0")
    .slice(0, digits);
  return digits === 0 ? text : `${text}.${fraction}`;
}

/** `+01:00`, from seconds east of UTC. */
function offsetText(seconds: number): string {
  const minutes = Math.trunc(Math.abs(seconds) / 60);
  return `${seconds < 0 ? "-" : "+"}${pad(Math.trunc(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

const dayMicros = 86_400_000_000n;

function dateText(days: bigint | number): string {
  const date = new Date(Number(days) * 86_400_000);
  const year = date.getUTCFullYear();
  const sign = year < 0 ? "-" : "";
  return `${sign}${pad(Math.abs(year), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

/** `2024-01-02 03:04:05.678`; without the fraction for precision 0. */
function timestampText(micros: bigint, digits: number): string {
  const days = micros >= 0n ? micros / dayMicros : -((-micros + dayMicros - 1n) / dayMicros);
  return `${dateText(days)} ${clock(micros - days * dayMicros, digits)}`;
}

function intervalText(value: DuckDBIntervalValue, wanted: AthenaType | undefined): string {
  if (value.months !== 0 || wanted?.base === "interval year to month") {
    const months = Math.abs(value.months);
    return `${value.months < 0 ? "-" : ""}${Math.floor(months / 12)}-${months % 12}`;
  }
  const micros = BigInt(value.days) * dayMicros + value.micros;
  const positive = micros < 0n ? -micros : micros;
  return `${micros < 0n ? "-" : ""}${positive / dayMicros} ${clock(positive % dayMicros, 3)}`;
}

const zones = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const format = formatIn(zone);
  zones.set(zone, format);
  return format;
}

/** @throws SqlError for a zone that a computed name gives and nobody knows */
function formatIn(zone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    timeZone: zone,
    era: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  };
  try {
    return new Intl.DateTimeFormat("en-US-u-hc-h23", options);
  } catch {
    throw new SqlError(`INVALID_FUNCTION_ARGUMENT: '${zone}' is not a valid time zone`, 2, 1106);
  }
}

/** How far local time is ahead of UTC at an instant, in microseconds. */
function offsetOf(micros: bigint, zone: string): bigint {
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(zone);
  if (fixed !== null)
    return BigInt(`${fixed[1]}${Number(fixed[2]) * 60 + Number(fixed[3])}`) * 60_000_000n;
  const millis = Number(micros / 1_000_000n) * 1000;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(new Date(millis))
      .map((part) => [part.type, part.value]),
  );
  const at = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  const year = parts.get("era") === "BC" ? 1 - at("year") : at("year");
  const local = new Date(0);
  local.setUTCFullYear(year, at("month") - 1, at("day"));
  local.setUTCHours(at("hour"), at("minute"), at("second"));
  return BigInt(local.getTime() - millis) * 1000n;
}

/** An instant in a zone, followed by the zone's name. */
function zonedText(micros: bigint, zone: string, digits: number): string {
  return `${timestampText(micros + offsetOf(micros, zone), digits)} ${zone}`;
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

type Scalar = (wanted: AthenaType | undefined) => Writer;

const plain =
  (write: Writer): Scalar =>
  () =>
    write;

/** A kind of timestamp, by its microseconds since 1970. */
const stamp =
  (microsOf: (value: DuckDBValue) => bigint | undefined, precision: number, suffix = ""): Scalar =>
  (wanted) => {
    const digits = wanted?.numbers[0] ?? precision;
    return (value) => {
      const micros = microsOf(value);
      return micros === undefined ? String(value) : timestampText(micros, digits) + suffix;
    };
  };

const scalars: Partial<Record<DuckDBTypeId, Scalar>> = {
  [DuckDBTypeId.HUGEINT]: plain(integerText),
  [DuckDBTypeId.UBIGINT]: plain(integerText),
  [DuckDBTypeId.DOUBLE]: plain((value) => javaDouble(Number(value))),
  [DuckDBTypeId.FLOAT]: plain((value) => javaFloat(Number(value))),
  [DuckDBTypeId.BLOB]: plain(hexPairs),
  [DuckDBTypeId.DATE]: plain((value) =>
    value instanceof DuckDBDateValue ? dateText(value.days) : String(value),
  ),
  [DuckDBTypeId.TIME]: (wanted) => (value) =>
    value instanceof DuckDBTimeValue ? clock(value.micros, wanted?.numbers[0] ?? 3) : String(value),
  [DuckDBTypeId.TIME_TZ]: (wanted) => (value) =>
    value instanceof DuckDBTimeTZValue
      ? clock(value.micros, wanted?.numbers[0] ?? 3) + offsetText(value.offset)
      : String(value),
  [DuckDBTypeId.INTERVAL]: (wanted) => (value) =>
    value instanceof DuckDBIntervalValue ? intervalText(value, wanted) : String(value),
  [DuckDBTypeId.VARCHAR]: (wanted) => {
    const length = wanted?.base === "char" ? (wanted.numbers[0] ?? 1) : 0;
    return (value) => String(value).padEnd(length);
  },
  [DuckDBTypeId.TIMESTAMP]: stamp(
    (value) => (value instanceof DuckDBTimestampValue ? value.micros : undefined),
    3,
  ),
  [DuckDBTypeId.TIMESTAMP_S]: stamp(
    (value) =>
      value instanceof DuckDBTimestampSecondsValue ? value.seconds * 1_000_000n : undefined,
    0,
  ),
  [DuckDBTypeId.TIMESTAMP_MS]: stamp(
    (value) =>
      value instanceof DuckDBTimestampMillisecondsValue ? value.millis * 1000n : undefined,
    3,
  ),
  [DuckDBTypeId.TIMESTAMP_NS]: stamp(
    (value) => (value instanceof DuckDBTimestampNanosecondsValue ? value.nanos / 1000n : undefined),
    3,
  ),
  [DuckDBTypeId.TIMESTAMP_TZ]: stamp(
    (value) => (value instanceof DuckDBTimestampTZValue ? value.micros : undefined),
    3,
    " UTC",
  ),
};

function rowWriter(type: DuckDBStructType, wanted: AthenaType | undefined): Writer {
  const fields = type.entryNames.map((name, index) => {
    const write = nested(type.entryTypes[index] as DuckDBType, wanted?.parts[index]?.type);
    const label = /^(__field\d+)?$/.test(name) ? "" : `${name}=`;
    return (value: DuckDBStructValue) => label + write(value.entries[name] ?? null);
  });
  return (value) =>
    value instanceof DuckDBStructValue
      ? `{${fields.map((field) => field(value)).join(", ")}}`
      : String(value);
}

function zonedWriter(value: DuckDBValue, digits: number): string {
  const { __instant: instant, __zone: zone } =
    value instanceof DuckDBStructValue ? value.entries : {};
  return instant instanceof DuckDBTimestampTZValue
    ? zonedText(instant.micros, String(zone), digits)
    : "null";
}

const nested = (type: DuckDBType, wanted: AthenaType | undefined): Writer => {
  const write = textWriter(type, wanted);
  return (value) => write(value) ?? "null";
};

function writerOf(type: DuckDBType, wanted: AthenaType | undefined): Writer {
  const [first, second] = wanted?.parts ?? [];
  if (type instanceof DuckDBListType) {
    const item = nested(type.valueType, first?.type);
    return (value) =>
      value instanceof DuckDBListValue ? `[${value.items.map(item).join(", ")}]` : String(value);
  }
  if (type instanceof DuckDBMapType) {
    const key = nested(type.keyType, first?.type);
    const item = nested(type.valueType, second?.type);
    return (value) =>
      value instanceof DuckDBMapValue
        ? `{${value.entries.map((entry) => `${key(entry.key)}=${item(entry.value)}`).join(", ")}}`
        : String(value);
  }
  if (isZoned(type)) return (value) => zonedWriter(value, wanted?.numbers[0] ?? 3);
  if (type instanceof DuckDBStructType) return rowWriter(type, wanted);
  return scalars[type.typeId]?.(wanted) ?? String;
}

/**
 * How values of a result column are printed; null for NULL.
 * The writer throws SqlError NUMERIC_VALUE_OUT_OF_RANGE for a sum beyond bigint.
 * @param wanted the column's Athena type, which tells precisions that DuckDB's type does not
 */
export function textWriter(
  type: DuckDBType,
  wanted?: AthenaType,
): (value: DuckDBValue) => string | null {
  const write = writerOf(type, wanted);
  return (value) => (value === null || value === undefined ? null : write(value));
}
