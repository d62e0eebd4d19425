import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

test.each([
  ["1", "integer", "1"],
  ["9999999999", "bigint", "9999999999"],
  ["1.5", "double", "1.5"],
  ["DECIMAL '1.20'", "decimal(3,2)", "1.20"],
  ["'abc'", "varchar(3)", "abc"],
  ["NULL", "unknown", null],
  ["CAST('a' AS char(3))", "char(3)", "a  "],
  ["CAST('abc' AS varchar(2))", "varchar(2)", "ab"],
  ["TIMESTAMP '2024-03-05 12:00:00'", "timestamp(0)", "2024-03-05 12:00:00"],
  ["TIMESTAMP '2024-03-05 12:00:00.123456'", "timestamp(6)", "2024-03-05 12:00:00.123456"],
  [
    "CAST(TIMESTAMP '2024-01-01 00:00:00.1235' AS timestamp(3))",
    "timestamp(3)",
    "2024-01-01 00:00:00.124",
  ],
  ["TIME '01:02:03'", "time(0)", "01:02:03"],
  ["TIME '01:02:03.45'", "time(2)", "01:02:03.45"],
  ["TIME '10:00:00 +01:00'", "time(0) with time zone", "10:00:00+01:00"],
  ["DATE '2024-01-31' - DATE '2024-01-01'", "interval day to second", "30 00:00:00.000"],
  ["INTERVAL '14' MONTH", "interval year to month", "1-2"],
  ["INTERVAL '1 02:03:04.5' DAY TO SECOND", "interval day to second", "1 02:03:04.500"],
  ["INTERVAL '1-3' YEAR TO MONTH", "interval year to month", "1-3"],
  ["INTERVAL '3' DAY / 2", "interval day to second", "1 12:00:00.000"],
  ["DATE '2024-01-31' + INTERVAL '1' MONTH", "date", "2024-02-29"],
  ["TIME '23:00' + INTERVAL '3' HOUR", "time(0)", "02:00:00"],
  ["DECIMAL '1.20' * DECIMAL '1.1'", "decimal(5,3)", "1.320"],
  ["DECIMAL '1.20' + 1", "decimal(13,2)", "2.20"],
  ["DECIMAL '1.00' / DECIMAL '3.000'", "decimal(7,3)", "0.333"],
  ["DECIMAL '-1.0' / 3", "decimal(2,1)", "-0.3"],
  ["DECIMAL '12345678901234567890.1' / DECIMAL '7.12'", "decimal(24,2)", "1733943665903731445.24"],
  ["DECIMAL '7.5' % 2", "decimal(2,1)", "1.5"],
  ["CAST(1 AS tinyint) + CAST(2 AS bigint)", "bigint", "3"],
  ["CAST(1 AS real) + 1", "real", "2.0"],
  ["-7 / 2", "integer", "-3"],
  ["ROW(1, 'x')", "row(integer, varchar(1))", "{1, x}"],
  ["CAST(ROW(1, 'x') AS ROW(a integer, b varchar))", "row(a integer, b varchar)", "{a=1, b=x}"],
  ["CAST(ROW(1, 2) AS ROW(varchar, double))", "row(varchar, double)", "{1, 2.0}"],
  ["ARRAY[1, 2.5]", "array(double)", "[1.0, 2.5]"],
  ["MAP(ARRAY['k'], ARRAY[1])", "map(varchar(1), integer)", "{k=1}"],
  ["ARRAY[1] || 2", "array(integer)", "[1, 2]"],
  ["transform(ARRAY[1, 2], x -> x * 1.5)", "array(double)", "[1.5, 3.0]"],
  ["reduce(ARRAY[1, 2], CAST(0 AS bigint), (s, x) -> s + x, s -> s)", "bigint", "3"],
  ["CASE WHEN true THEN 1 ELSE 2.5 END", "double", "1.0"],
])("%s is %s", async (expression, type, text) => {
  const { rows } = await athena.query(`SELECT ${expression}, typeof(${expression})`);
  expect(rows).toEqual([[text, type]]);
});

test("columns have the precision of their types", async () => {
  const { columns } = await athena.query(
    "SELECT 'abc', CAST('a' AS char(3)), DECIMAL '1.20', upper('abc'), TIMESTAMP '2024-01-01 00:00:00', NULL, CAST(1 AS real)",
  );
  expect(columns.map(({ type, precision, scale }) => [type, precision, scale])).toEqual([
    ["varchar", 3, 0],
    ["char", 3, 0],
    ["decimal", 3, 2],
    ["varchar", 2147483647, 0],
    ["timestamp", 3, 0],
    ["unknown", 0, 0],
    ["float", 17, 0],
  ]);
});

test.each([
  ["nan() = nan()", "false"],
  ["nan() <> nan()", "true"],
  ["nan() > 1", "false"],
  ["1 < nan()", "false"],
  ["infinity() > 1e300", "true"],
  ["NULL = NULL", null],
  ["2 NOT IN (1, NULL)", null],
  ["1 = ALL (SELECT 1 WHERE false)", "true"],
  ["CAST('a' AS char(3)) = 'a'", "true"],
])("%s: %s", async (expression, text) => {
  expect((await athena.query(`SELECT ${expression}`)).rows).toEqual([[text]]);
});
