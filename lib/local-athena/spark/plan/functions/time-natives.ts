import { FunctionError, type NativeFunction, native } from "../../../sql/functions/native-function";
import { parseTime } from "./time-parsing";
import { printTime } from "./time-printing";

/** The offset of a zone at an instant, in microseconds. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, made);
    return made;
  } catch {
    throw new FunctionError("java.time.zone.ZoneRulesException", `Unknown time-zone ID: ${zone}`);
  }
}

const SECOND = 1_000_000n;

function offsetMicros(zone: string, micros: bigint): bigint {
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (fixed) {
    const size = BigInt(Number(fixed[2]) * 3600 + Number(fixed[3] ?? 0) * 60) * SECOND;
    return fixed[1] === "-" ? -size : size;
  }
  const seconds = micros / SECOND - (micros % SECOND < 0n ? 1n : 0n);
  const parts = formatOf(zone).formatToParts(new Date(Number(seconds) * 1000));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const isBefore = parts.find((part) => part.type === "era")?.value.startsWith("B");
  const local = new Date(0);
  local.setUTCFullYear(isBefore ? 1 - of("year") : of("year"), of("month") - 1, of("day"));
  local.setUTCHours(of("hour"), of("minute"), of("second"));
  return (BigInt(local.getTime() / 1000) - seconds) * SECOND;
}

const fromUtc = (micros: bigint, zone: string): bigint => micros + offsetMicros(zone, micros);

/** The instant of a local time; in a gap the offset before it counts, in an overlap the earlier instant. */
function toUtc(micros: bigint, zone: string): bigint {
  const guess = micros - offsetMicros(zone, micros - 86_400n * SECOND);
  if (fromUtc(guess, zone) === micros) return guess;
  const other = micros - offsetMicros(zone, guess);
  return fromUtc(other, zone) === micros ? other : guess;
}

/** Patterns of dates and times, and time zones. */
export const timeNatives: readonly NativeFunction[] = [
  native("spark_date_format", ["timestamp", "varchar"], "varchar", printTime),
  native("spark_parse_time", ["varchar", "varchar", "boolean"], "timestamp", parseTime),
  native("spark_from_utc", ["timestamp", "varchar"], "timestamp", fromUtc),
  native("spark_to_utc", ["timestamp", "varchar"], "timestamp", toUtc),
];
