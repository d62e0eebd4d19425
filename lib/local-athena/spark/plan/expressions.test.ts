import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WireValue } from "./plan";
import { type PlanWorld, planWorld } from "./plans.fixture";

let world: PlanWorld;

beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

/** An expression, its Spark type, its value on the wire; the column's name where it is worth a look. */
type Case = [sql: string, type: string, value: WireValue, name?: string];

function cases(list: Case[]): void {
  test.each(list)("%s", async (sql, type, value, name) => {
    const query = `SELECT ${sql}`;
    const schema = await world.schema(query);
    const [given = ""] = await world.names(query);
    expect(schema.slice(`struct<${given}:`.length, -1)).toBe(type);
    expect(await world.rows(query)).toEqual([[value]]);
    if (name !== undefined) expect(given).toBe(name);
  });
}

describe("arithmetic", () => {
  cases([
    ["1 + 2", "int", 3, "(1 + 2)"],
    ["2147483647 + 1", "int", -2147483648],
    ["9223372036854775807 + 1", "bigint", "-9223372036854775808"],
    ["cast(-2147483648 as int) - 1", "int", 2147483647],
    ["2147483647 * 2", "int", -2],
    ["9223372036854775807 * 2", "bigint", -2],
    ["cast(127 as tinyint) + cast(1 as tinyint)", "tinyint", -128],
    ["10 / 4", "double", 2.5, "(10 / 4)"],
    ["1 / 0", "double", null],
    ["1.0D / 0.0D", "double", null],
    ["5 % 0", "int", null],
    ["cast(-2147483648 as int) % -1", "int", 0],
    ["cast(-9223372036854775808 as bigint) div -1", "bigint", "-9223372036854775808"],
    ["-cast(-2147483648 as int)", "int", -2147483648],
    ["cast(rand() as int) * 2", "int", 0],
    ["-7 % 3", "int", -1],
    ["-7.5D % 2", "double", -1.5],
    ["pmod(-7, 3)", "int", 2],
    ["7 div 2", "bigint", 3, "(7 div 2)"],
    ["-7 div 2", "bigint", -3],
    ["7 div 0", "bigint", null],
    ["2 + '3'", "double", 5, "(2 + 3)"],
    ["'a' * 2", "double", null],
    ["1 + NULL", "int", null, "(1 + NULL)"],
    ["1.5 + 1.25", "decimal(4,2)", "2.75"],
    ["1.5 * 1.25", "decimal(6,3)", "1.875"],
    ["10.0 / 3", "decimal(8,6)", "3.333333"],
    ["-10.0 / 3", "decimal(8,6)", "-3.333333"],
    ["5.5 % 2", "decimal(2,1)", "1.5"],
    ["cast(1 as decimal(10,2)) + 1", "decimal(11,2)", "2.00"],
    ["cast(1 as decimal(38,10)) * cast(2 as decimal(38,10))", "decimal(38,6)", "2.000000"],
    ["cast('99999999999999999999999999999999999999' as decimal(38,0)) + 1", "decimal(38,0)", null],
    ["1.5 + 1.5D", "double", 3],
    ["6 & 3", "int", 2, "(6 & 3)"],
    ["6 | 3", "int", 7],
    ["6 ^ 3", "int", 5],
    ["~5", "int", -6],
  ]);
});

describe("comparison and logic", () => {
  cases([
    ["1 = 1.0", "boolean", true, "(1 = 1.0)"],
    ["'1' = 1", "boolean", true],
    ["'a' = 1", "boolean", null],
    ["NULL = NULL", "boolean", null],
    ["NULL <=> NULL", "boolean", true, "(NULL <=> NULL)"],
    ["1 <=> NULL", "boolean", false],
    ["cast('NaN' as double) = cast('NaN' as double)", "boolean", true],
    ["cast('NaN' as double) > cast('Infinity' as double)", "boolean", true],
    ["'a' < 'B'", "boolean", false],
    ["DATE '2024-01-31' = '2024-01-31'", "boolean", true],
    ["TIMESTAMP '2024-01-31 10:00:00' > '2024-01-31'", "boolean", true],
    ["NULL AND false", "boolean", false, "(NULL AND false)"],
    ["NULL OR true", "boolean", true],
    ["NOT NULL", "boolean", null],
    ["2 BETWEEN 1 AND 3", "boolean", true, "((2 >= 1) AND (2 <= 3))"],
    ["3 IN (1, NULL)", "boolean", null, "(3 IN (1, NULL))"],
    ["'1' IN (1, 2)", "boolean", true],
    ["1 IS NULL", "boolean", false, "(1 IS NULL)"],
    ["1 <> 2", "boolean", true, "(NOT (1 = 2))"],
  ]);
});

