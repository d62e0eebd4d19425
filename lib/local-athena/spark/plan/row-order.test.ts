import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "./plans.fixture";

let world: PlanWorld;
const rowCount = 400_000;

beforeAll(async () => {
  world = await planWorld();
  const connection = await world.duckDb.connect();
  await connection.run(
    `CREATE TABLE stored AS SELECT range AS id, range % 7 AS k, (range * 7919) % 1000 AS v FROM range(${rowCount})`,
  );
  connection.disconnectSync();
  world.source("many", "id BIGINT, k BIGINT, v BIGINT", "SELECT id, k, v FROM stored");
});
afterAll(() => world.close());

// Enough rows for several threads of DuckDB, which finish in any order.
test.each([
  `SELECT * FROM many WHERE v < 5`,
  `SELECT * FROM many WHERE v < 50 ORDER BY k`,
  `SELECT v, count(*), first(id), last(id) FROM many GROUP BY v`,
  `SELECT k, slice(collect_list(id), 1, 5), max_by(id, k) FROM many GROUP BY k`,
  `SELECT DISTINCT v FROM many`,
  `SELECT a.id, b.id FROM many a JOIN many b ON a.v = b.v AND a.id < 500 AND b.id < 90000`,
  `SELECT * FROM (SELECT id, row_number() OVER (PARTITION BY k ORDER BY v) AS r FROM many) WHERE r < 40`,
  `SELECT id, v FROM many WHERE v IN (SELECT id FROM range(3))`,
  `SELECT id, explode(array(v, k)) FROM many WHERE v = 9`,
  `SELECT v FROM many UNION SELECT id FROM range(10)`,
])("%s", async (query) => {
  const first = await world.rows(query);
  expect(first.length).toBeGreaterThan(6);
  for (let again = 0; again < 2; again++) expect(await world.rows(query)).toEqual(first);
});

test("rows with the same key keep the order they had", async () => {
  const rows = await world.rows(`SELECT id FROM many WHERE v < 50 ORDER BY k`);
  const keys = rows.map(([id]) => Number(id) % 7);
  expect(keys).toEqual([...keys].sort());
  const first = rows.filter(([id]) => Number(id) % 7 === 0).map(([id]) => Number(id));
  expect(first).toEqual([...first].sort((a, b) => a - b));
});

test("dropDuplicates keeps the first row of each", async () => {
  const plan = {
    rel: "deduplicate" as const,
    input: { rel: "sql" as const, query: `SELECT k, id FROM many` },
    columns: ["k"],
  };
  expect(await world.rows(plan)).toEqual(Array.from({ length: 7 }, (_, at) => [at, at]));
});
