import { dayNames, monthNames } from "../../../sql/functions/date-pattern";
import { FunctionError } from "../../../sql/functions/native-function";
import { type TimePart, timePattern } from "./time-pattern";

/** A regular expression of a whole pattern, and what its groups are. */
type Compiled = { strict: RegExp; lenient: RegExp; letters: { letter: string; count: number }[] };

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const anyOf = (names: string[]) => `(${names.map(escaped).join("|")})`;
const numeric = "yDdFhKkHmsS";
const isNumeric = (part: TimePart | undefined): boolean =>
  part !== undefined &&
  "letter" in part &&
  (numeric.includes(part.letter) || (/[MLQq]/.test(part.letter) && part.count < 3));

const offset = "(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)";

/** What a run of letters reads. Numbers of one letter take all digits, others just as many as there are letters. */
function source(letter: string, count: number, isAdjacent: boolean, isLenient: boolean): string {
  if (/[ML]/.test(letter) && count >= 3)
    return anyOf(count === 3 ? monthNames.map((name) => name.slice(0, 3)) : monthNames);
  if (letter === "E")
    return anyOf(count === 4 ? dayNames : dayNames.map((name) => name.slice(0, 3)));
  if (letter === "a") return "(AM|PM)";
  if (letter === "G") return "(AD|BC|Anno Domini|Before Christ)";
  if (/[Qq]/.test(letter) && count >= 3)
    return count === 3 ? "(Q[1-4])" : "(1st quarter|2nd quarter|3rd quarter|4th quarter)";
  if (/[zXxZO]/.test(letter)) return offset;
  if (letter === "V") return "([A-Za-z0-9+:_/-]+)";
  if (isLenient) return isAdjacent ? `(\\d{1,${count}})` : "\\s*(-?\\d+)";
  if (letter === "S") return `(\\d{1,${count}})`;
  if (letter === "y" && count !== 2)
    return count < 4 || isAdjacent
      ? `(\\d{${isAdjacent ? count : 1},${isAdjacent ? count : 10}})`
      : `(\\d{${count}}|[+-]\\d{${count + 1},10})`;
  return count === 1 ? "(\\d{1,19})" : `(\\d{${count}})`;
}

function compileParts(parts: TimePart[], letters: Compiled["letters"], isLenient: boolean): string {
  return parts
    .map((part, at) => {
      if ("literal" in part) return escaped(part.literal);
      if ("optional" in part) return `(?:${compileParts(part.optional, letters, isLenient)})?`;
      letters.push(part);
      return source(part.letter, part.count, isNumeric(parts[at + 1]), isLenient);
    })
    .join("");
}

const known = new Map<string, Compiled>();
const KNOWN_MAX = 500;

function compiled(pattern: string): Compiled {
  const found = known.get(pattern);
  if (found) return found;
  if (known.size >= KNOWN_MAX) known.clear();
  const parts = timePattern(pattern);
  const letters: Compiled["letters"] = [];
  const strict = new RegExp(`^${compileParts(parts, letters, false)}$`, "i");
  const made = { strict, lenient: new RegExp(`^${compileParts(parts, [], true)}`, "i"), letters };
  known.set(pattern, made);
  return made;
}

type Fields = Map<string, string>;

const indexIn = (names: string[], text: string): number =>
  names.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;

function yearOf(text: string, count: number): number {
  return count === 2 ? 2000 + Number(text) : Number(text);
}

function offsetSeconds(text: string): number | undefined {
  if (/^(Z|UTC|GMT)$/i.test(text)) return 0;
  const [, sign, hours, minutes = "0", seconds = "0"] =
    /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2})(?::?(\d{2}))?)?$/i.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return Number(hours) > 18 ? undefined : sign === "-" ? -size : size;
}

function hourOf(fields: Fields): number | undefined {
  const given = fields.get("H") ?? fields.get("k");
  if (given !== undefined) {
    const hour = Number(given);
    if (fields.has("H")) return hour <= 23 ? hour : undefined;
    return hour >= 1 && hour <= 24 ? hour % 24 : undefined;
  }
  const half = fields.get("h") ?? fields.get("K");
  if (half === undefined) return 0;
  const hour = Number(half);
  if (fields.has("h") ? hour < 1 || hour > 12 : hour > 11) return undefined;
  return (hour % 12) + (/^p/i.test(fields.get("a") ?? "") ? 12 : 0);
}

/** Microseconds since the epoch, or undefined for a date or a time that there is not. */
function resolved(fields: Fields, counts: Map<string, number>): bigint | undefined {
  const monthText = fields.get("M") ?? fields.get("L") ?? "1";
  const month = /^\d/.test(monthText) ? Number(monthText) : indexIn(monthNames, monthText);
  let year = fields.has("y") ? yearOf(fields.get("y") ?? "", counts.get("y") ?? 4) : 1970;
  if (/^b/i.test(fields.get("G") ?? "")) year = 1 - year;
  const hour = hourOf(fields);
  const [minute, second] = [Number(fields.get("m") ?? 0), Number(fields.get("s") ?? 0)];
  const date = new Date(0);
  const ofYear = fields.get("D");
  const day = Number(ofYear ?? fields.get("d") ?? 1);
  date.setUTCFullYear(year, ofYear === undefined ? month - 1 : 0, day);
  const isDate =
    date.getUTCFullYear() === year &&
    (ofYear !== undefined || (date.getUTCMonth() + 1 === month && date.getUTCDate() === day));
  const weekday = fields.get("E");
  if (!isDate || hour === undefined || minute > 59 || second > 59) return undefined;
  if (weekday && indexIn(dayNames, weekday) !== (date.getUTCDay() || 7)) return undefined;
  const zone = "zXxZOV".split("").flatMap((letter) => fields.get(letter) ?? [])[0];
  const shift = zone === undefined ? 0 : offsetSeconds(zone);
  if (shift === undefined) throw unsupportedZone(zone ?? "");
  const seconds = date.getTime() / 1000 + hour * 3600 + minute * 60 + second - shift;
  return BigInt(seconds) * 1_000_000n + BigInt((fields.get("S") ?? "").padEnd(6, "0").slice(0, 6));
}

const unsupportedZone = (zone: string) =>
  new FunctionError(
    "java.lang.UnsupportedOperationException",
    `The zone ${zone} in a text to parse is not supported by local-athena`,
  );

/**
 * to_timestamp with a pattern: microseconds since the epoch, null for a text that is none. `isCorrected`: also for what
 * only the parser of Spark 2 would read.
 * @throws FunctionError org.apache.spark.SparkUpgradeException for a text that only the parser of Spark 2 would read
 */
export function parseTime(text: string, pattern: string, isCorrected: boolean): bigint | null {
  const { strict, lenient, letters } = compiled(pattern);
  const match = strict.exec(text);
  if (match) {
    const fields: Fields = new Map();
    const counts = new Map<string, number>();
    for (const [at, { letter, count }] of letters.entries()) {
      const found = match[at + 1];
      if (found !== undefined) fields.set(letter, found);
      counts.set(letter, count);
    }
    const micros = resolved(fields, counts);
    if (micros !== undefined) return micros;
  }
  if (isCorrected || !lenient.test(text)) return null;
  throw new FunctionError(
    "org.apache.spark.SparkUpgradeException",
    `You may get a different result due to the upgrading of Spark 3.0: Fail to parse '${text}' in the new parser. You can set spark.sql.legacy.timeParserPolicy to LEGACY to restore the behavior before Spark 3.0, or set to CORRECTED and treat it as an invalid datetime string.`,
  );
}
