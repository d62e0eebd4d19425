import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.query(
    "CREATE EXTERNAL TABLE orders (id int, region string, amount double) LOCATION 's3://lake/orders/'",
  );
});
afterAll(() => athena.close());

test.each([
  ["SELECT x FROM orders", "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved"],
  ["SELECT o.x FROM orders o", "COLUMN_NOT_FOUND: line 1:8: Column 'o.x' cannot be resolved"],
  [
    "SELECT orders.id FROM orders o",
    "COLUMN_NOT_FOUND: line 1:8: Column 'orders.id' cannot be resolved",
  ],
  [
    "SELECT id AS r FROM orders WHERE r = 1",
    "COLUMN_NOT_FOUND: line 1:34: Column 'r' cannot be resolved",
  ],
  [
    "SELECT region AS r, count(*) FROM orders GROUP BY r",
    "COLUMN_NOT_FOUND: line 1:51: Column 'r' cannot be resolved",
  ],
  [
    "WITH t AS (SELECT 1 AS a) SELECT b FROM t",
    "COLUMN_NOT_FOUND: line 1:34: Column 'b' cannot be resolved",
  ],
  [
    "SELECT count(*), checksum(id) IS NOT NULL FROM orders",
    "NOT_SUPPORTED: line 1:18: Function checksum is not supported by local-athena",
  ],
  ["SELECT a FROM (SELECT 1 a, 2 a)", "AMBIGUOUS_NAME: line 1:8: Column 'a' is ambiguous"],
  [
    "SELECT 1 FROM orders o JOIN orders p ON o.id = p.id WHERE id = 1",
    "AMBIGUOUS_NAME: line 1:59: Column 'id' is ambiguous",
  ],
  [
    "SELECT id, count(*) FROM orders GROUP BY region",
    "EXPRESSION_NOT_AGGREGATE: line 1:8: 'id' must be an aggregate expression or appear in GROUP BY clause",
  ],
  ["SELECT true = 1", "TYPE_MISMATCH: line 1:13: Cannot apply operator: boolean = integer"],
  [
    "SELECT 1 FROM orders WHERE region = 1",
    "TYPE_MISMATCH: line 1:35: Cannot apply operator: varchar = integer",
  ],
  ["SELECT 1 + 'a'", "TYPE_MISMATCH: line 1:10: Cannot apply operator: integer + varchar(1)"],
  [
    "SELECT DATE '2024-01-01' + 1",
    "TYPE_MISMATCH: line 1:26: Cannot apply operator: date + integer",
  ],
  ["SELECT -'a'", "TYPE_MISMATCH: line 1:8: Cannot negate varchar(1)"],
  [
    "SELECT 1 WHERE 1",
    "TYPE_MISMATCH: line 1:16: WHERE clause must evaluate to a boolean: actual type integer",
  ],
  [
    "SELECT 1 LIKE '1'",
    "TYPE_MISMATCH: line 1:10: Left side of LIKE expression must evaluate to a varchar (actual: integer)",
  ],
  ["SELECT CAST(1 AS date)", "TYPE_MISMATCH: line 1:8: Cannot cast integer to date"],
  [
    "SELECT 1 UNION SELECT 1, 2",
    "TYPE_MISMATCH: line 1:1: UNION query has different number of fields: 1, 2",
  ],
  [
    "SELECT 1 UNION SELECT 'a'",
    "TYPE_MISMATCH: line 1:1: column 1 in UNION query has incompatible types: integer, varchar(1)",
  ],
  [
    "SELECT id FROM orders ORDER BY 2",
    "INVALID_COLUMN_REFERENCE: line 1:32: ORDER BY position 2 is not in select list",
  ],
  [
    "SELECT id FROM orders FETCH FIRST 1 ROW WITH TIES",
    "MISSING_ORDER_BY: line 1:1: FETCH FIRST WITH TIES clause requires ORDER BY",
  ],
  [
    "SELECT * FROM orders NATURAL JOIN orders",
    "NOT_SUPPORTED: line 1:15: Natural join not supported",
  ],
  [
    "SELECT * FROM (VALUES 1) t(a, b)",
    "MISMATCHED_COLUMN_ALIASES: line 1:15: Column alias list has 2 entries but 't' has 1 columns available",
  ],
  ["SELECT * FROM UNNEST(1) t(a)", "TYPE_MISMATCH: line 1:22: Cannot unnest type: integer"],
  [
    "SELECT 2147483647 + 1",
    "NUMERIC_VALUE_OUT_OF_RANGE: integer addition overflow: 2147483647 + 1",
  ],
  [
    "SELECT DECIMAL '99999999999999999999999999999999999999' + DECIMAL '1'",
    "NUMERIC_VALUE_OUT_OF_RANGE: Decimal overflow",
  ],
  [
    "SELECT DATE '2024-01-31' + INTERVAL '1' HOUR",
    "INVALID_FUNCTION_ARGUMENT: Cannot add hour, minutes or seconds to a date",
  ],
  ["SELECT CAST(300 AS tinyint)", "NUMERIC_VALUE_OUT_OF_RANGE: Out of range for tinyint: 300"],
  [
    "SELECT CAST(x AS integer) FROM (VALUES 3000000000) t(x)",
    "NUMERIC_VALUE_OUT_OF_RANGE: Out of range for integer: 3000000000",
  ],
  ["SELECT CAST('300' AS tinyint)", "INVALID_CAST_ARGUMENT: Cannot cast '300' to TINYINT"],
  [
    "SELECT CAST(DECIMAL '1234.5' AS decimal(3,0))",
    "INVALID_CAST_ARGUMENT: Cannot cast '1234.5' to DECIMAL(3,0)",
  ],
  ["SELECT DECIMAL '1' / DECIMAL '0'", "DIVISION_BY_ZERO: Division by zero"],
])("%s", async (sql, reason) => {
  expect((await athena.failure(sql)).reason).toBe(reason);
});
