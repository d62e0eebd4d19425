import { FunctionError, invalidArgument } from "./native-function";

export type DateField =
  | "era"
  | "yearOfEra"
  | "year"
  | "twoDigitYear"
  | "twoDigitWeekyear"
  | "weekyear"
  | "weekOfWeekyear"
  | "dayOfWeek"
  | "dayOfWeekText"
  | "dayOfWeekShortText"
  | "dayOfYear"
  | "monthOfYear"
  | "monthOfYearText"
  | "monthOfYearShortText"
  | "dayOfMonth"
  | "halfdayOfDay"
  | "hourOfHalfday"
  | "clockhourOfHalfday"
  | "hourOfDay"
  | "clockhourOfDay"
  | "minuteOfHour"
  | "secondOfMinute"
  | "fractionOfSecond"
  | "zoneName"
  | "zoneOffset"
  | "zoneColonOffset"
  | "zoneId";

/** A field prints at least `digits` digits and reads at most `digitsMax`. */
export type PatternPart =
  | { literal: string }
  | { field: DateField; digits: number; digitsMax: number };

const number = (field: DateField, digits: number, digitsMax = digits): PatternPart => ({
  field,
  digits,
  digitsMax: Math.max(digits, digitsMax),
});
const text = (field: DateField): PatternPart => ({ field, digits: 0, digitsMax: 0 });

const mysqlTime = (hour: PatternPart): PatternPart[] => [
  hour,
  { literal: ":" },
  number("minuteOfHour", 2),
  { literal: ":" },
  number("secondOfMinute", 2),
];

const mysqlLetters: Record<string, PatternPart[]> = {
  a: [text("dayOfWeekShortText")],
  b: [text("monthOfYearShortText")],
  c: [number("monthOfYear", 1, 2)],
  d: [number("dayOfMonth", 2)],
  e: [number("dayOfMonth", 1, 2)],
  f: [number("fractionOfSecond", 6, 9)],
  H: [number("hourOfDay", 2)],
  h: [number("clockhourOfHalfday", 2)],
  I: [number("clockhourOfHalfday", 2)],
  i: [number("minuteOfHour", 2)],
  j: [number("dayOfYear", 3)],
  k: [number("hourOfDay", 1, 2)],
  l: [number("clockhourOfHalfday", 1, 2)],
  M: [text("monthOfYearText")],
  m: [number("monthOfYear", 2)],
  p: [text("halfdayOfDay")],
  r: [...mysqlTime(number("clockhourOfHalfday", 2)), { literal: " " }, text("halfdayOfDay")],
  S: [number("secondOfMinute", 2)],
  s: [number("secondOfMinute", 2)],
  T: mysqlTime(number("hourOfDay", 2)),
  v: [number("weekOfWeekyear", 2)],
  x: [number("weekyear", 4)],
  W: [text("dayOfWeekText")],
  Y: [number("year", 4)],
  y: [number("twoDigitYear", 2)],
};

/** The parts of a MySQL date format, as date_format and date_parse take it. */
export function mysqlPattern(format: string): PatternPart[] {
  const parts: PatternPart[] = [];
  for (let at = 0; at < format.length; at++) {
    const letter = format[at] ?? "";
    if (letter !== "%" || at + 1 === format.length) {
      if (letter !== "%") parts.push({ literal: letter });
      continue;
    }
    const code = format[++at] ?? "";
    if (/[wUuVXD]/.test(code))
      throw invalidArgument(`%${code} not supported in date format string`);
    parts.push(...(mysqlLetters[code] ?? [{ literal: code }]));
  }
  return parts;
}

const jodaNumbers: Record<string, DateField> = {
  C: "yearOfEra",
  w: "weekOfWeekyear",
  e: "dayOfWeek",
  D: "dayOfYear",
  d: "dayOfMonth",
  h: "clockhourOfHalfday",
  H: "hourOfDay",
  m: "minuteOfHour",
  s: "secondOfMinute",
  K: "hourOfHalfday",
  k: "clockhourOfDay",
};

function jodaField(letter: string, count: number, followedByNumber: boolean): PatternPart {
  if (letter === "x" || letter === "y" || letter === "Y") {
    if (count === 2) return number(letter === "x" ? "twoDigitWeekyear" : "twoDigitYear", 2);
    const field = { x: "weekyear", y: "year", Y: "yearOfEra" } as const;
    return number(field[letter], count, followedByNumber ? count : 9);
  }
  if (letter === "M") {
    if (count >= 3) return text(count >= 4 ? "monthOfYearText" : "monthOfYearShortText");
    return number("monthOfYear", count, 2);
  }
  if (letter === "S") return number("fractionOfSecond", count);
  if (letter === "a") return text("halfdayOfDay");
  if (letter === "E") return text(count >= 4 ? "dayOfWeekText" : "dayOfWeekShortText");
  if (letter === "G") return text("era");
  if (letter === "z") {
    if (count >= 4)
      throw new FunctionError(
        "NOT_SUPPORTED",
        "The long name of a time zone is not supported by local-athena",
      );
    return text("zoneName");
  }
  if (letter === "Z")
    return text(count === 1 ? "zoneOffset" : count === 2 ? "zoneColonOffset" : "zoneId");
  const field = letter === "C" ? undefined : jodaNumbers[letter];
  if (field === undefined)
    throw invalidArgument(`Illegal pattern component: ${letter.repeat(count)}`);
  return number(field, count, field === "dayOfYear" ? 3 : field === "dayOfWeek" ? 1 : 2);
}

/** Whether a run of letters stands for digits, which then end the digits before it. */
const isNumeric = (run: string | undefined) =>
  run !== undefined && (/^[CxyYdehHmsSDFwWkK]/.test(run) || /^M{1,2}$/.test(run));

/** The parts of a Joda-time pattern, as format_datetime and parse_datetime take it. */
export function jodaPattern(format: string): PatternPart[] {
  const runs = format.match(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g) ?? [];
  return runs.map((run, index): PatternPart => {
    if (run.startsWith("'"))
      return { literal: run === "''" ? "'" : run.slice(1, -1).replaceAll("''", "'") };
    if (!/^[A-Za-z]/.test(run)) return { literal: run };
    return jodaField(run.charAt(0), run.length, isNumeric(runs[index + 1]));
  });
}

export const monthNames =
  "January February March April May June July August September October November December".split(
    " ",
  );
export const dayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
