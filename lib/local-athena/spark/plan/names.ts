import { SparkError } from "../bridge";
import type { Column, Resolved } from "./resolved";
import { inputsOf } from "./resolved";

export function analysisError(message: string): SparkError {
  return new SparkError("AnalysisException", message);
}

/** The parts of a name: dots divide, backticks keep together. @throws SparkError for broken backticks */
export function nameParts(name: string): string[] {
  const parts: string[] = [];
  const pattern = /`((?:[^`]|``)*)`|([^`.]+)/y;
  let at = 0;
  for (;;) {
    pattern.lastIndex = at;
    const match = pattern.exec(name);
    if (!match) throw analysisError(`syntax error in attribute name: ${name}`);
    parts.push(match[1]?.replaceAll("``", "`") ?? match[2] ?? "");
    at = pattern.lastIndex;
    if (at === name.length) return parts;
    if (name[at] !== ".") throw analysisError(`syntax error in attribute name: ${name}`);
    at += 1;
  }
}

const quoteIfNeeded = (part: string): string =>
  /^[a-zA-Z0-9_]+$/.test(part) && !/^\d+$/.test(part) ? part : `\`${part.replaceAll("`", "``")}\``;

/** `a.b`, with backticks where a part needs them. */
export const quotedName = (parts: readonly string[]): string => parts.map(quoteIfNeeded).join(".");

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();

/** Whether the qualifier ends with these parts: `t` and `default.t` are both `default.t`. */
export function isQualifiedBy(column: Column, parts: readonly string[]): boolean {
  const { qualifier } = column;
  if (parts.length === 0 || parts.length > qualifier.length) return false;
  const from = qualifier.length - parts.length;
  return parts.every((part, at) => same(part, qualifier[from + at]));
}

const qualifiedName = (column: Column): string => [...column.qualifier, column.name].join(".");

/** A column by its name's parts, with the parts of fields inside it that are left. */
export type Found = { column: Column; fields: string[] };

/**
 * AttributeSeq.resolve: qualified names first, then plain ones; what is left over are fields. The column is called as
 * it was asked for, whatever its case.
 * @throws SparkError `Reference 'id' is ambiguous, could be: a.id, b.id.`
 */
export function findColumn(
  parts: readonly string[],
  columns: readonly Column[],
): Found | undefined {
  for (let before = Math.min(parts.length - 1, 3); before >= 0; before--) {
    const qualifier = parts.slice(0, before);
    const found = columns.filter(
      (column) =>
        same(column.name, parts[before]) && (before === 0 || isQualifiedBy(column, qualifier)),
    );
    const distinct = [...new Map(found.map((column) => [column.id, column])).values()];
    if (distinct.length > 1) {
      const could = distinct.map(qualifiedName).join(", ");
      throw analysisError(`Reference '${quotedName(parts)}' is ambiguous, could be: ${could}.`);
    }
    const [column] = distinct;
    const [written] = parts.slice(before);
    if (column && written !== undefined)
      return { column: { ...column, name: written }, fields: parts.slice(before + 1) };
  }
  return undefined;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** What Spark says of a name that no column has, the nearest names first. */
export function unresolvedName(parts: readonly string[], columns: readonly Column[]): SparkError {
  const name = quotedName(parts);
  const candidates = columns
    .map(qualifiedName)
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ candidate }) => candidate);
  return analysisError(`cannot resolve '${name}' given input columns: [${candidates.join(", ")}]`);
}

/** The columns that came from one frame, as they are called where they are looked up. */
type FrameUse = { columns: Column[]; depth: number };

/** Every place of a plan where a frame was used, with the frame's columns as the plan above sees them. */
export function usesOfFrame(plan: Resolved, planId: number, depth = 0): FrameUse[] {
  if (plan.planId === planId) return [{ columns: plan.output, depth }];
  // The second use of a frame is as near as the first.
  const below = plan.node === "renamed" && plan.alias === undefined ? depth : depth + 1;
  const uses = inputsOf(plan).flatMap((input) => usesOfFrame(input, planId, below));
  if (plan.node !== "renamed" && plan.node !== "setOperation") return uses;
  const before = plan.node === "renamed" ? plan.input.output : plan.left.output;
  const renamed = new Map(before.map((column, at) => [column.id, plan.output[at] ?? column]));
  return uses.map((use) => ({
    ...use,
    columns: use.columns.map((column) => renamed.get(column.id) ?? column),
  }));
}
