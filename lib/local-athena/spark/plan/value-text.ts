import { javaDouble, javaFloat } from "../../sql/types/value-text";
import type { SparkType, WireValue } from "./plan";
import {
  calendarInterval,
  isArray,
  isDecimal,
  isInterval,
  isMap,
  isStruct,
  isYearMonth,
} from "./types";

const numberOf = (value: WireValue): number => Number(value);

/** BigDecimal.toString: very small ones with an exponent, `0E-18`. */
export function decimalText(value: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, "");
  const exponent = digits.length - 1 - fraction.length;
  if (fraction === "" || exponent >= -6) return value;
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${sign}${mantissa}E${exponent}`;
}

const pad = (value: bigint | number, width = 2): string => String(value).padStart(width, "0");

/** An interval of these units as Spark 3.2 casts it to text: `INTERVAL '1 02:03:04' DAY TO SECOND`. */
export function intervalText(value: WireValue, type: SparkType): string {
  if (type === calendarInterval) return calendarText(Array.isArray(value) ? value : []);
  const units = String(type).slice("interval ".length);
  const whole = BigInt(String(value));
  const sign = whole < 0n ? "-" : "";
  const size = whole < 0n ? -whole : whole;
  const text = isYearMonth(type) ? monthsText(size, units) : microsText(size, units);
  return `INTERVAL '${sign}${text}' ${units.toUpperCase()}`;
}

function monthsText(months: bigint, units: string): string {
  if (units === "month") return String(months);
  return units === "year" ? String(months / 12n) : `${months / 12n}-${months % 12n}`;
}

const microsOf: Record<string, bigint> = {
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
};
const unitOrder = ["day", "hour", "minute", "second"];

function microsText(micros: bigint, units: string): string {
  const [from = "day", to = from] = units.split(" to ");
  const used = unitOrder.slice(unitOrder.indexOf(from), unitOrder.indexOf(to) + 1);
  let rest = micros;
  const parts = used.map((unit, at) => {
    const size = microsOf[unit] ?? 1n;
    const count = rest / size;
    rest %= size;
    const fraction = unit === "second" && rest > 0n ? `.${pad(rest, 6).replace(/0+$/, "")}` : "";
    return `${at === 0 ? count : pad(count)}${fraction}`;
  });
  return from === "day" && parts.length > 1
    ? `${parts[0]} ${parts.slice(1).join(":")}`
    : parts.join(":");
}

/** CalendarInterval.toString: `1 years 2 months 3 days 4 hours`. */
function calendarText(parts: readonly WireValue[]): string {
  const [months = 0, days = 0, micros = 0] = parts.map((part) => Number(part ?? 0));
  const seconds = (micros / 1_000_000) % 60;
  const units: [number, string][] = [
    [Math.trunc(months / 12), "years"],
    [months % 12, "months"],
    [days, "days"],
    [Math.trunc(micros / 3_600_000_000), "hours"],
    [Math.trunc(micros / 60_000_000) % 60, "minutes"],
    [seconds, "seconds"],
  ];
  const shown = units.filter(([size]) => size !== 0).map(([size, unit]) => `${size} ${unit}`);
  return shown.length > 0 ? shown.join(" ") : "0 seconds";
}

/** A timestamp on the wire as Spark shows it: `2024-01-31 10:00:00.5`. */
function timestampText(value: string): string {
  const text = value.replace("T", " ").replace(/Z$/, "");
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function binaryText(value: string): string {
  const bytes = [...Buffer.from(value, "base64")];
  return `[${bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ")}]`;
}

/** A value as a cast to string makes it, and as show prints it (nulls and binary as show has them). */
export function valueText(value: WireValue, type: SparkType): string {
  if (value === null) return "null";
  if (isArray(type)) {
    const items = Array.isArray(value) ? value : [];
    return `[${items.map((item) => valueText(item, type.elementType)).join(", ")}]`;
  }
  if (isMap(type)) {
    const pairs = Array.isArray(value) ? value : [];
    const texts = pairs.map((pair) => {
      const [key = null, item = null] = Array.isArray(pair) ? pair : [];
      return `${valueText(key, type.keyType)} -> ${valueText(item, type.valueType)}`;
    });
    return `{${texts.join(", ")}}`;
  }
  if (isStruct(type)) {
    const items = Array.isArray(value) ? value : [];
    return `{${type.fields.map((field, at) => valueText(items[at] ?? null, field.type)).join(", ")}}`;
  }
  switch (type) {
    case "double":
      return javaDouble(numberOf(value));
    case "float":
      return javaFloat(numberOf(value));
    case "timestamp":
      return timestampText(String(value));
    case "binary":
      return binaryText(String(value));
    default:
      if (isInterval(type)) return intervalText(value, type);
      return isDecimal(type) ? decimalText(String(value)) : String(value);
  }
}