describe("conditions", () => {
  cases([
    ["CASE WHEN false THEN 1 END", "int", null, "CASE WHEN false THEN 1 END"],
    [
      "CASE WHEN false THEN 1 ELSE 2.5 END",
      "decimal(11,1)",
      "2.5",
      "CASE WHEN false THEN 1 ELSE 2.5 END",
    ],
    ["CASE WHEN true THEN 1 ELSE 'x' END", "string", "1"],
    ["if(NULL, 1, 2)", "int", 2, "(IF(NULL, 1, 2))"],
    ["coalesce(NULL, 1, 'x')", "string", "1", "coalesce(NULL, 1, x)"],
    ["nvl2(NULL, 1, 2)", "int", 2],
    ["nullif(1, 1)", "int", null],
    ["greatest(1, NULL, 2.5)", "decimal(11,1)", "2.5"],
    ["least('b', 'a', NULL)", "string", "a"],
  ]);
});

describe("casts", () => {
  cases([
    ["cast(' 12 ' as int)", "int", 12, "CAST( 12  AS INT)"],
    ["cast('1.9' as int)", "int", 1],
    ["cast('1e3' as int)", "int", null],
    ["cast('+7' as bigint)", "bigint", 7],
    ["cast('3000000000' as int)", "int", null],
    ["cast('' as int)", "int", null],
    ["cast(-1.9D as int)", "int", -1],
    ["cast(1e20D as int)", "int", 2147483647],
    ["cast(-1e20D as bigint)", "bigint", "-9223372036854775808"],
    ["cast(cast('NaN' as double) as int)", "int", 0],
    ["cast(3000000000 as int)", "int", -1294967296],
    ["cast(300 as tinyint)", "tinyint", 44],
    ["cast(2.5 as int)", "int", 2],
    ["cast(true as int)", "int", 1],
    ["cast('yes' as boolean)", "boolean", true],
    ["cast('2' as boolean)", "boolean", null],
    ["cast(0.0 as boolean)", "boolean", false],
    ["cast('1.5d' as double)", "double", 1.5],
    ["cast('nan' as double)", "double", "NaN"],
    ["cast('-inf' as float)", "float", "-Infinity"],
    ["cast('x' as double)", "double", null],
    ["cast('12.345' as decimal(5,2))", "decimal(5,2)", "12.35"],
    ["cast('1e3' as decimal(6,1))", "decimal(6,1)", "1000.0"],
    ["cast(1.005D as decimal(3,2))", "decimal(3,2)", "1.01"],
    ["cast(123456 as decimal(3,0))", "decimal(3,0)", null],
    ["cast('2024' as date)", "date", "2024-01-01"],
    ["cast('2024-2-3 10:00' as date)", "date", "2024-02-03"],
    ["cast('2024-02-30' as date)", "date", null],
    ["cast('2024-02-01 5' as timestamp)", "timestamp", "2024-02-01T05:00:00Z"],
    ["cast('2024-01-31 10:00:00+02:00' as timestamp)", "timestamp", "2024-01-31T08:00:00Z"],
    ["cast('2024-01-31T10:00:00.5Z' as timestamp)", "timestamp", "2024-01-31T10:00:00.5Z"],
    ["date_format(cast('10:05' as timestamp), 'HH:mm')", "string", "10:05"],
    ["cast('10:65' as timestamp)", "timestamp", null],
    ["cast(1706695200 as timestamp)", "timestamp", "2024-01-31T10:00:00Z"],
    ["cast(TIMESTAMP '1969-12-31 23:59:59.5' as bigint)", "bigint", -1],
    ["cast(TIMESTAMP '1970-01-01 00:00:01.5' as double)", "double", 1.5],
    ["cast(DATE '2024-01-31' as timestamp)", "timestamp", "2024-01-31T00:00:00Z"],
    ["cast(DATE '2024-01-31' as int)", "int", null],
    ["cast(1.0D as string)", "string", "1.0"],
    ["cast(12345678.9D as string)", "string", "1.23456789E7"],
    ["cast(0.0001D as string)", "string", "1.0E-4"],
    ["cast(cast(0.1 as float) as string)", "string", "0.1"],
    ["cast(cast(0 as decimal(38,18)) as string)", "string", "0E-18"],
    ["cast(1.50 as string)", "string", "1.50"],
    ["cast(TIMESTAMP '2024-01-31 10:00:00.120' as string)", "string", "2024-01-31 10:00:00.12"],
    ["cast(array(1, NULL) as string)", "string", "[1, null]"],
    ["cast(map('a', 1.0D) as string)", "string", "{a -> 1.0}"],
    ["cast(named_struct('a', 1, 'b', NULL) as string)", "string", "{1, null}"],
    ["cast(array('1', 'x') as array<int>)", "array<int>", [1, null]],
    ["cast(named_struct('a', '1') as struct<b:int>)", "struct<b:int>", [1]],
    ["cast(map('a', '1') as map<string,int>)", "map<string,int>", [["a", 1]]],
  ]);
});

