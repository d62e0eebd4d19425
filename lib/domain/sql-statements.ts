import { type SqlToken, tokenizeSql } from "./sql-text";

/** A part of a text in UTF-16 units, `to` exclusive. */
export type SqlRange = { from: number; to: number };

/** Which statement is meant by a cursor (`from === to`) or a selection. Athena runs exactly one at a time. */
export type ChosenStatement =
  | { kind: "none" }
  | { kind: "several"; count: number }
  | {
      kind: "statement";
      range: SqlRange;
      sql: string;
      origin: "whole" | "selection" | { index: number; count: number };
    };

/** The statements of a text, without `;` and surrounding space. Comments alone are no statement. */
export function splitStatements(sql: string): SqlRange[] {
  const ranges: SqlRange[] = [];
  let at = 0;
  let from: number | undefined;
  let to = 0;
  let meaningful = false;
  const close = () => {
    if (from !== undefined && meaningful) ranges.push({ from, to });
    from = undefined;
    meaningful = false;
  };
  for (const token of tokenizeSql(sql)) {
    const end = at + token.text.length;
    if (isSeparator(token)) close();
    else if (token.kind !== "space") {
      from ??= at;
      to = end;
      if (token.kind !== "comment") meaningful = true;
    }
    at = end;
  }
  close();
  return ranges;
}

const isSeparator = (token: SqlToken) => token.kind === "operator" && token.text === ";";

/** The statement to run: the selection if there is one, the only statement, or the one at the cursor. */
export function chooseStatement(sql: string, selection: SqlRange): ChosenStatement {
  if (selection.to > selection.from) {
    const selected = sql.slice(selection.from, selection.to);
    if (selected.trim() !== "") return chooseSelected(selected, selection.from);
  }
  const ranges = splitStatements(sql);
  const index = indexAt(sql, ranges, selection.to);
  const range = ranges[index];
  if (range === undefined) return { kind: "none" };
  const origin = ranges.length === 1 ? "whole" : { index, count: ranges.length };
  return { kind: "statement", range, sql: sql.slice(range.from, range.to), origin };
}

function chooseSelected(selected: string, offset: number): ChosenStatement {
  const [range, ...others] = splitStatements(selected);
  if (range === undefined) return { kind: "none" };
  if (others.length > 0) return { kind: "several", count: others.length + 1 };
  return {
    kind: "statement",
    range: { from: offset + range.from, to: offset + range.to },
    sql: selected.slice(range.from, range.to),
    origin: "selection",
  };
}

/** A cursor behind a statement, on the line where it ends, still means that statement; below it, the next. */
function indexAt(sql: string, ranges: readonly SqlRange[], cursor: number): number {
  const next = ranges.findIndex((range) => cursor <= range.to);
  if (next === -1) return ranges.length - 1;
  const before = ranges[next - 1];
  const range = ranges[next];
  if (before === undefined || range === undefined || cursor >= range.from) return next;
  return sql.slice(before.to, cursor).includes("\n") ? next : next - 1;
}

/** How many values a statement asks for: `?` outside strings and comments. PREPARE takes them at EXECUTE. */
export function countPlaceholders(sql: string): number {
  const tokens = tokenizeSql(sql).filter(({ kind }) => kind !== "space" && kind !== "comment");
  if (tokens[0]?.text.toLowerCase() === "prepare") return 0;
  return tokens.filter(({ kind, text }) => kind === "operator" && text === "?").length;
}

/** A place in a statement as the engine counts it: both from 1, the column in code points. */
export type SqlPosition = { line: number; column: number };

/** The first `line L:C` of an engine's message. */
export function parseErrorPosition(message: string): SqlPosition | undefined {
  const match = /\bline (\d+):(\d+)/.exec(message);
  if (!match) return undefined;
  // Hive counts columns from 0.
  return { line: Math.max(1, Number(match[1])), column: Math.max(1, Number(match[2])) };
}

/** Where a position is in the statement; undefined for a line that it does not have. */
export function offsetOfPosition(sql: string, { line, column }: SqlPosition): number | undefined {
  const lines = sql.split("\n");
  const text = lines[line - 1];
  if (text === undefined) return undefined;
  const before = lines.slice(0, line - 1).reduce((sum, part) => sum + part.length + 1, 0);
  return before + Math.min([...text].slice(0, column - 1).join("").length, text.length);
}

/** An error's place in the whole text, when the statement that failed still stands in it. */
export function locateError(
  text: string,
  statement: string,
  message: string,
  startHint = 0,
): number | undefined {
  const position = parseErrorPosition(message);
  if (position === undefined) return undefined;
  const inStatement = offsetOfPosition(statement, position);
  if (inStatement === undefined) return undefined;
  const start = text.startsWith(statement, startHint) ? startHint : text.indexOf(statement);
  return start === -1 ? undefined : start + inStatement;
}

/** A name as SQL can say it: bare when it is a plain word, else in double quotes. */
export function quoteName(name: string): string {
  const [token] = tokenizeSql(name);
  const plain = /^[a-z_][a-z0-9_]*$/.test(name) && token?.kind === "identifier";
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}
