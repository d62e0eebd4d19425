import { type NativeFunction, native } from "../../../sql/functions/native-function";

const pattern =
  /^(?:([+-]?\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)?(?:(?:^|[ T])T?(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d{0,9}))?)?)?)?\s*(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?$/;

function offsetMinutes(zone: string | undefined): number {
  const match = /([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone ?? "");
  if (!match) return 0;
  const size = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === "-" ? -size : size;
}

/**
 * A timestamp as Spark reads text: date alone or in part, time in part, `T` or a space between, an offset. Microseconds
 * since the epoch, or null. A time alone is one of today.
 */
function parsedTimestamp(text: string): bigint | null {
  const written = text.trim();
  const today = /^T?\d{1,2}:/.test(written) ? `${new Date().toISOString().slice(0, 10)} ` : "";
  const match = pattern.exec(`${today}${today ? written.replace(/^T/, "") : written}`);
  if (!match?.[1]) return null;
  const [
    ,
    year,
    month = "1",
    day = "1",
    hour = "0",
    minute = "0",
    second = "0",
    fraction = "",
    zone,
  ] = match;
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number);
  if (y === undefined || mo === undefined || d === undefined) return null;
  if (h === undefined || mi === undefined || s === undefined) return null;
  if (h > 23 || mi > 59 || s > 59 || mo < 1 || mo > 12 || d < 1) return null;
  const date = new Date(0);
  date.setUTCFullYear(y, mo - 1, d);
  date.setUTCHours(h, mi, s);
  if (date.getUTCDate() !== d) return null;
  const micros = BigInt(fraction.slice(0, 6).padEnd(6, "0"));
  return BigInt(date.getTime() - offsetMinutes(zone) * 60_000) * 1000n + micros;
}

export const timestampNatives: readonly NativeFunction[] = [
  native("spark_parse_timestamp", ["varchar"], "timestamp", parsedTimestamp),
];
