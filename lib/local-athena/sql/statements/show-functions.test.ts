import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
});
afterAll(() => athena.close());

test("a row for each form of a function, by name", async () => {
  const { columns, rows, outcome } = await athena.query(
    "SHOW FUNCTIONS LIKE 'date^_t%' ESCAPE '^'",
  );
  expect(columns.map((column) => column.name)).toEqual([
    "Function",
    "Return Type",
    "Argument Types",
    "Function Type",
    "Deterministic",
    "Description",
  ]);
  expect(new Set(rows.map((row) => row[0]))).toEqual(new Set(["date_trunc"]));
  expect(rows[0]).toHaveLength(6);
  expect(outcome.updateCount).toBe(0);
});

test("the whole list holds more than the matches, an unmatched pattern nothing", async () => {
  const all = await athena.query("SHOW FUNCTIONS");
  expect(all.rows.length).toBeGreaterThan(300);
  expect((await athena.query("SHOW FUNCTIONS LIKE 'url_extract_h_st'")).rows).toHaveLength(1);
  expect((await athena.query("SHOW FUNCTIONS LIKE 'nothing'")).rows).toEqual([]);
});

test("an escape of two characters is refused", async () => {
  const { reason } = await athena.failure("SHOW FUNCTIONS LIKE 'a%' ESCAPE 'xx'");
  expect(reason).toMatch(/^INVALID_FUNCTION_ARGUMENT: /);
});
