import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("test-data");
  await athena.store.put("test-data", "orders/0.csv", Buffer.from("1,us\n2,eu\n3,us\n"));
  await athena.query(
    "CREATE EXTERNAL TABLE orders (id int, region string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://test-data/orders/'",
  );
});
afterAll(() => athena.close());

const planOf = async (sql: string) =>
  (await athena.query(sql)).rows.map(([line]) => line).join("\n");

const grouped = "SELECT region, count(*) AS n FROM orders GROUP BY region";

test("a plan has fragments, the tables' names and no path", async () => {
  const plan = await planOf(`EXPLAIN ${grouped}`);
  expect(plan).toMatch(/^Fragment 0 \[SINGLE\]\n {4}Output layout: \[region:varchar, n:bigint\]/);
  expect(plan).toContain("Output[columnNames = [region, n]]");
  expect(plan).toMatch(/Fragment 1 \[SOURCE\]/);
  expect(plan).toContain("table = awsdatacatalog:default:orders");
  expect(plan).not.toContain(athena.store.root);
  expect(plan).not.toMatch(/read_csv|[┌┐]/);
});

test("a logical plan is one tree", async () => {
  const plan = await planOf(`EXPLAIN (TYPE LOGICAL) ${grouped}`);
  expect(plan).toMatch(/^Output\[columnNames = \[region, n\]\]\n└─ /);
  expect(plan).not.toContain("Fragment");
});

test("a plan as JSON can be read", async () => {
  const logical = JSON.parse(await planOf(`EXPLAIN (TYPE LOGICAL, FORMAT JSON) ${grouped}`));
  expect(logical).toMatchObject({ id: "0", name: "Output", details: ["region, n"] });
  const distributed = JSON.parse(await planOf(`EXPLAIN (FORMAT JSON) ${grouped}`));
  expect(Object.keys(distributed)).toEqual(["0", "1"]);
  const io = JSON.parse(await planOf("EXPLAIN (TYPE IO, FORMAT JSON) SELECT id FROM orders"));
  expect(io.inputTableColumnInfos).toEqual([
    { table: { catalog: "awsdatacatalog", schemaTable: { schema: "default", table: "orders" } } },
  ]);
});

test("a plan as a graph has a node an operator", async () => {
  const graph = await planOf("EXPLAIN (FORMAT GRAPHVIZ) SELECT id FROM orders");
  expect(graph).toMatch(/^digraph logical_plan \{\nplannode_0\[label="Output/);
});

test("validation says true, or what is wrong", async () => {
  const { columns, rows } = await athena.query("EXPLAIN (TYPE VALIDATE) SELECT id FROM orders");
  expect(columns.map((column) => column.name)).toEqual(["Valid"]);
  expect(rows).toEqual([["true"], [""]]);
  expect((await athena.failure("EXPLAIN SELECT nope FROM orders")).reason).toBe(
    "COLUMN_NOT_FOUND: line 1:16: Column 'nope' cannot be resolved",
  );
});

test("EXPLAIN ANALYZE runs the query and tells its rows", async () => {
  const { rows, outcome } = await athena.query(`EXPLAIN ANALYZE ${grouped}`);
  const plan = rows.map(([line]) => line).join("\n");
  expect(plan).toMatch(/CPU: [\d.]+ms, Input: 3 rows/);
  expect(plan).toMatch(/Output: 2 rows/);
  expect(outcome.dataScannedBytes).toBe(15);
  expect((await athena.failure("EXPLAIN ANALYZE SELECT 1 / 0")).reason).toBe(
    "DIVISION_BY_ZERO: Division by zero",
  );
});
