import { type DateField, dayNames, monthNames, type PatternPart } from "./date-pattern";

const DAY_MS = 86_400_000;

/** The week of ISO 8601 and the year it belongs to. */
function isoWeek(date: Date, weekday: number): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - weekday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const first = new Date(0);
  first.setUTCFullYear(year, 0, 1);
  return { year, week: Math.floor((thursday.getTime() - first.getTime()) / (7 * DAY_MS)) + 1 };
}

type Printed = { number: number } | { text: string };

function fieldOf(field: DateField, date: Date): Printed {
  const weekday = date.getUTCDay() || 7;
  const hour = date.getUTCHours();
  const month = date.getUTCMonth();
  const year = date.getUTCFullYear();
  const startOfYear = new Date(0);
  startOfYear.setUTCFullYear(year, 0, 1);
  const values: Record<Exclude<DateField, "fractionOfSecond">, () => Printed> = {
    era: () => ({ text: year > 0 ? "AD" : "BC" }),
    yearOfEra: () => ({ number: year > 0 ? year : 1 - year }),
    year: () => ({ number: year }),
    twoDigitYear: () => ({ number: Math.abs(year) % 100 }),
    twoDigitWeekyear: () => ({ number: Math.abs(isoWeek(date, weekday).year) % 100 }),
    weekyear: () => ({ number: isoWeek(date, weekday).year }),
    weekOfWeekyear: () => ({ number: isoWeek(date, weekday).week }),
    dayOfWeek: () => ({ number: weekday }),
    dayOfWeekText: () => ({ text: dayNames[weekday - 1] ?? "" }),
    dayOfWeekShortText: () => ({ text: dayNames[weekday - 1]?.slice(0, 3) ?? "" }),
    dayOfYear: () => ({
      number: Math.floor((date.getTime() - startOfYear.getTime()) / DAY_MS) + 1,
    }),
    monthOfYear: () => ({ number: month + 1 }),
    monthOfYearText: () => ({ text: monthNames[month] ?? "" }),
    monthOfYearShortText: () => ({ text: monthNames[month]?.slice(0, 3) ?? "" }),
    dayOfMonth: () => ({ number: date.getUTCDate() }),
    halfdayOfDay: () => ({ text: hour < 12 ? "AM" : "PM" }),
    hourOfHalfday: () => ({ number: hour % 12 }),
    clockhourOfHalfday: () => ({ number: hour % 12 || 12 }),
    hourOfDay: () => ({ number: hour }),
    clockhourOfDay: () => ({ number: hour || 24 }),
    minuteOfHour: () => ({ number: date.getUTCMinutes() }),
    secondOfMinute: () => ({ number: date.getUTCSeconds() }),
    zoneName: () => ({ text: "UTC" }),
    zoneOffset: () => ({ text: "+0000" }),
    zoneColonOffset: () => ({ text: "+00:00" }),
    zoneId: () => ({ text: "UTC" }),
  };
  return field === "fractionOfSecond" ? { number: 0 } : values[field]();
}

/** A local time, in microseconds, printed by the parts of a pattern; fractions finer than milliseconds are zeros. */
export function printDate(parts: readonly PatternPart[], micros: bigint): string {
  const millis = Number(micros >= 0n ? micros / 1000n : (micros - 999n) / 1000n);
  const date = new Date(millis);
  return parts
    .map((part) => {
      if ("literal" in part) return part.literal;
      if (part.field === "fractionOfSecond")
        return String(date.getUTCMilliseconds())
          .padStart(3, "0")
          .padEnd(part.digits, "0")
          .slice(0, part.digits);
      const value = fieldOf(part.field, date);
      if ("text" in value) return value.text;
      const digits = String(Math.abs(value.number)).padStart(part.digits, "0");
      return value.number < 0 ? `-${digits}` : digits;
    })
    .join("");
}
