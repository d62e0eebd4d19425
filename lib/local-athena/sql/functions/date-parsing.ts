import { type DateField, dayNames, monthNames, type PatternPart } from "./date-pattern";
import { FunctionError, invalidArgument } from "./native-function";

/** Two digits of a year mean the century around this year. */
const PIVOT_YEAR = 2020;
/** What Joda assumes when a month or a day is given without a year. */
const DEFAULT_YEAR = 2000;
const DAY_MS = 86_400_000;

type Found = Partial<Record<DateField, number>> & { offsetMinutes?: number };

const ranges: Partial<Record<DateField, [number, number]>> = {
  weekOfWeekyear: [1, 53],
  dayOfWeek: [1, 7],
  dayOfYear: [1, 366],
  monthOfYear: [1, 12],
  dayOfMonth: [1, 31],
  hourOfHalfday: [0, 11],
  clockhourOfHalfday: [1, 12],
  hourOfDay: [0, 23],
  clockhourOfDay: [1, 24],
  minuteOfHour: [0, 59],
  secondOfMinute: [0, 59],
};

const malformed = (text: string, at: number): FunctionError =>
  invalidArgument(
    at >= text.length
      ? `Invalid format: "${text}" is too short`
      : at === 0
        ? `Invalid format: "${text}"`
        : `Invalid format: "${text}" is malformed at "${text.slice(at)}"`,
  );

function nameAt(text: string, at: number, names: readonly string[]): [number, number] | undefined {
  const rest = text.slice(at).toLowerCase();
  for (const shorten of [false, true])
    for (const [index, name] of names.entries()) {
      const wanted = (shorten ? name.slice(0, 3) : name).toLowerCase();
      if (rest.startsWith(wanted)) return [index + 1, wanted.length];
    }
  return undefined;
}

/** The value of a field and how many letters it took. Undefined when the text does not go on with it. */
function fieldAt(
  part: Exclude<PatternPart, { literal: string }>,
  text: string,
  at: number,
  found: Found,
): [number, number] | undefined {
  const { field } = part;
  if (field === "monthOfYearText" || field === "monthOfYearShortText")
    return nameAt(text, at, monthNames);
  if (field === "dayOfWeekText" || field === "dayOfWeekShortText")
    return nameAt(text, at, dayNames);
  const rest = text.slice(at);
  if (field === "halfdayOfDay") {
    const half = /^[ap]m/i.exec(rest);
    return half === null ? undefined : [/^a/i.test(half[0]) ? 0 : 1, 2];
  }
  if (field === "era") {
    const era = /^(?:ad|bc)/i.exec(rest);
    return era === null ? undefined : [/^a/i.test(era[0]) ? 1 : 0, 2];
  }
  if (field.startsWith("zone")) {
    const zone = /^(?:Z|UTC|GMT)(?![A-Za-z])|^([+-])(\d{2}):?(\d{2})/.exec(rest);
    if (zone === null) {
      if (/^[A-Za-z]+\/?/.test(rest))
        throw new FunctionError(
          "NOT_SUPPORTED",
          "A named time zone in a text is not supported by local-athena",
        );
      return undefined;
    }
    const minutes = zone[1] === undefined ? 0 : Number(zone[2]) * 60 + Number(zone[3]);
    found.offsetMinutes = zone[1] === "-" ? -minutes : minutes;
    return [0, zone[0].length];
  }
  const signed = /^(?:year|weekyear)$/.test(field) ? "[+-]?" : "";
  const digits = new RegExp(`^${signed}\\d{1,${part.digitsMax}}`).exec(rest)?.[0];
  if (digits === undefined) return undefined;
  if (field === "fractionOfSecond")
    return [Number(digits.padEnd(3, "0").slice(0, 3)), digits.length];
  if (field === "twoDigitYear" || field === "twoDigitWeekyear") {
    if (digits.length !== 2) return undefined;
    const low = PIVOT_YEAR - 50;
    return [low + ((((Number(digits) - low) % 100) + 100) % 100), 2];
  }
  return [Number(digits), digits.length];
}

