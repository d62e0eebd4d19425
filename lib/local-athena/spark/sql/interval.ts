import type { Literal } from "../plan/plan";
import type { Token } from "./lexer";
import type { SqlReader } from "./sql-reader";

const unitMonths: Readonly<Record<string, number>> = { YEAR: 12, MONTH: 1 };
const unitMicros: Readonly<Record<string, bigint>> = {
  WEEK: 604_800_000_000n,
  DAY: 86_400_000_000n,
  HOUR: 3_600_000_000n,
  MINUTE: 60_000_000n,
  SECOND: 1_000_000n,
  MILLISECOND: 1_000n,
  MICROSECOND: 1n,
};

const unitOf = (word: string) => word.toUpperCase().replace(/S$/, "");
const isUnit = (word: string) => unitOf(word) in unitMonths || unitOf(word) in unitMicros;

/** A count of a unit, which may have a fraction for seconds, as microseconds. Undefined when it is no number. */
function microsOf(count: string, unit: string): bigint | undefined {
  const found = /^([+-]?)\s*(\d+)(?:\.(\d{0,9}))?$/.exec(count.trim());
  const micros = unitMicros[unit];
  if (found === null || micros === undefined) return undefined;
  const [, sign, whole = "0", fraction = ""] = found;
  if (fraction !== "" && unit !== "SECOND") return undefined;
  const value = BigInt(whole) * micros + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
  return sign === "-" ? -value : value;
}

type Part = { count: string; unit: string };

function intervalOf(
  parts: readonly Part[],
  reader: SqlReader,
  token: Token,
  from: number,
): Literal {
  let months = 0;
  let micros = 0n;
  const kinds = new Set<"months" | "micros">();
  for (const { count, unit } of parts) {
    const ofUnit = unitMonths[unit];
    const wrong = () =>
      reader.refuse(
        `Error parsing ' ${count} ${unit.toLowerCase()}' to interval, invalid value '${count}'`,
        token,
      );
    if (ofUnit !== undefined) {
      if (!/^\s*[+-]?\s*\d+\s*$/.test(count)) throw wrong();
      months += Number(count.replaceAll(/\s/g, "")) * ofUnit;
      kinds.add("months");
      continue;
    }
    const value = microsOf(count, unit);
    if (value === undefined) throw wrong();
    micros += value;
    kinds.add("micros");
  }
  if (kinds.size > 1)
    throw reader.refuse(
      `Cannot mix year-month and day-time fields: ${reader.textSince(from)}`,
      token,
    );
  if (kinds.has("months"))
    return { expr: "literal", value: months, type: "interval year to month" };
  return { expr: "literal", value: String(micros), type: "interval day to second" };
}

/** `'1-2' YEAR TO MONTH`, `'1 10:30:00' DAY TO SECOND` and the pairs between. */
function spanOf(text: string, from: string, to: string): Part[] | undefined {
  const sign = /^\s*-/.test(text) ? "-" : "";
  const body = text.trim().replace(/^[+-]\s*/, "");
  const order = ["DAY", "HOUR", "MINUTE", "SECOND"];
  const parts = (values: readonly (string | undefined)[], units: readonly string[]) =>
    units.map((unit, index) => ({ count: `${sign}${values[index] ?? ""}`, unit }));
  if (from === "YEAR" && to === "MONTH") {
    const found = /^(\d+)-(\d+)$/.exec(body);
    return found === null ? undefined : parts(found.slice(1), ["YEAR", "MONTH"]);
  }
  const units = order.slice(order.indexOf(from), order.indexOf(to) + 1);
  if (!order.includes(from) || units.length < 2) return undefined;
  const separators: Readonly<Record<string, string>> = { DAY: " +", HOUR: ":", MINUTE: ":" };
  const pattern = units
    .map((unit) =>
      unit === "SECOND" ? "(\\d+(?:\\.\\d+)?)" : `(\\d+)${unit === to ? "" : separators[unit]}`,
    )
    .join("");
  const found = new RegExp(`^${pattern}$`).exec(body);
  return found === null ? undefined : parts(found.slice(1), units);
}

/** The parts of a text such as `1 day 2 hours`. */
function wordsOf(text: string): Part[] | undefined {
  const body = text.trim().replace(/^interval\s+/i, "");
  const parts = [...body.matchAll(/([+-]?\s*[\d.]+)\s+([a-z]+)\s*/gi)];
  const isWhole = parts.map(([all]) => all).join("") === body && parts.length > 0;
  const read = parts.map(([, count = "", unit = ""]) => ({ count, unit: unitOf(unit) }));
  return isWhole && read.every(({ unit }) => isUnit(unit)) ? read : undefined;
}

/**
 * What follows INTERVAL: months as a number for years and months, microseconds as text for days and times.
 * Undefined when no interval follows, and nothing is taken then.
 * @throws SparkError ParseException
 */
export function intervalLiteral(reader: SqlReader): Literal | undefined {
  const token = reader.peek();
  const from = reader.mark();
  if (token.match !== "INTERVAL") return undefined;
  const first = reader.peek(1);
  const isSigned =
    /^[+-]$/.test(first.match) && reader.peek(2).kind === "number" && isUnit(reader.peek(3).match);
  if (first.kind !== "string" && first.kind !== "number" && !isSigned) return undefined;
  reader.next();
  const parts: Part[] = [];
  for (;;) {
    const sign = reader.acceptOne("-", "+") ?? "";
    const { kind } = reader.peek();
    if (kind !== "string" && kind !== "number") break;
    const count = sign + reader.next().text;
    if (!isUnit(reader.peek().match)) {
      const words = parts.length === 0 && kind === "string" ? wordsOf(count) : undefined;
      if (words === undefined)
        throw reader.refuse(`Cannot parse the INTERVAL value: ${count}`, token);
      return intervalOf(words, reader, token, from);
    }
    const unit = unitOf(reader.next().text);
    if (parts.length === 0 && reader.at("TO") && isUnit(reader.peek(1).match)) {
      reader.next();
      const to = unitOf(reader.next().text);
      const span = spanOf(count, unit, to);
      if (span === undefined)
        throw reader.refuse(
          `Interval string does not match ${unit.toLowerCase()}-${to.toLowerCase()} format: ${count}`,
          token,
        );
      return intervalOf(span, reader, token, from);
    }
    parts.push({ count, unit });
    const { kind: nextKind } = reader.peek();
    // A sign here is the operator of a sum.
    if ((nextKind !== "number" && nextKind !== "string") || !isUnit(reader.peek(1).match)) break;
  }
  return intervalOf(parts, reader, token, from);
}
