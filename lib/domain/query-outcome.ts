import { formatCount } from "./format";

/** What a finished statement has to show. */
export type QueryOutcome =
  | { kind: "rows" }
  | { kind: "text"; language: "plan" | "sql" }
  | { kind: "written"; text: string }
  | { kind: "none" };

type Statement = { statementType?: string | undefined; substatementType?: string | undefined };
type FirstPage = {
  columns: readonly unknown[];
  rows: readonly unknown[];
  updateCount?: number | undefined;
};

const WRITTEN: Readonly<Record<string, string>> = {
  INSERT: "inserted",
  UPDATE: "updated",
  DELETE: "deleted",
  MERGE: "changed",
  CREATE_TABLE_AS_SELECT: "written",
  UNLOAD: "unloaded",
};

/** Reads the kind of a result from its statement and first page (reference 4.5, 5.3, 5.4). */
export function outcomeOf(statement: Statement, page: FirstPage): QueryOutcome {
  const { statementType, substatementType } = statement;
  const verb = substatementType === undefined ? undefined : WRITTEN[substatementType];
  if (verb !== undefined && page.rows.length === 0)
    return { kind: "written", text: writtenText(verb, page.updateCount) };
  if (page.columns.length === 0) return { kind: "none" };
  if (statementType === "DDL" && page.rows.length === 0) return { kind: "none" };
  if (page.rows.length === 0 && page.updateCount)
    return { kind: "written", text: writtenText("affected", page.updateCount) };
  if (page.columns.length === 1) {
    if (substatementType === "EXPLAIN") return { kind: "text", language: "plan" };
    if (substatementType?.startsWith("SHOW_CREATE_")) return { kind: "text", language: "sql" };
  }
  return { kind: "rows" };
}

const writtenText = (verb: string, count: number | undefined) =>
  count === undefined
    ? `Rows ${verb}; Athena does not report how many`
    : `${countOf(count, "row")} ${verb}`;

/** `5 rows, 3 columns`, or `first 1,000 rows, 3 columns` while there are more to load. */
export function extentText(rows: number, columns: number, more: boolean): string {
  return `${more ? "first " : ""}${countOf(rows, "row")}, ${countOf(columns, "column")}`;
}

/** `7 lines`, for text. */
export const linesText = (lines: number, more: boolean) =>
  `${more ? "first " : ""}${countOf(lines, "line")}`;

const countOf = (count: number, noun: string) =>
  `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
