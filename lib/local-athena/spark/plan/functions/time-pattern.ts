import { FunctionError } from "../../../sql/functions/native-function";

/** A run of one letter, literal text, or a part in brackets that a text may leave out. */
export type TimePart =
  | { letter: string; count: number }
  | { literal: string }
  | { optional: TimePart[] };

const weekBased = new Set("YwWuec");
const letters = "GyDMLdQqEFahKkHmsSVzOXxZ";
const countMax: Record<string, number> = {
  D: 3,
  d: 2,
  F: 1,
  a: 1,
  h: 2,
  K: 2,
  k: 2,
  H: 2,
  m: 2,
  s: 2,
  S: 9,
  y: 6,
  X: 5,
  x: 5,
  Z: 5,
};

const illegal = (message: string) =>
  new FunctionError("java.lang.IllegalArgumentException", message);

function checked(letter: string, count: number): TimePart {
  if (weekBased.has(letter)) {
    throw illegal(
      `All week-based patterns are unsupported since Spark 3.0, detected: ${letter}, Please use the SQL function EXTRACT instead`,
    );
  }
  if (!letters.includes(letter)) throw illegal(`Illegal pattern character: ${letter}`);
  if (count > (countMax[letter] ?? 4)) throw illegal(`Too many pattern letters: ${letter}`);
  if (letter === "V" && count !== 2) throw illegal("Pattern letter count must be 2: V");
  if (letter === "O" && count !== 1 && count !== 4) {
    throw illegal("Pattern letter count must be 1 or 4: O");
  }
  return { letter, count };
}

class Reader {
  private at = 0;
  constructor(private readonly pattern: string) {}

  parts(isInside: boolean): TimePart[] {
    const found: TimePart[] = [];
    while (this.at < this.pattern.length) {
      const rest = this.pattern.slice(this.at);
      const run = /^([A-Za-z])\1*/.exec(rest)?.[0];
      const quoted = /^'((?:[^']|'')*)'/.exec(rest);
      if (run) {
        this.at += run.length;
        found.push(checked(run.charAt(0), run.length));
      } else if (quoted) {
        this.at += quoted[0].length;
        found.push({ literal: quoted[1] === "" ? "'" : (quoted[1] ?? "").replaceAll("''", "'") });
      } else {
        this.at += 1;
        const [letter = ""] = rest;
        if (letter === "[") found.push({ optional: this.parts(true) });
        else if (letter === "]" && isInside) return found;
        else if (/[\]{}#']/.test(letter)) throw illegal(`Illegal pattern character: ${letter}`);
        else found.push({ literal: letter });
      }
    }
    return found;
  }
}

const known = new Map<string, TimePart[]>();
const KNOWN_MAX = 500;

/**
 * The parts of a pattern of java.time's DateTimeFormatter, as Spark 3 takes them.
 * @throws FunctionError java.lang.IllegalArgumentException
 */
export function timePattern(pattern: string): TimePart[] {
  const found = known.get(pattern);
  if (found) return found;
  if (known.size >= KNOWN_MAX) known.clear();
  const parts = new Reader(pattern).parts(false);
  known.set(pattern, parts);
  return parts;
}
