import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SqlError } from "../engine";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

const reasonOf = (sql: string): string => {
  try {
    athena.engine.parse(sql);
  } catch (error) {
    if (error instanceof SqlError && "errorCode" in error)
      return `${error.errorCode} ${error.reason}`;
    throw error;
  }
  return "accepted";
};

describe("classification", () => {
  test.each([
    ["SELECT 1", "DML", "SELECT", "csv"],
    ["-- why\n/* and */ with a as (select 1) select * from a", "DML", "SELECT", "csv"],
    ["(SELECT 1)", "DML", "SELECT", "csv"],
    ["VALUES 1", "DML", "SELECT", "csv"],
    ["TABLE t", "DML", "SELECT", "csv"],
    ["EXPLAIN SELECT 1", "DML", "EXPLAIN", "txt"],
    ["INSERT INTO t VALUES (1)", "DML", "INSERT", "csv"],
    ["UNLOAD (SELECT 1) TO 's3://b/' WITH (format = 'PARQUET')", "DML", "UNLOAD", "csv"],
    ["CREATE TABLE t AS SELECT 1 AS x", "DDL", "CREATE_TABLE_AS_SELECT", "txt"],
    ["CREATE EXTERNAL TABLE t (a int) LOCATION 's3://b/t/'", "DDL", "CREATE_TABLE", "txt"],
    ["CREATE OR REPLACE VIEW v AS SELECT 1 AS x", "DDL", "CREATE_VIEW", "txt"],
    ["CREATE SCHEMA s", "DDL", "CREATE_DATABASE", "txt"],
    ["DROP DATABASE IF EXISTS s CASCADE", "DDL", "DROP_DATABASE", "txt"],
    ["ALTER TABLE t ADD PARTITION (p = 1)", "DDL", "ALTER_TABLE_ADD_PARTITION", "txt"],
    ["MSCK REPAIR TABLE t", "DDL", "MSCK_REPAIR", "txt"],
    ["SHOW TABLES", "UTILITY", "SHOW_TABLES", "txt"],
    ["SHOW SCHEMAS LIKE '.*'", "UTILITY", "SHOW_DATABASES", "txt"],
    ["DESC t", "UTILITY", "DESCRIBE_TABLE", "txt"],
  ])("%s", (sql, statementType, substatementType, resultFormat) => {
    expect(athena.engine.parse(sql)).toEqual({
      sql,
      statementType,
      substatementType,
      resultFormat,
    });
  });
});

describe("syntax errors are found before an execution exists", () => {
  test.each([
    [
      "SELEC 1",
      /^MALFORMED_QUERY line 1:1: mismatched input 'SELEC'\. Expecting: 'ALTER', .*<query>$/,
    ],
    ["SELECT * FORM t", /^MALFORMED_QUERY line 1:10: mismatched input 'FORM'\. Expecting: <EOF>$/],
    ["SELECT 1\nFROM", /^MALFORMED_QUERY line 2:5: mismatched input '<EOF>'/],
    ["SELECT 'a", /^MALFORMED_QUERY line 1:8: mismatched input/],
    ["SELECT 1; SELECT 2", /^MALFORMED_QUERY Only one sql statement is allowed/],
    ["", /^MALFORMED_QUERY line 1:1: mismatched input '<EOF>'/],
    [
      "CREATE EXTERNAL TABLE t (a nosuch) LOCATION 's3://b/'",
      /^MALFORMED_QUERY line 1:28: mismatched input 'nosuch'\. Expecting: <type>$/,
    ],
    ["SHOW NOTHING", /^MALFORMED_QUERY line 1:6: mismatched input 'NOTHING'/],
    ["DROP TABLE a b", /^MALFORMED_QUERY line 1:14: mismatched input 'b'\. Expecting: <EOF>$/],
  ])("%s", (sql, expected) => {
    expect(reasonOf(sql)).toMatch(expected);
  });

  test("a final semicolon is allowed", async () => {
    expect((await athena.query("SELECT 1 ;")).rows).toEqual([["1"]]);
  });
});

