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

const path = "s3://test-data/orders/0.csv";

test.each<[string, (string | null)[][]]>([
  [`SELECT *, "$path" FROM orders WHERE id = 1`, [["1", "us", path]]],
  [`SELECT o.* FROM orders o WHERE "$path" = '${path}' AND id = 2`, [["2", "eu"]]],
  [
    `SELECT * FROM orders JOIN orders p USING (id) WHERE p."$path" <> '' AND id = 1`,
    [["1", "us", "us"]],
  ],
  [
    "SELECT id, region FROM orders ORDER BY region DESC FETCH FIRST 1 ROW WITH TIES",
    [
      ["1", "us"],
      ["3", "us"],
    ],
  ],
  [
    "SELECT id FROM orders ORDER BY region DESC, id OFFSET 1 ROW FETCH FIRST 1 ROW WITH TIES",
    [["3"]],
  ],
  [
    "SELECT n, s, o FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) WITH ORDINALITY AS t(n, s, o)",
    [
      ["1", "a", "1"],
      ["2", "b", "2"],
    ],
  ],
  [
    "SELECT k, v, w FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), ARRAY[9]) AS t(k, v, w)",
    [
      ["a", "1", "9"],
      ["b", "2", null],
    ],
  ],
  ["SELECT a, b FROM UNNEST(ARRAY[CAST(ROW(1, 'x') AS ROW(a integer, b varchar))])", [["1", "x"]]],
  ["SELECT x, y FROM (VALUES 1) t(x) LEFT JOIN UNNEST(ARRAY[]) AS u(y) ON TRUE", [["1", null]]],
  [
    "SELECT o.id, n FROM orders o CROSS JOIN LATERAL (SELECT o.id + 1 AS n) WHERE o.id = 1",
    [["1", "2"]],
  ],
  [
    "SELECT t.r.x.y, r.x.y FROM (SELECT CAST(ROW(ROW(1)) AS ROW(x ROW(y int))) AS r) t",
    [["1", "1"]],
  ],
  ["SELECT ROW(1, 'a')[2]", [["a"]]],
  [
    "SELECT sum(id) OVER (w ROWS UNBOUNDED PRECEDING) FROM orders WINDOW w AS (ORDER BY id)",
    [["1"], ["3"], ["6"]],
  ],
  [
    "SELECT region, grouping(region), count(*) FROM orders GROUP BY CUBE (region) ORDER BY 1",
    [
      ["eu", "0", "1"],
      ["us", "0", "2"],
      [null, "1", "3"],
    ],
  ],
  [
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t ORDER BY n",
    [["1"], ["2"], ["3"]],
  ],
  ["WITH orders AS (SELECT id FROM orders WHERE id = 2) SELECT * FROM orders", [["2"]]],
  ["SELECT * FROM (SELECT 1 AS a, 2 AS a)", [["1", "2"]]],
  ["SELECT id FROM orders WHERE id IN (?, ? + 1) ORDER BY id", [["1"], ["3"]]],
])("%s", async (sql, rows) => {
  const parameters = sql.includes("?") ? ["1", "2"] : undefined;
  expect((await athena.query(sql, { parameters })).rows).toEqual(rows);
});

test("parameters are expressions or texts, and as many as there are places", async () => {
  const { rows } = await athena.query("SELECT ?, ?, ?, 'a?' -- ?", {
    parameters: ["DATE '2024-01-01'", "it's", "id + 1"],
  });
  expect(rows).toEqual([["2024-01-01", "it's", "id + 1", "a?"]]);
  expect((await athena.failure("SELECT ?", { parameters: ["1", "2"] })).reason).toBe(
    "INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 2",
  );
  expect((await athena.query("SELECT 1", { parameters: ["2"] })).rows).toEqual([["1"]]);
});

test("conditions of thousands of terms run", async () => {
  const terms = Array.from({ length: 2500 }, (_, index) => `id = ${index + 3}`).join(" OR ");
  expect((await athena.query(`SELECT id FROM orders WHERE ${terms}`)).rows).toEqual([["3"]]);
});