function readFields(parts: readonly PatternPart[], text: string): Found {
  const found: Found = {};
  let at = 0;
  for (const part of parts) {
    if ("literal" in part) {
      if (text.slice(at, at + part.literal.length).toLowerCase() !== part.literal.toLowerCase()) {
        let same = 0;
        while (
          same < part.literal.length &&
          text[at + same]?.toLowerCase() === part.literal[same]?.toLowerCase()
        )
          same++;
        throw malformed(text, at + same);
      }
      at += part.literal.length;
      continue;
    }
    const read = fieldAt(part, text, at, found);
    if (read === undefined) throw malformed(text, at);
    const [value, length] = read;
    const field =
      part.field === "monthOfYearText" || part.field === "monthOfYearShortText"
        ? "monthOfYear"
        : part.field === "dayOfWeekText" || part.field === "dayOfWeekShortText"
          ? "dayOfWeek"
          : part.field;
    const range = ranges[field];
    if (range !== undefined && (value < range[0] || value > range[1]))
      throw invalidArgument(
        `Cannot parse "${text}": Value ${value} for ${field} must be in the range [${range.join(",")}]`,
      );
    found[field] = value;
    at += length;
  }
  if (at < text.length) throw malformed(text, at);
  return found;
}

function daysOf(found: Found, text: string): number {
  const weekyear = found.weekyear ?? found.twoDigitWeekyear;
  if (weekyear !== undefined || found.weekOfWeekyear !== undefined) {
    const fourth = Date.UTC(weekyear ?? 1970, 0, 4);
    const monday = fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY_MS;
    return monday / DAY_MS + ((found.weekOfWeekyear ?? 1) - 1) * 7 + (found.dayOfWeek ?? 1) - 1;
  }
  const given = found.year ?? found.twoDigitYear ?? found.yearOfEra;
  const hasDay = found.monthOfYear !== undefined || found.dayOfMonth !== undefined;
  const year =
    given === undefined ? (hasDay ? DEFAULT_YEAR : 1970) : found.era === 0 ? 1 - given : given;
  const date = new Date(0);
  if (found.dayOfYear !== undefined && !hasDay) {
    date.setUTCFullYear(year, 0, found.dayOfYear);
    if (date.getUTCFullYear() !== year)
      throw invalidArgument(
        `Cannot parse "${text}": Value 366 for dayOfYear must be in the range [1,365]`,
      );
    return date.getTime() / DAY_MS;
  }
  const [month, day] = [found.monthOfYear ?? 1, found.dayOfMonth ?? 1];
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) {
    date.setUTCFullYear(year, month, 0);
    throw invalidArgument(
      `Cannot parse "${text}": Value ${day} for dayOfMonth must be in the range [1,${date.getUTCDate()}]`,
    );
  }
  const days = date.getTime() / DAY_MS;
  if (given !== undefined || hasDay || found.dayOfWeek === undefined) return days;
  return days + found.dayOfWeek - 4;
}

function hourOf(found: Found): number {
  const half = (found.halfdayOfDay ?? 0) * 12;
  if (found.hourOfDay !== undefined) return found.hourOfDay;
  if (found.clockhourOfDay !== undefined) return found.clockhourOfDay % 24;
  return (found.hourOfHalfday ?? (found.clockhourOfHalfday ?? 0) % 12) + half;
}

/**
 * Reads a text by the parts of a pattern as Joda does: digits are taken greedily, names in any case.
 * @returns microseconds of the local time, and the offset from UTC that the text gives
 * @throws FunctionError INVALID_FUNCTION_ARGUMENT in Joda's words
 */
export function parseDate(
  parts: readonly PatternPart[],
  text: string,
): { micros: bigint; offsetMinutes: number | undefined } {
  const found = readFields(parts, text);
  const seconds =
    daysOf(found, text) * 86_400 +
    hourOf(found) * 3600 +
    (found.minuteOfHour ?? 0) * 60 +
    (found.secondOfMinute ?? 0);
  const millis = seconds * 1000 + (found.fractionOfSecond ?? 0);
  return { micros: BigInt(millis) * 1000n, offsetMinutes: found.offsetMinutes };
}