describe("dates and intervals", () => {
  cases([
    ["DATE '2024-01-31' + 1", "date", "2024-02-01", "date_add(DATE '2024-01-31', 1)"],
    ["DATE '2024-01-31' - 1", "date", "2024-01-30"],
    [
      "DATE '2024-01-31' + INTERVAL 1 MONTH",
      "date",
      "2024-02-29",
      "DATE '2024-01-31' + INTERVAL '1' MONTH",
    ],
    ["TIMESTAMP '2024-01-31 10:00:00' - INTERVAL 90 MINUTES", "timestamp", "2024-01-31T08:30:00Z"],
    ["DATE '2024-01-31' - DATE '2024-01-01'", "interval day", 30 * 86_400_000_000],
    [
      "TIMESTAMP '2024-01-02 00:00:00' - DATE '2024-01-01'",
      "interval day to second",
      86_400_000_000,
    ],
    ["INTERVAL 1 DAY * 2", "interval day to second", 2 * 86_400_000_000],
    [
      "cast(TIMESTAMP '2024-01-02 00:00:01.5' - DATE '2024-01-01' as string)",
      "string",
      "INTERVAL '1 00:00:01.5' DAY TO SECOND",
    ],
    ["cast(INTERVAL '-1-2' YEAR TO MONTH as string)", "string", "INTERVAL '-1-2' YEAR TO MONTH"],
  ]);
});

describe("nested values", () => {
  cases([
    ["array(1, 2)[0]", "int", 1, "array(1, 2)[0]"],
    ["array(1, 2)[5]", "int", null],
    ["array(1, 2)[-1]", "int", null],
    ["map('k', 1)['k']", "int", 1, "map(k, 1)[k]"],
    ["map('k', 1)['x']", "int", null],
    ["named_struct('a', 1).a", "int", 1, "named_struct(a, 1).a"],
    ["array(named_struct('a', 1), named_struct('a', 2)).a", "array<int>", [1, 2]],
    ["struct(1 AS a, 'x')", "struct<a:int,col2:string>", [1, "x"], "struct(1 AS a, x)"],
    ["array(1, 2.5)", "array<decimal(11,1)>", ["1.0", "2.5"]],
    ["transform(array(1, 2), x -> x * 10)", "array<int>", [10, 20]],
    ["transform(array('a', 'b'), (x, i) -> concat(x, i))", "array<string>", ["a0", "b1"]],
    ["filter(array(1, NULL, 3), x -> x > 1)", "array<int>", [3]],
    ["exists(array(1, NULL), x -> x > 1)", "boolean", null],
    ["aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x, acc -> acc * 10)", "int", 60],
    ["zip_with(array(1, 2), array(3, 4), (a, b) -> a * b)", "array<int>", [3, 8]],
    ["map_filter(map('a', 1, 'b', 2), (k, v) -> v > 1)", "map<string,int>", [["b", 2]]],
    ["transform_values(map('a', 1), (k, v) -> v + 1)", "map<string,int>", [["a", 2]]],
    [
      "transform(array(array(1), array(2)), x -> transform(x, y -> y + x[0]))",
      "array<array<int>>",
      [[2], [4]],
    ],
  ]);
});

describe("refusals", () => {
  test.each([
    [
      "1 + true",
      "cannot resolve '(1 + true)' due to data type mismatch: differing types in '(1 + true)' (int and boolean).",
    ],
    [
      "true + true",
      "cannot resolve '(true + true)' due to data type mismatch: '(true + true)' requires (numeric or interval or interval day to second or interval year to month) type, not boolean",
    ],
    [
      "'a' AND 1",
      "cannot resolve '('a' AND 1)' due to data type mismatch: differing types in '('a' AND 1)' (string and int).",
    ],
    [
      "cast(array(1) as int)",
      "cannot resolve 'CAST(array(1) AS INT)' due to data type mismatch: cannot cast array<int> to int",
    ],
    [
      "foo(1)",
      "Undefined function: 'foo'. This function is neither a registered temporary function nor a permanent function registered in the database 'default'.",
    ],
    ["xpath('<a/>', 'a')", "xpath is not supported by local-athena"],
    ["sum()", "Invalid number of arguments for function sum. Expected: 1; Found: 0"],
    [
      "array(1, array(2))",
      "cannot resolve 'array(1, array(2))' due to data type mismatch: input to function array should all be the same type, but it's [int, array<int>]",
    ],
    ["named_struct('a', 1).b", "No such struct field b in a"],
    ["(1).a", "Can't extract value from 1: need struct type but got int"],
    [
      "explode(array(1)) + 1",
      "Generators are not supported when it's nested in expressions, but got: (explode(array(1)) + 1)",
    ],
  ])("%s", async (sql, message) => {
    expect(await world.failure(`SELECT ${sql}`)).toBe(`AnalysisException: ${message}`);
  });
});
