import { describe, expect, it } from "vitest";
import {
  chooseStatement,
  countPlaceholders,
  locateError,
  offsetOfPosition,
  parseErrorPosition,
  quoteName,
  splitStatements,
} from "./sql-statements";

const texts = (sql: string) => splitStatements(sql).map(({ from, to }) => sql.slice(from, to));
const cursor = (at: number) => ({ from: at, to: at });

describe("splitStatements", () => {
  it.each([
    ["SELECT 1", ["SELECT 1"]],
    ["  SELECT 1 ;\n", ["SELECT 1"]],
    ["SELECT 1;;SELECT 2", ["SELECT 1", "SELECT 2"]],
    [`SELECT ';', ";", \`;\` -- ;\n; SELECT 2`, [`SELECT ';', ";", \`;\` -- ;`, "SELECT 2"]],
    ["SELECT 'it''s; fine'; SELECT 2", ["SELECT 'it''s; fine'", "SELECT 2"]],
    ["/* a; b */ SELECT 1; /* only ; words */", ["/* a; b */ SELECT 1"]],
    ["-- nothing here", []],
    ["  \n ; ", []],
    ["SELECT 'unfinished; SELECT 2", ["SELECT 'unfinished; SELECT 2"]],
  ])("%j", (sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });
});

describe("chooseStatement", () => {
  const two = "SELECT 1;\n\nSELECT 2;\n";

  it.each([
    [0, "SELECT 1"],
    [8, "SELECT 1"],
    [9, "SELECT 1"],
    [10, "SELECT 2"],
    [12, "SELECT 2"],
    [two.length, "SELECT 2"],
  ])("takes the statement at the cursor %i", (at, sql) => {
    expect(chooseStatement(two, cursor(at))).toMatchObject({ kind: "statement", sql });
  });

  it("says which of several runs, and where it stands", () => {
    expect(chooseStatement(two, cursor(12))).toEqual({
      kind: "statement",
      range: { from: 11, to: 19 },
      sql: "SELECT 2",
      origin: { index: 1, count: 2 },
    });
  });

  it("keeps to the statement whose line the cursor is on", () => {
    expect(chooseStatement("SELECT 1;  SELECT 2", cursor(10))).toMatchObject({ sql: "SELECT 1" });
    expect(chooseStatement("SELECT 1;  SELECT 2", cursor(11))).toMatchObject({ sql: "SELECT 2" });
  });

  it("takes the only statement wherever the cursor is", () => {
    expect(chooseStatement("SELECT 1;\n\n-- end", cursor(14))).toMatchObject({
      sql: "SELECT 1",
      origin: "whole",
    });
  });

  it("takes the selection before all", () => {
    expect(chooseStatement("SELECT 1, 2", { from: 0, to: 8 })).toEqual({
      kind: "statement",
      range: { from: 0, to: 8 },
      sql: "SELECT 1",
      origin: "selection",
    });
  });

  it("counts a selection of several, which Athena would refuse", () => {
    expect(chooseStatement(two, { from: 0, to: two.length })).toEqual({
      kind: "several",
      count: 2,
    });
  });

  it("ignores a selection of blanks", () => {
    expect(chooseStatement(two, { from: 9, to: 11 })).toMatchObject({ sql: "SELECT 2" });
  });

  it.each(["", "  ", "-- later", ";;"])("finds nothing in %j", (sql) => {
    expect(chooseStatement(sql, cursor(0))).toEqual({ kind: "none" });
  });
});

describe("countPlaceholders", () => {
  it.each([
    ["SELECT ? + ?", 2],
    ["SELECT '?', \"?\", `?` -- ?\n/* ? */", 0],
    ["SELECT * FROM t WHERE a=? AND b='it''s ?' AND c IN (?,?)", 3],
    ["PREPARE p FROM SELECT ?", 0],
    ["-- why\nEXECUTE p USING ?", 1],
    ["", 0],
  ])("%j", (sql, count) => {
    expect(countPlaceholders(sql)).toBe(count);
  });
});

describe("error positions", () => {
  it.each([
    ["line 1:8: mismatched input 'FORM'. Expecting: ','", { line: 1, column: 8 }],
    ["TABLE_NOT_FOUND: line 12:15: Table 'x.y.z' does not exist", { line: 12, column: 15 }],
    ["FAILED: ParseException line 1:0 cannot recognize input", { line: 1, column: 1 }],
    ["Queries of this type are not supported", undefined],
    ["offline 3:4", undefined],
  ])("reads %j", (message, position) => {
    expect(parseErrorPosition(message)).toEqual(position);
  });

  it("counts columns in code points", () => {
    const sql = "SELECT a,\n  💥 AS b,\n  c";
    expect(offsetOfPosition(sql, { line: 2, column: 5 })).toBe(sql.indexOf("AS b"));
  });

  it("stays within the line, and refuses lines that are not there", () => {
    expect(offsetOfPosition("SELECT\nx", { line: 1, column: 90 })).toBe(6);
    expect(offsetOfPosition("SELECT", { line: 2, column: 1 })).toBeUndefined();
  });

  it("marks the place in the whole text, shifted by the part that ran", () => {
    const text = "SELECT 1;\nSELECT\n  x FROM t";
    const statement = "SELECT\n  x FROM t";
    expect(locateError(text, statement, "COLUMN_NOT_FOUND: line 2:3: no x")).toBe(
      text.indexOf("x FROM"),
    );
  });

  it("prefers where it was started over an equal statement before it", () => {
    expect(locateError("SELECT x; SELECT x", "SELECT x", "line 1:8: no x", 10)).toBe(17);
  });

  it("marks nothing once the statement was edited away", () => {
    expect(locateError("SELECT 2", "SELECT 1", "line 1:8: no")).toBeUndefined();
    expect(locateError("SELECT 1", "SELECT 1", "no position")).toBeUndefined();
  });
});

describe("quoteName", () => {
  it.each([
    ["flights", "flights"],
    ["_col0", "_col0"],
    ["order", '"order"'],
    ["Mixed", '"Mixed"'],
    ["2024", '"2024"'],
    ["with space", '"with space"'],
    ['a"b', '"a""b"'],
    ["", '""'],
  ])("%j", (name, quoted) => {
    expect(quoteName(name)).toBe(quoted);
  });
});
