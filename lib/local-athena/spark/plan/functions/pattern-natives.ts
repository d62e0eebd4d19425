import { FunctionError, type NativeFunction, native } from "../../../sql/functions/native-function";
import { regularExpression } from "../../../sql/functions/regular-expression";
import { regularExpressionFunctions, withinTime } from "../../../sql/functions/regular-expressions";

function* matches(text: string, pattern: string): Generator<RegExpExecArray> {
  const expression = regularExpression(pattern);
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    const next = match[0] === "" ? match.index + wide(text, match.index) : expression.lastIndex;
    yield match;
    if (next > text.length) return;
    expression.lastIndex = next;
  }
}

const wide = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function checkGroup(pattern: string, group: number): void {
  const expression = regularExpression(`${pattern}|`);
  expression.lastIndex = 0;
  const count = (expression.exec("")?.length ?? 1) - 1;
  const said =
    group < 0
      ? "The specified group index cannot be less than zero"
      : `Regex group count is ${count}, but the specified group index is ${group}`;
  if (group < 0 || group > count)
    throw new FunctionError("java.lang.IllegalArgumentException", said);
}

function extract(text: string, pattern: string, group: number): string {
  checkGroup(pattern, group);
  for (const match of matches(text, pattern)) return match[group] ?? "";
  return "";
}

function extractAll(text: string, pattern: string, group: number): string[] {
  checkGroup(pattern, group);
  return [...matches(text, pattern)].map((match) => match[group] ?? "");
}

/** String.split with a limit; 0 keeps what is empty at the end too, as Spark does. */
function split(text: string, pattern: string, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of matches(text, pattern)) {
    if (limit > 0 && parts.length === limit - 1) break;
    const end = match.index + match[0].length;
    // A match of nothing at the start divides nothing.
    if (end === 0) continue;
    parts.push(text.slice(from, match.index));
    from = end;
  }
  return [...parts, text.slice(from)];
}

/** Java's regular expressions as Spark's functions use them. */
export const patternNatives: readonly NativeFunction[] = [
  ...regularExpressionFunctions,
  native("spark_regexp_extract", ["varchar", "varchar", "integer"], "varchar", extract, withinTime),
  native(
    "spark_regexp_extract_all",
    ["varchar", "varchar", "integer"],
    "varchars",
    extractAll,
    withinTime,
  ),
  native("spark_split", ["varchar", "varchar", "integer"], "varchars", split, withinTime),
];