describe("failures have Athena's names, positions and error types", () => {
  test.each([
    [
      "SELECT * FROM nosuch",
      "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.default.nosuch' does not exist",
      1301,
    ],
    ["SELECT 1 FROM\n  nodb.t", "SCHEMA_NOT_FOUND: line 2:3: Schema 'nodb' does not exist", 1301],
    [
      "SELECT 1 FROM other.default.t",
      "CATALOG_NOT_FOUND: line 1:15: Catalog 'other' does not exist",
      1006,
    ],
    [
      "SELECT x, nosuch FROM (VALUES 1) t(x)",
      "COLUMN_NOT_FOUND: line 1:11: Column 'nosuch' cannot be resolved",
      1006,
    ],
    [
      "SELECT t.nosuch FROM (VALUES 1) t(x)",
      "COLUMN_NOT_FOUND: line 1:8: Column 't.nosuch' cannot be resolved",
      1006,
    ],
    ["SELECT nosuch(1)", "FUNCTION_NOT_FOUND: line 1:8: Function 'nosuch' not registered", 1303],
    ["SELECT 1 / 0", "DIVISION_BY_ZERO: Division by zero", 1001],
    ["SELECT 5 % x FROM (VALUES 0) t(x)", "DIVISION_BY_ZERO: Division by zero", 1001],
    ["SELECT CAST('abc' AS integer)", "INVALID_CAST_ARGUMENT: Cannot cast 'abc' to INT", 1100],
    ["SELECT CAST('1.5' AS bigint)", "INVALID_CAST_ARGUMENT: Cannot cast '1.5' to BIGINT", 1100],
    ["SELECT CAST('abc' AS double)", "INVALID_CAST_ARGUMENT: Cannot cast 'abc' to DOUBLE", 1100],
    [
      "SELECT CAST('abc' AS date)",
      "INVALID_CAST_ARGUMENT: Value cannot be cast to date: abc",
      1100,
    ],
    [
      "SELECT 9223372036854775807 + 1",
      "NUMERIC_VALUE_OUT_OF_RANGE: bigint addition overflow: 9223372036854775807 + 1",
      1100,
    ],
    [
      "SELECT ARRAY[1][2]",
      "INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: 2 > 1",
      1106,
    ],
    [
      "SELECT map(ARRAY['a'], ARRAY[1])['b']",
      "INVALID_FUNCTION_ARGUMENT: Key not present in map: b",
      1106,
    ],
    [
      "SELECT x, count(*) FROM (VALUES 1) t(x)",
      "EXPRESSION_NOT_AGGREGATE: line 1:8: 'x' must be an aggregate expression or appear in GROUP BY clause",
      1006,
    ],
    [
      "SELECT CASE WHEN true THEN 1 ELSE 'a' END",
      "TYPE_MISMATCH: line 1:35: All CASE results must be the same type or coercible to a common type. Cannot find common type between integer and varchar(1), all types (without duplicates): [integer, varchar(1)]",
      1002,
    ],
    [
      "SELECT x FROM (VALUES DATE '2024-01-01') t(x) WHERE x > '2024-01-01'",
      "TYPE_MISMATCH: line 1:55: Cannot apply operator: date > varchar(10)",
      1002,
    ],
    [
      "SELECT 1 FROM (VALUES 1) MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS true)",
      /^NOT_SUPPORTED: /,
      1200,
    ],
    [
      "SELECT 1,\n  DATE '2024-01-01' = '2024-01-01'",
      "TYPE_MISMATCH: line 2:21: Cannot apply operator: date = varchar(10)",
      1002,
    ],
    [
      "SELECT x FROM (VALUES 1) AS t(x) WHERE x > 0 AND x BETWEEN 'a' AND 'b'",
      "TYPE_MISMATCH: line 1:52: Cannot check if integer is BETWEEN varchar(1) and varchar(1)",
      1002,
    ],
    [
      "SELECT 1 UNION SELECT 'a'",
      "TYPE_MISMATCH: line 1:1: column 1 in UNION query has incompatible types: integer, varchar(1)",
      1002,
    ],
    [
      "SELECT 1 WHERE 1 + 1",
      "TYPE_MISMATCH: line 1:18: WHERE clause must evaluate to a boolean: actual type integer",
      1002,
    ],
    [
      "SELECT 2, true + 1",
      "TYPE_MISMATCH: line 1:16: Cannot apply operator: boolean + integer",
      1002,
    ],
    [
      "SELECT x AS y FROM (VALUES 1) AS t(x) WHERE y = 1",
      "COLUMN_NOT_FOUND: line 1:45: Column 'y' cannot be resolved",
      1006,
    ],
  ])("%s", async (sql, reason, errorType) => {
    const failure = await athena.failure(sql);
    if (typeof reason === "string") expect(failure.reason).toBe(reason);
    else expect(failure.reason).toMatch(reason);
    expect(failure).toMatchObject({ errorCategory: 2, errorType, retryable: false });
  });
});

