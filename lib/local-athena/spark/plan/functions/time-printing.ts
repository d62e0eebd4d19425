import { dayNames, monthNames } from "../../../sql/functions/date-pattern";
import { type TimePart, timePattern } from "./time-pattern";

const DAY_MS = 86_400_000;
const quarterNames = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];

/** A local time, taken apart once for all its fields. */
type Moment = { date: Date; microsOfSecond: number };

const padded = (value: number, count: number): string =>
  `${value < 0 ? "-" : ""}${String(Math.abs(value)).padStart(count, "0")}`;

function year(value: number, count: number): string {
  if (count === 2) return padded(((value % 100) + 100) % 100, 2);
  const text = padded(value, count);
  return count >= 4 && value >= 10 ** count ? `+${text}` : text;
}

function monthText(month: number, count: number): string {
  const name = monthNames[month - 1] ?? "";
  if (count === 3) return name.slice(0, 3);
  return count === 4 ? name : padded(month, count);
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

const offsets: Record<string, string[]> = {
  x: ["+00", "+0000", "+00:00", "+0000", "+00:00"],
  X: ["Z", "Z", "Z", "Z", "Z"],
  Z: ["+0000", "+0000", "+0000", "GMT", "Z"],
};

function field(letter: string, count: number, { date, microsOfSecond }: Moment): string {
  const hour = date.getUTCHours();
  const month = date.getUTCMonth() + 1;
  const quarter = Math.ceil(month / 3);
  const weekday = dayNames[(date.getUTCDay() + 6) % 7] ?? "";
  const full = date.getUTCFullYear();
  switch (letter) {
    case "G":
      return count === 4 ? (full > 0 ? "Anno Domini" : "Before Christ") : full > 0 ? "AD" : "BC";
    case "y":
      return year(full > 0 ? full : 1 - full, count);
    case "M":
    case "L":
      return monthText(month, count);
    case "d":
      return padded(date.getUTCDate(), count);
    case "D":
      return padded(dayOfYear(date), count);
    case "Q":
    case "q":
      if (count > 2) return count === 3 ? `Q${quarter}` : (quarterNames[quarter - 1] ?? "");
      return padded(quarter, count);
    case "E":
      return count === 4 ? weekday : weekday.slice(0, 3);
    case "F":
      return String(((date.getUTCDate() - 1) % 7) + 1);
    case "a":
      return hour < 12 ? "AM" : "PM";
    case "h":
      return padded(hour % 12 || 12, count);
    case "K":
      return padded(hour % 12, count);
    case "k":
      return padded(hour || 24, count);
    case "H":
      return padded(hour, count);
    case "m":
      return padded(date.getUTCMinutes(), count);
    case "s":
      return padded(date.getUTCSeconds(), count);
    case "S":
      return String(microsOfSecond).padStart(6, "0").padEnd(9, "0").slice(0, count);
    case "V":
      return "UTC";
    case "z":
      return count === 4 ? "Coordinated Universal Time" : "UTC";
    case "O":
      return "GMT";
    default:
      return offsets[letter]?.[count - 1] ?? "";
  }
}

function printed(parts: TimePart[], moment: Moment): string {
  return parts
    .map((part) => {
      if ("literal" in part) return part.literal;
      if ("optional" in part) return printed(part.optional, moment);
      return field(part.letter, part.count, moment);
    })
    .join("");
}

/** date_format: the text of a timestamp, microseconds since the epoch, in UTC. */
export function printTime(micros: bigint, pattern: string): string {
  const ofSecond = Number(((micros % 1_000_000n) + 1_000_000n) % 1_000_000n);
  const date = new Date(Number((micros - BigInt(ofSecond)) / 1000n));
  return printed(timePattern(pattern), { date, microsOfSecond: ofSecond });
}
