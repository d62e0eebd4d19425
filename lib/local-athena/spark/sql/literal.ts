import type { Literal } from "../plan/plan";
import type { SqlReader } from "./sql-reader";

const integers: Readonly<Record<string, { type: string; bits: bigint; name: string }>> = {
  Y: { type: "byte", bits: 7n, name: "tinyint" },
  S: { type: "short", bits: 15n, name: "smallint" },
  L: { type: "long", bits: 63n, name: "bigint" },
};

const fits = (value: bigint, bits: bigint) => value < 1n << bits && value >= -(1n << bits);

const wireInteger = (value: bigint) =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(value)
    : String(value);

/** Digits with a point as plain text, without an exponent: `1.5e2` is `150`. */
function plainDecimal(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const sign = mantissa.startsWith("-") ? "-" : "";
  if (point >= digits.length) return `${sign}${digits.padEnd(point, "0") || "0"}`;
  const padded = point > 0 ? digits : "0".repeat(1 - point) + digits;
  const at = Math.max(point, 1);
  return `${sign}${padded.slice(0, at)}.${padded.slice(at)}`;
}

function decimal(text: string, reader: SqlReader): Literal {
  const value = plainDecimal(text);
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const scale = fraction.length;
  const precision = Math.max(whole.replace(/^0+/, "").length + scale, 1);
  if (precision > 38)
    throw reader.refuse(`decimal can only support precision up to 38, was ${precision}`);
  return { expr: "literal", value, type: `decimal(${Math.max(precision, scale)},${scale})` };
}

/** A number as Spark types it: `1` int, `1.5` decimal, `1e3` double, `1L` bigint, `2Y` tinyint, `1.5BD` decimal. */
export function numberLiteral(reader: SqlReader, sign: "" | "-"): Literal {
  const { text } = reader.peek();
  const [, digits = "", suffix = ""] = /^(.*?)([a-zA-Z]*)$/.exec(text) ?? [];
  const written = `${sign}${digits}`;
  const kind = suffix.toUpperCase();
  const whole = integers[kind];
  const literal = (): Literal => {
    if (whole !== undefined) {
      if (!/^-?\d+$/.test(written)) throw reader.mismatch("<EOF>");
      const value = BigInt(written);
      if (!fits(value, whole.bits))
        throw reader.refuse(
          `Numeric literal ${written} does not fit in range [-${1n << whole.bits}, ${(1n << whole.bits) - 1n}] for type ${whole.name}`,
        );
      return { expr: "literal", value: wireInteger(value), type: whole.type };
    }
    if (kind === "F") return { expr: "literal", value: Number(written), type: "float" };
    if (kind === "BD") return decimal(written, reader);
    if (kind === "D" || /e/i.test(digits))
      return { expr: "literal", value: Number(written), type: "double" };
    if (digits.includes(".")) return decimal(written, reader);
    const value = BigInt(written);
    if (fits(value, 31n)) return { expr: "literal", value: Number(value), type: "integer" };
    if (fits(value, 63n)) return { expr: "literal", value: wireInteger(value), type: "long" };
    return decimal(written, reader);
  };
  const found = literal();
  reader.next();
  return found;
}

const dateForm = /^([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/;
const momentForm =
  /^(\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](?:(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9}))?)?)?)?)?)?\s*(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?$/i;

const padded = (text: string | undefined, length = 2) => (text ?? "1").padStart(length, "0");

/** The day that a text names. Undefined for none, such as `2024-02-30`. */
function dayOf(year = "", month?: string, day?: string): string | undefined {
  const text = `${padded(year, 4)}-${padded(month)}-${padded(day)}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

/** Milliseconds that a zone's clock is ahead of UTC. */
function zoneAheadMs(zone: string | undefined): number {
  const offset = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? "");
  if (offset === null) return 0;
  const ms = (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * 60_000;
  return offset[1] === "-" ? -ms : ms;
}

/** A moment as values travel: `2024-01-31T10:00:00.000001Z`. Undefined for a text that is none. */
function momentOf(text: string): string | undefined {
  const found = momentForm.exec(text.trim());
  if (found === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone] = found;
  const date = dayOf(year, month, day);
  if (date === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return undefined;
  const local = Date.parse(`${date}T${padded(hour)}:${padded(minute)}:${padded(second)}Z`);
  const whole = new Date(local - zoneAheadMs(zone)).toISOString().slice(0, 19);
  const micros = fraction.slice(0, 6).padEnd(6, "0");
  return `${whole}${/^0*$/.test(micros) ? "" : `.${micros}`}Z`;
}

/** `DATE '…'`, `TIMESTAMP '…'` and `X'…'`. Undefined when none of them is next. Errors: ParseException. */
export function typedLiteral(reader: SqlReader): Literal | undefined {
  const token = reader.peek();
  if (token.kind !== "word" || reader.peek(1).kind !== "string") return undefined;
  if (!/^(DATE|TIMESTAMP|X)$/.test(token.match)) return undefined;
  reader.next();
  const text = reader.string();
  const cannot = () => reader.refuse(`Cannot parse the ${token.match} value: ${text}`, token);
  if (token.match === "X") {
    if (!/^[0-9a-fA-F]*$/.test(text))
      throw reader.refuse("contains illegal character for hexBinary: ", token);
    const bytes = Buffer.from(text.length % 2 === 0 ? text : `0${text}`, "hex");
    return { expr: "literal", value: bytes.toString("base64"), type: "binary" };
  }
  if (token.match === "DATE") {
    const [, year, month, day] = dateForm.exec(text.trim()) ?? [];
    const value = year === undefined ? undefined : dayOf(year, month, day);
    if (value === undefined) throw cannot();
    return { expr: "literal", value, type: "date" };
  }
  const value = momentOf(text);
  if (value === undefined) throw cannot();
  return { expr: "literal", value, type: "timestamp" };
}
