import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SqlError } from "../sql/engine";
import { openTestEngine, type TestEngine } from "../sql/test-engine.fixture";
import { loadSampleData } from "./sample-data";
import { sampleQueries } from "./sample-queries";

let sample: TestEngine;
const progress: number[] = [];

beforeAll(async () => {
  sample = await openTestEngine();
  const { store, engine } = sample;
  await loadSampleData({ store, engine, onProgress: ({ fraction }) => progress.push(fraction) });
});
afterAll(() => sample.close());

const failures: [RegExp, string][] = [
  [
    /FROM flight WHERE/,
    "TABLE_NOT_FOUND: line 1:40: Table 'awsdatacatalog.sample.flight' does not exist",
  ],
  [/carrier/, "COLUMN_NOT_FOUND: line 1:16: Column 'carrier' cannot be resolved"],
  [/deaths_per_unknown_year/, "DIVISION_BY_ZERO: Division by zero"],
  [
    /CAST\(date AS date\) AS day, price/,
    "INVALID_CAST_ARGUMENT: Value cannot be cast to date: Jan 1 2000",
  ],
  [
    /^INSERT/,
    "TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.sample.flights_archive' does not exist",
  ],
  [/distance_km/, "FUNCTION_NOT_FOUND: line 1:14: Function 'distance_km' not registered"],
];

describe("sample data", () => {
  test("reports progress from 0 to 1", () => {
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  test("every table has rows and no column that is only NULL", async () => {
    const { engine } = sample;
    const tables = engine.catalog
      .listTables("sample")
      .filter((table) => table.tableType === "EXTERNAL_TABLE");
    expect(tables.length).toBeGreaterThanOrEqual(8);
    for (const table of tables) {
      const counts = table.columns.map((column) => `count("${column.name}")`).join(", ");
      const { rows } = await sample.query(`SELECT ${counts} FROM sample.${table.name}`);
      const empty = table.columns
        .filter((_, index) => rows[0]?.[index] === "0")
        .map((column) => column.name);
      expect({ table: table.name, empty }).toEqual({ table: table.name, empty: [] });
    }
  });

  test("flights are all there", async () => {
    const { rows, outcome } = await sample.query("SELECT count(*), sum(delay) FROM sample.flights");
    expect(rows[0]?.[0]).toBe("3000000");
    expect(outcome.dataScannedBytes).toBeGreaterThan(1_000_000);
    expect(outcome.dataScannedBytes).toBeLessThan(5_000_000);
  });

  test("one of the sample queries has a large result", async () => {
    const { rows } = await sample.query("SELECT zip_code FROM sample.zipcodes");
    expect(rows.length).toBeGreaterThan(5000);
  });

  test("loading twice changes nothing", async () => {
    const { store, engine } = sample;
    const before = engine.catalog.listTables("sample");
    await loadSampleData({ store, engine, onProgress: () => {} });
    expect(engine.catalog.listTables("sample")).toEqual(before);
  });
});

describe("sample queries", () => {
  test.each(sampleQueries.map((query) => [query.sql.slice(0, 70), query] as const))(
    "%s",
    async (_, { sql, database }) => {
      const expected = failures.find(([form]) => form.test(sql))?.[1];
      const outcome = await sample.query(sql, { database }).catch((error: unknown) => error);
      if (expected !== undefined) {
        expect(outcome).toBeInstanceOf(SqlError);
        expect((outcome as SqlError).reason).toContain(expected);
        return;
      }
      if (outcome instanceof Error) throw outcome;
      const { rows } = outcome as Awaited<ReturnType<TestEngine["query"]>>;
      expect(rows.length > 0 || /^CREATE/.test(sql)).toBe(true);
    },
  );
});