describe("execution parameters", () => {
  test.each([
    [["1 + 1"], "2"],
    [["'abc'"], "abc"],
    [["abc def"], "abc def"],
    [["it's"], "it's"],
    [["x + 1"], "x + 1"],
    [["DATE '2020-01-01'"], "2020-01-01"],
    [["NULL"], null],
    [["(SELECT 1)"], "(SELECT 1)"],
    [["1) UNION (SELECT 2"], "1) UNION (SELECT 2"],
    [["1), (2"], "1), (2"],
  ])("%j gives %s", async (parameters, expected) => {
    expect((await athena.query("SELECT ?", { parameters })).rows).toEqual([[expected]]);
  });

  test("several, in a comparison and a limit, leaving a quoted mark alone", async () => {
    const sql = "SELECT x, '?' FROM (VALUES 1, 2, 3) AS t(x) WHERE x > ? ORDER BY x LIMIT ?";
    expect((await athena.query(sql, { parameters: ["0 + 1", "1"] })).rows).toEqual([["2", "?"]]);
  });

  test("after other lines and wide characters", async () => {
    const sql = "SELECT '\u{1F600}', ?,\n -- why?\n ? WHERE 1 <= ALL (SELECT ?)";
    expect((await athena.query(sql, { parameters: ["1", "x", "2"] })).rows).toEqual([
      ["\u{1F600}", "1", "x"],
    ]);
  });

  test("a wrong number fails; values without marks are ignored", async () => {
    const failure = await athena.failure("SELECT ?, ?", { parameters: ["1"] });
    expect(failure.reason).toMatch(/^INVALID_PARAMETER_USAGE: /);
    expect((await athena.query("SELECT 1", { parameters: ["2"] })).rows).toEqual([["1"]]);
  });
});

describe("columns of a result", () => {
  test("have Athena's types and precisions", async () => {
    const { columns } = await athena.query(
      `SELECT true AS a, CAST(1 AS tinyint) AS b, CAST(1 AS smallint) AS c, 1 AS d, CAST(1 AS bigint) AS e, CAST(1 AS real) AS f,
       1.5 AS g, CAST(1 AS decimal(10,2)) AS h, 'x' AS i, DATE '2024-01-01' AS j, TIMESTAMP '2024-01-01 00:00:00.000' AS k, now() AS l,
       to_utf8('a') AS m, ARRAY[1] AS n, MAP(ARRAY['a'], ARRAY[1]) AS o, ROW(1) AS p, CAST(1 AS json) AS q, sum(x) AS r FROM (VALUES 1) t(x)`,
    );
    expect(
      columns.map(({ type, precision, scale, caseSensitive }) => [
        type,
        precision,
        scale,
        caseSensitive,
      ]),
    ).toEqual([
      ["boolean", 0, 0, false],
      ["tinyint", 3, 0, false],
      ["smallint", 5, 0, false],
      ["integer", 10, 0, false],
      ["bigint", 19, 0, false],
      ["float", 17, 0, false],
      ["double", 17, 0, false],
      ["decimal", 10, 2, false],
      ["varchar", 1, 0, true],
      ["date", 0, 0, false],
      ["timestamp", 3, 0, false],
      ["timestamp with time zone", 3, 0, false],
      ["varbinary", 1073741824, 0, false],
      ["array", 0, 0, false],
      ["map", 0, 0, false],
      ["row", 0, 0, false],
      ["json", 0, 0, false],
      ["bigint", 19, 0, false],
    ]);
  });

  test("unnamed ones are numbered by position, also after a star", async () => {
    const { columns } = await athena.query(
      "SELECT t.*, 1, x AS Foo FROM (VALUES (1, 2)) AS t(x, y)",
    );
    expect(columns.map((column) => column.name)).toEqual(["x", "y", "_col2", "Foo"]);
  });
});
