import { parseDate } from "./date-parsing";
import { jodaPattern, mysqlPattern, type PatternPart } from "./date-pattern";
import { printDate } from "./date-printing";
import { invalidArgument, type NativeFunction, native } from "./native-function";

/** Remembers the last patterns: a query has few and uses them on every row. */
function remembered(compile: (format: string) => PatternPart[]): (format: string) => PatternPart[] {
  const known = new Map<string, PatternPart[]>();
  return (format) => {
    const found = known.get(format) ?? compile(format);
    if (known.size >= 100) known.clear();
    known.set(format, found);
    return found;
  };
}

const mysql = remembered(mysqlPattern);
const joda = remembered(jodaPattern);

const offsetName = (minutes: number) => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
};

/** A local time with the offset from UTC that its text gives; without one it is UTC. */
const zonedAt = ({ micros, offsetMinutes = 0 }: ReturnType<typeof parseDate>) => ({
  instant: micros - BigInt(offsetMinutes) * 60_000_000n,
  zone: offsetMinutes === 0 ? "UTC" : offsetName(offsetMinutes),
});

const isoDate = /^([+-]?\d{4,})(?:-?(\d{2})(?:-?(\d{2}))?|-(\d{3})|-?W(\d{2})(?:-?(\d))?)?$/;
const isoTime = /^(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

function isoDays(text: string, whole: string): number {
  const match = isoDate.exec(text);
  if (match === null) throw invalidArgument(`Invalid format: "${whole}"`);
  const [, year = "", month = "01", day = "01", ordinal, week, weekday = "1"] = match;
  const [format, value] =
    week !== undefined
      ? ["xxxx-ww-e", `${year}-${week}-${weekday}`]
      : ordinal !== undefined
        ? ["yyyy-DDD", `${year}-${ordinal}`]
        : ["yyyy-MM-dd", `${year}-${month}-${day}`];
  return Number(parseDate(joda(format), value).micros / 86_400_000_000n);
}

function isoTimestamp(text: string): ReturnType<typeof zonedAt> {
  const [day = "", time] = text.split("T");
  const days = BigInt(isoDays(day, text)) * 86_400_000_000n;
  if (time === undefined || time === "") return zonedAt({ micros: days, offsetMinutes: 0 });
  const match = isoTime.exec(time);
  if (match === null) throw invalidArgument(`Invalid format: "${text}" is malformed at "${time}"`);
  const [, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw invalidArgument(`Cannot parse "${text}": Value out of range`);
  const offset =
    zone === "Z"
      ? 0
      : Number(`${zone[0]}1`) *
        (Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0));
  if (Math.abs(offset) > 14 * 60)
    throw invalidArgument(`Invalid format: "${text}" is malformed at "${zone}"`);
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const micros =
    days + BigInt(seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"))) * 1000n;
  return zonedAt({ micros, offsetMinutes: offset });
}

const durationUnits: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 3.6e6,
  d: 8.64e7,
};

function duration(text: string): bigint {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$/.exec(text);
  const unit = durationUnits[match?.[2] ?? ""];
  if (match === null)
    throw invalidArgument(`duration is not a valid data duration string: ${text}`);
  if (unit === undefined) throw invalidArgument(`Unknown time unit: ${match[2]}`);
  return BigInt(Math.floor(Number(match[1]) * unit + 0.5));
}

const spans: [string, number][] = [
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function humanSeconds(value: number): string {
  if (!Number.isFinite(value)) throw invalidArgument(`Invalid argument found: ${value}`);
  let left = Math.abs(Math.trunc(value));
  const words: string[] = [];
  for (const [name, seconds] of spans) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0) words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  return words.length === 0 ? "0 seconds" : words.join(", ");
}

type Print = [name: string, pattern: (format: string) => PatternPart[]];

const printers = (
  [
    ["athena_date_format", mysql],
    ["athena_format_datetime", joda],
  ] satisfies Print[]
).flatMap(([name, pattern]) => [
  native(name, ["timestamp", "varchar"], "varchar", (value, format) =>
    printDate(pattern(format), value),
  ),
  native(name, ["timestamptz", "varchar"], "varchar", (value, format) =>
    printDate(pattern(format), value),
  ),
]);

/** Trino's functions of dates and durations that DuckDB has not. */
export const timeFunctions: readonly NativeFunction[] = [
  ...printers,
  native(
    "athena_date_parse",
    ["varchar", "varchar"],
    "timestamp",
    (text, format) => parseDate(mysql(format), text).micros,
  ),
  native("athena_parse_datetime", ["varchar", "varchar"], "zoned", (text, format) =>
    zonedAt(parseDate(joda(format), text)),
  ),
  native("athena_from_iso_timestamp", ["varchar"], "zoned", isoTimestamp),
  native("athena_from_iso_date", ["varchar"], "date", (text) => isoDays(text, text)),
  native("athena_duration", ["varchar"], "bigint", duration),
  native("athena_human_seconds", ["double"], "varchar", humanSeconds),
];
