import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../../trino-parser";
import { core, quoteText } from "../tree";
import { literal, type Rule, taking } from "./rule";

/** Pieces that DuckDB's RE2 and Java read alike; no dollar, no lookaround, no reference, nothing possessive. */
const alike =
  /^(?:\(\?[is]\))?(?:[^\\()[\]{}*+?$^|]|\\[dDwWbnrt]|\\[^A-Za-z0-9]|\[\^?(?:[^\\[\]&]|\\[dDwWnrt]|\\[^A-Za-z0-9])+\]|\((?!\?)|\(\?:|\)|[*+?]\??(?!\+)|\{\d{1,3}(?:,\d{0,3})?\}\??(?!\+)|\^|\|)*$/;

/** A group that may take no part in a match: DuckDB says '' where Trino says NULL. */
const mayBeAbsent = /\||\)[?*{]/;

function nativePattern(node: Tree | undefined): string | undefined {
  const pattern = literal(node);
  return pattern !== undefined && alike.test(pattern) ? pattern : undefined;
}

/**
 * A pattern that is only asked whether it matches: a dollar at its end, which may stand before a last line feed,
 * may then take that in.
 */
function nativeTest(node: Tree | undefined): string | undefined {
  const ended = /^((?:[^\\]|\\.)*)\$(\)*)$/s.exec(literal(node) ?? "");
  if (ended === null) return nativePattern(node);
  const [, before = "", closing = ""] = ended;
  return alike.test(before + closing) ? `${before}(?:\\n?\\z)${closing}` : undefined;
}

const hasGroup = (pattern: string, group: number) =>
  group <= (pattern.replace(/\\.|\[.*?\]/g, "").match(/\((?!\?)/g) ?? []).length;

function groupOf(node: Tree | undefined): number | undefined {
  if (node === undefined) return 0;
  const inner = core(node);
  return inner instanceof G.IntegerLiteralContext ? Number(inner.getText()) : undefined;
}

/** `$1` as `\1`; undefined for what is not so simple. */
function nativeReplacement(node: Tree | undefined): string | undefined {
  const text = node === undefined ? "" : literal(node);
  if (text === undefined || /\\|\$(?!\d(?!\d))/.test(text)) return undefined;
  return text.replaceAll(/\$(\d)/g, "\\$1");
}

export const regexpRules: Record<string, Rule> = {
  regexp_like: taking(2, 2, ([text, pattern], t) => {
    const native = nativeTest(pattern);
    const value = t.emit(text);
    return native === undefined
      ? `athena_regexp_like(${value}, ${t.emit(pattern as Tree)})`
      : `regexp_matches(${value}, ${quoteText(native)})`;
  }),
  regexp_extract: taking(2, 3, ([text, pattern, group], t) => {
    const native = nativePattern(pattern);
    const number = groupOf(group);
    const value = t.emit(text);
    const simple =
      native !== undefined &&
      number !== undefined &&
      hasGroup(native, number) &&
      (number === 0 || !mayBeAbsent.test(native));
    return simple
      ? `athena_extract(${value}, ${quoteText(native)}, ${number})`
      : `athena_regexp_extract(${value}, ${t.emit(pattern as Tree)}, ${group === undefined ? "0" : t.emit(group)})`;
  }),
  regexp_replace: taking(2, 3, ([text, pattern, replacement], t) => {
    const native = nativePattern(pattern);
    const by = nativeReplacement(replacement);
    const value = t.emit(text);
    const largest = Math.max(
      0,
      ...[...(by ?? "").matchAll(/\\(\d)/g)].map((match) => Number(match[1])),
    );
    return native !== undefined && by !== undefined && hasGroup(native, largest)
      ? `regexp_replace(${value}, ${quoteText(native)}, ${quoteText(by)}, 'g')`
      : `athena_regexp_replace(${value}, ${t.emit(pattern as Tree)}, ${replacement === undefined ? "''" : t.emit(replacement)})`;
  }),
};
