import { Script } from "node:vm";
import { FunctionError, invalidArgument, type NativeFunction, native } from "./native-function";
import { regularExpression } from "./regular-expression";

/** For a vector, in the thread that answers everyone. */
const TIME_LIMIT_MS = 500;
const script = new Script("work()");

/** A pattern that backtracks without end must not hold up everybody else. */
export function withinTime(work: () => void): void {
  try {
    script.runInNewContext({ work }, { timeout: TIME_LIMIT_MS });
  } catch (error) {
    // Not an instanceof: the error comes of the other context.
    if (String(error).includes("execution timed out"))
      throw new FunctionError(
        "NOT_SUPPORTED",
        "A regular expression took too long and was stopped",
      );
    throw error;
  }
}

function* matches(text: string, pattern: string): Generator<RegExpExecArray> {
  const expression = regularExpression(pattern);
  let at = 0;
  while (at <= text.length) {
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match === null) return;
    yield match;
    const end = match.index + match[0].length;
    const wide = (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    at = match[0] === "" ? end + wide : end;
  }
}

function first(text: string, pattern: string): RegExpExecArray | undefined {
  for (const match of matches(text, pattern)) return match;
  return undefined;
}

function groupCount(pattern: string): number {
  const expression = regularExpression(`${pattern}|`);
  expression.lastIndex = 0;
  return (expression.exec("")?.length ?? 1) - 1;
}

function checkGroup(pattern: string, group: bigint): void {
  if (group < 0n) throw invalidArgument("Group cannot be negative");
  const count = group === 0n ? 0 : groupCount(pattern);
  if (group > count)
    throw invalidArgument(`Pattern has ${count} groups. Cannot access group ${group}`);
}

function extract(text: string, pattern: string, group: bigint): string | null {
  checkGroup(pattern, group);
  return first(text, pattern)?.[Number(group)] ?? null;
}

function extractAll(text: string, pattern: string, group: bigint): (string | null)[] {
  checkGroup(pattern, group);
  return [...matches(text, pattern)].map((match) => match[Number(group)] ?? null);
}

function split(text: string, pattern: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of matches(text, pattern)) {
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function position(text: string, pattern: string, start: bigint, occurrence: bigint): bigint {
  if (start < 1n) throw invalidArgument("start position cannot be smaller than 1");
  if (occurrence < 1n) throw invalidArgument("occurrence cannot be smaller than 1");
  const letters = Array.from(text);
  if (start > letters.length) return -1n;
  const skipped = letters.slice(0, Number(start) - 1).join("").length;
  let left = occurrence;
  for (const match of matches(text.slice(skipped), pattern))
    if (--left === 0n) return BigInt(Array.from(text.slice(0, skipped + match.index)).length + 1);
  return -1n;
}

type Piece = { text: string } | { group: number } | { name: string };

/** `$1`, `${name}` and backslash escapes of a replacement. A group takes as many digits as there are groups for. */
function pieces(replacement: string, groups: number): Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < replacement.length; at++) {
    const letter = replacement[at] ?? "";
    if (letter === "\\") {
      const next = replacement[++at];
      if (next === undefined) throw invalidArgument(`Illegal replacement sequence: ${replacement}`);
      found.push({ text: next });
    } else if (letter !== "$") found.push({ text: letter });
    else {
      const reference = /^(?:\{(\w+)\}|(\d+))/.exec(replacement.slice(at + 1));
      if (reference === null) throw invalidArgument(`Illegal replacement sequence: ${replacement}`);
      let digits = reference[2] ?? "";
      while (digits.length > 1 && Number(digits) > groups) digits = digits.slice(0, -1);
      if (digits !== "" && Number(digits) > groups)
        throw invalidArgument(`Illegal replacement sequence: unknown group ${Number(digits)}`);
      found.push(reference[1] === undefined ? { group: Number(digits) } : { name: reference[1] });
      at += reference[1] === undefined ? digits.length : reference[0].length;
    }
  }
  return found;
}

function replacementFor(match: RegExpExecArray, parts: Piece[]): string {
  return parts
    .map((part) => {
      if ("text" in part) return part.text;
      if ("group" in part) return match[part.group] ?? "";
      if (match.groups === undefined || !(part.name in match.groups))
        throw invalidArgument(`Illegal replacement sequence: unknown group { ${part.name} }`);
      return match.groups[part.name] ?? "";
    })
    .join("");
}

function replace(text: string, pattern: string, replacement: string): string {
  let parts: Piece[] | undefined;
  let [out, from] = ["", 0];
  for (const match of matches(text, pattern)) {
    parts ??= pieces(replacement, match.length - 1);
    out += text.slice(from, match.index) + replacementFor(match, parts);
    from = match.index + match[0].length;
  }
  return out + text.slice(from);
}

/** For a lambda to replace: a list a match, of the text before it and its groups; last, what follows. */
function groups(text: string, pattern: string): (string | null)[][] {
  const found: (string | null)[][] = [];
  let from = 0;
  for (const match of matches(text, pattern)) {
    found.push([text.slice(from, match.index), ...match.slice(1).map((group) => group ?? null)]);
    from = match.index + match[0].length;
  }
  return [...found, [text.slice(from)]];
}

const two = ["varchar", "varchar"] as const;

/** Trino's regular expressions in Java's grammar: lookarounds, back references, named groups. */
export const regularExpressionFunctions: readonly NativeFunction[] = [
  native(
    "athena_regexp_like",
    two,
    "boolean",
    (text, pattern) => first(text, pattern) !== undefined,
    withinTime,
  ),
  native("athena_regexp_extract", [...two, "bigint"], "varchar", extract, withinTime),
  native("athena_regexp_extract_all", [...two, "bigint"], "varchars", extractAll, withinTime),
  native("athena_regexp_split", two, "varchars", split, withinTime),
  native(
    "athena_regexp_count",
    two,
    "bigint",
    (text, pattern) => BigInt([...matches(text, pattern)].length),
    withinTime,
  ),
  native("athena_regexp_position", [...two, "bigint", "bigint"], "bigint", position, withinTime),
  native("athena_regexp_replace", [...two, "varchar"], "varchar", replace, withinTime),
  native("athena_regexp_groups", two, "varcharLists", groups, withinTime),
];
