import { describe, expect, it } from "vitest";
import { extentText, outcomeOf } from "./query-outcome";

const page = (columns: number, rows: number, updateCount?: number) => ({
  columns: Array.from({ length: columns }),
  rows: Array.from({ length: rows }),
  updateCount,
});

describe("outcomeOf", () => {
  it("shows rows of a SELECT, even none", () => {
    expect(outcomeOf({ substatementType: "SELECT" }, page(3, 5, 0))).toEqual({ kind: "rows" });
    expect(outcomeOf({ substatementType: "SELECT" }, page(3, 0, 0))).toEqual({ kind: "rows" });
  });

  it("counts what a statement wrote", () => {
    expect(outcomeOf({ substatementType: "INSERT" }, page(1, 0, 12))).toEqual({
      kind: "written",
      text: "12 rows inserted",
    });
    expect(outcomeOf({ substatementType: "DELETE" }, page(1, 0, 1))).toEqual({
      kind: "written",
      text: "1 row deleted",
    });
    expect(outcomeOf({ substatementType: "CREATE_TABLE_AS_SELECT" }, page(1, 0, 0))).toEqual({
      kind: "written",
      text: "0 rows written",
    });
    expect(outcomeOf({ substatementType: "MERGE" }, page(1, 0))).toMatchObject({
      text: expect.stringContaining("does not report"),
    });
    expect(outcomeOf({ substatementType: "SOMETHING_NEW" }, page(1, 0, 3))).toMatchObject({
      text: "3 rows affected",
    });
  });

  it("keeps plans and definitions as text, lists as rows", () => {
    expect(outcomeOf({ substatementType: "EXPLAIN" }, page(1, 40))).toEqual({
      kind: "text",
      language: "plan",
    });
    expect(outcomeOf({ substatementType: "SHOW_CREATE_TABLE" }, page(1, 12))).toEqual({
      kind: "text",
      language: "sql",
    });
    expect(outcomeOf({ substatementType: "SHOW_TABLES" }, page(1, 12))).toEqual({ kind: "rows" });
    expect(outcomeOf({ substatementType: "DESCRIBE_TABLE" }, page(3, 12))).toEqual({
      kind: "rows",
    });
  });

  it("knows that DDL has no rows, whatever Athena pads it with", () => {
    expect(outcomeOf({ substatementType: "CREATE_TABLE" }, page(0, 0))).toEqual({ kind: "none" });
    expect(outcomeOf({ substatementType: "DROP_TABLE" }, page(0, 2))).toEqual({ kind: "none" });
    expect(outcomeOf({ statementType: "DDL" }, page(1, 0))).toEqual({ kind: "none" });
    expect(outcomeOf({}, page(0, 0))).toEqual({ kind: "none" });
  });
});

describe("extentText", () => {
  it("counts rows and columns and says when there are more", () => {
    expect(extentText(1, 1, false)).toBe("1 row, 1 column");
    expect(extentText(0, 2, false)).toBe("0 rows, 2 columns");
    expect(extentText(1_000, 3, true)).toBe("first 1,000 rows, 3 columns");
  });
});
