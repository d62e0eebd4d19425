import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.query(
    "CREATE EXTERNAL TABLE orders (id int, region string, amount double, d date) LOCATION 's3://lake/orders/'",
  );
});
afterAll(() => athena.close());

const notAggregate = (where: string, text: string) =>
  `EXPRESSION_NOT_AGGREGATE: ${where}: '${text}' must be an aggregate expression or appear in GROUP BY clause`;
const notScalar = (where: string, clause: string, text: string) =>
  `EXPRESSION_NOT_SCALAR: ${where}: ${clause} cannot contain aggregations, window functions or grouping operations: [${text}]`;
const common = (where: string, what: string, types: string) =>
  `TYPE_MISMATCH: ${where}: ${what} must be the same type or coercible to a common type. Cannot find common type between ${types.replace(",", " and")}, all types (without duplicates): [${types}]`;

test.each([
  ["SELECT region, id FROM orders GROUP BY region", notAggregate("line 1:16", "id")],
  ["SELECT region, id + 1 FROM orders GROUP BY 1", notAggregate("line 1:19", "(id + 1)")],
  ["SELECT Upper(region) FROM orders GROUP BY id", notAggregate("line 1:8", "Upper(region)")],
  ["SELECT id, count(*) FROM orders", notAggregate("line 1:8", "id")],
  ["SELECT count(*) FROM orders GROUP BY region ORDER BY id", notAggregate("line 1:54", "id")],
  [
    "SELECT count(*) FROM orders GROUP BY region HAVING id > 1 AND true",
    notAggregate("line 1:52", "((id > 1) AND true)"),
  ],
  [
    "SELECT rank() OVER (PARTITION BY id) FROM orders GROUP BY region",
    "EXPRESSION_NOT_AGGREGATE: line 1:34: PARTITION BY expression 'id' must be an aggregate expression or appear in GROUP BY clause",
  ],
  [
    "SELECT * FROM orders GROUP BY region",
    "EXPRESSION_NOT_AGGREGATE: line 1:8: Column 'orders.id' not in GROUP BY clause",
  ],
  [
    "SELECT o.* FROM orders o GROUP BY region",
    "EXPRESSION_NOT_AGGREGATE: line 1:8: Column 'o.id' not in GROUP BY clause",
  ],
  ["SELECT 1 FROM orders WHERE count(*) > 1", notScalar("line 1:37", "WHERE clause", "count(*)")],
  [
    "SELECT 1 FROM orders WHERE rank() OVER (ORDER BY id DESC) = 1",
    notScalar("line 1:59", "WHERE clause", "rank() OVER (ORDER BY id DESC)"),
  ],
  [
    "SELECT 1 FROM orders GROUP BY sum(DISTINCT id) FILTER (WHERE id > 1)",
    notScalar("line 1:31", "GROUP BY clause", "sum(DISTINCT id) FILTER (WHERE (id > 1))"),
  ],
  [
    "SELECT 1 FROM orders a JOIN orders b ON max(a.id) = b.id",
    notScalar("line 1:51", "JOIN clause", "max(a.id)"),
  ],
  [
    "SELECT transform(ARRAY[1], x -> max(id)) FROM orders",
    notScalar("line 1:33", "Lambda expression", "max(id)"),
  ],
  [
    "SELECT sum(count(*)) FROM orders",
    "NESTED_AGGREGATION: line 1:8: Cannot nest aggregations inside aggregation 'sum': [count(*)]",
  ],
  [
    "SELECT sum(rank() OVER ()) FROM orders",
    "NESTED_WINDOW: line 1:8: Cannot nest window functions inside aggregation 'sum': [rank() OVER ()]",
  ],
  [
    "SELECT sum(rank() OVER ()) OVER () FROM orders",
    "NESTED_WINDOW: line 1:12: Cannot nest window functions or row pattern measures inside window function arguments",
  ],
  [
    "SELECT 1 FROM orders HAVING rank() OVER () > 1",
    "NESTED_WINDOW: line 1:29: HAVING clause cannot contain window functions or row pattern measures",
  ],
  [
    "SELECT lag(id) FROM orders",
    "MISSING_OVER: line 1:8: Window function lag requires an OVER clause",
  ],
  [
    "SELECT upper(region) OVER () FROM orders",
    "FUNCTION_NOT_WINDOW: line 1:8: Not a window function: upper",
  ],
  [
    "SELECT IF(true, 1, 'a')",
    "TYPE_MISMATCH: line 1:8: Result types for IF must be the same: integer vs varchar(1)",
  ],
  [
    "SELECT IF(1, 2, 3)",
    "TYPE_MISMATCH: line 1:11: IF condition must evaluate to a boolean (actual: integer)",
  ],
  ["SELECT coalesce(1, 'a')", common("line 1:20", "All COALESCE operands", "integer, varchar(1)")],
  [
    "SELECT CASE WHEN true THEN 1 ELSE 'a' END",
    common("line 1:35", "All CASE results", "integer, varchar(1)"),
  ],
  [
    "SELECT 1 FROM orders WHERE d IN (d, 'x')",
    common("line 1:37", "IN value and list items", "date, varchar(1)"),
  ],
  [
    "SELECT nullif(1, 'a')",
    "TYPE_MISMATCH: line 1:8: Types are not comparable with NULLIF: integer vs varchar(1)",
  ],
  [
    "SELECT greatest(1, 'a')",
    "FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (integer, varchar(1)) for function greatest. Expected: greatest(E) E:orderable",
  ],
])("%s is refused", async (sql, reason) => {
  expect((await athena.failure(sql)).reason).toBe(reason);
});

test.each([
  "SELECT o.id, ID + 1, count(*) FROM orders o GROUP BY id HAVING o.id > 1 ORDER BY o.id",
  "SELECT date_trunc('month', d) AS m, sum(count(*)) OVER (PARTITION BY date_trunc('month', d) ORDER BY region) FROM orders GROUP BY 1, region ORDER BY m",
  "SELECT CASE WHEN (id > 1) THEN 'a' END FROM orders GROUP BY CASE WHEN id > 1 THEN 'a' END",
  "SELECT region, (SELECT max(p.id) FROM orders p WHERE p.region = o.region) FROM orders o GROUP BY region",
  "SELECT region, transform(array_agg(id), x -> x + 1) FROM orders GROUP BY GROUPING SETS ((region), (region, id))",
  "SELECT sum(sum(amount)) OVER () FROM orders GROUP BY region ORDER BY max(id)",
])("%s runs", async (sql) => {
  expect((await athena.query(sql)).rows).toEqual([]);
});
