import { engineError } from "../errors";

const fields = ["yyyy", "MM", "dd", "HH", "mm", "ss"] as const;
type Field = (typeof fields)[number];

type Piece = { field: Field } | { text: string };

const refused = (message: string) =>
  engineError("INVALID_TABLE_PROPERTY", `Invalid partition projection: ${message}`);

/** The pieces of a Java date pattern that is made of year, month, day and time of day. Errors: INVALID_TABLE_PROPERTY. */
function piecesOf(pattern: string): Piece[] {
  const pieces = pattern.match(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+/g) ?? [];
  if (pieces.join("") !== pattern) throw refused(`the date format ${pattern}`);
  return pieces.map((piece) => {
    if (piece === "''") return { text: "'" };
    if (piece.startsWith("'")) return { text: piece.slice(1, -1).replaceAll("''", "'") };
    if (!/^[A-Za-z]/.test(piece)) return { text: piece };
    const field = fields.find((known) => known === piece || (known === "yyyy" && piece === "uuuu"));
    if (field === undefined) throw refused(`the date format ${pattern}`);
    return { field };
  });
}

const dateParts = (date: Date): Record<Field, string> => {
  const [yyyy = "", MM = "", dd = "", HH = "", mm = "", ss = ""] = date
    .toISOString()
    .split(/[-T:.]/);
  return { yyyy, MM, dd, HH, mm, ss };
};

function printed(pieces: Piece[], date: Date): string {
  const parts = dateParts(date);
  return pieces.map((piece) => ("text" in piece ? piece.text : parts[piece.field])).join("");
}

function parsed(pieces: Piece[], text: string): Date | undefined {
  let at = 0;
  const found: Partial<Record<Field, number>> = {};
  for (const piece of pieces) {
    const length = "text" in piece ? piece.text.length : piece.field.length;
    const part = text.slice(at, at + length);
    at += length;
    if ("text" in piece) {
      if (part !== piece.text) return undefined;
    } else if (/^\d+$/.test(part)) found[piece.field] = Number(part);
    else return undefined;
  }
  if (at !== text.length || found.yyyy === undefined) return undefined;
  const { yyyy, MM = 1, dd = 1, HH = 0, mm = 0, ss = 0 } = found;
  return new Date(Date.UTC(yyyy, MM - 1, dd, HH, mm, ss));
}

const units = ["YEARS", "MONTHS", "WEEKS", "DAYS", "HOURS", "MINUTES", "SECONDS"] as const;
type Unit = (typeof units)[number];

const unitOf = (text: string): Unit => {
  const name = text.trim().toUpperCase();
  const unit = units.find((known) => known === name || known === `${name}S`);
  if (unit === undefined) throw refused(`the unit ${text}`);
  return unit;
};

const HOUR_MS = 3_600_000;
const lengthsMs: Partial<Record<Unit, number>> = {
  WEEKS: 7 * 24 * HOUR_MS,
  DAYS: 24 * HOUR_MS,
  HOURS: HOUR_MS,
  MINUTES: 60_000,
  SECONDS: 1000,
};

function plus(date: Date, count: number, unit: Unit): Date {
  const lengthMs = lengthsMs[unit];
  if (lengthMs !== undefined) return new Date(date.getTime() + count * lengthMs);
  const months = date.getUTCMonth() + (unit === "YEARS" ? 12 * count : count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const moved = new Date(date);
  moved.setUTCFullYear(date.getUTCFullYear(), months, Math.min(date.getUTCDate(), last));
  return moved;
}

/** One end of a range: a date in the format, or `NOW`, `NOW-3YEARS`, `NOW+1MONTH`. */
function boundary(pieces: Piece[], text: string, now: Date): Date {
  const relative = /^NOW(?:\s*([+-])\s*(\d+)\s*([A-Za-z]+))?$/i.exec(text);
  if (relative !== null) {
    const [, sign, count, unit] = relative;
    if (unit === undefined) return now;
    return plus(now, Number(`${sign}${count}`), unitOf(unit));
  }
  const date = parsed(pieces, text);
  if (date === undefined) throw refused(`the boundary ${text}`);
  return date;
}

/** A step of the finest field that the format has, when the table names none. */
function defaultUnit(pieces: Piece[]): Unit {
  const finest = fields.findLast((field) =>
    pieces.some((piece) => "field" in piece && piece.field === field),
  );
  if (finest === "dd") return "DAYS";
  if (finest === "MM") return "MONTHS";
  throw refused("projection.interval and interval.unit are needed for this date format");
}

export type ProjectedDate = {
  /** As the format prints it. */
  text: string;
  /** `2024-01-31 10:00:00`, in UTC. */
  iso: string;
};

/**
 * The values of a partition column of projection type `date`, in order.
 * @param property the value of `projection.<column>.<name>`
 * @param limit how many values are too many
 * @throws SqlError INVALID_TABLE_PROPERTY
 */
export function projectedDates(
  property: (name: string) => string | undefined,
  now: Date,
  limit: number,
): ProjectedDate[] {
  const pieces = piecesOf(property("format") ?? "");
  const [from = "", to = "", ...more] = (property("range") ?? "").split(",").map((it) => it.trim());
  if (from === "" || to === "" || more.length > 0) throw refused("the range of a date column");
  const unitText = property("interval.unit");
  const unit = unitText === undefined ? defaultUnit(pieces) : unitOf(unitText);
  const step = Number(property("interval") ?? 1);
  if (!Number.isSafeInteger(step) || step < 1) throw refused("the interval of a date column");
  // A range that starts now starts where its format can say so.
  const first = parsed(pieces, printed(pieces, boundary(pieces, from, now)));
  if (first === undefined) throw refused("the range of a date column");
  const end = boundary(pieces, to, now);
  const values = new Map<string, ProjectedDate>();
  for (let count = 0, date = first; date <= end && values.size <= limit; count += step) {
    date = plus(first, count, unit);
    if (date > end) break;
    const text = printed(pieces, date);
    values.set(text, { text, iso: date.toISOString().slice(0, 19).replace("T", " ") });
  }
  return [...values.values()];
}
