import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;

/** Each partition's only object has another size, so that the bytes scanned tell which were read. */
const sizes: [string, string, number][] = [
  ["2024-01-01", "eu", 1],
  ["2024-01-01", "us", 10],
  ["2024-01-02", "eu", 100],
  ["2024-01-02", "__HIVE_DEFAULT_PARTITION__", 1000],
];

beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
  await athena.query(
    "CREATE EXTERNAL TABLE logs (id int) PARTITIONED BY (`day` date, region string) LOCATION 's3://lake/logs/'",
  );
  for (const [day, region, sizeBytes] of sizes)
    await athena.store.put(
      "lake",
      `logs/day=${day}/region=${region}/a`,
      Buffer.from(`${"1".padStart(sizeBytes - 1, "0")}\n`),
    );
  await athena.store.put("lake", "logs/day=2024-01-01/region=eu/a", Buffer.from("1"));
  await athena.query("MSCK REPAIR TABLE logs");
  await athena.query(
    "CREATE VIEW recent AS SELECT id, day AS d, region FROM logs WHERE day > DATE '2024-01-01'",
  );
  await athena.query("CREATE VIEW all_logs AS SELECT * FROM logs");
  await athena.query(
    "CREATE VIEW numbered AS SELECT region, row_number() OVER (ORDER BY day) AS n FROM logs",
  );
});
afterAll(() => athena.close());

describe("only the partitions that can matter are read and counted", () => {
  test.each([
    ["SELECT count(*) FROM logs", "4", 1111],
    ["SELECT count(*) FROM logs WHERE region = 'eu'", "2", 101],
    ["SELECT count(*) FROM logs WHERE day = DATE '2024-01-01'", "2", 11],
    [
      "SELECT count(*) FROM logs l WHERE l.region IN ('us', 'eu') AND l.day < DATE '2024-01-02'",
      "2",
      11,
    ],
    ["SELECT count(*) FROM default.logs WHERE logs.region LIKE 'u%' AND id = 1", "1", 10],
    ["SELECT count(*) FROM logs WHERE region IS NULL", "1", 1000],
    [
      "SELECT count(*) FROM logs WHERE (day = DATE '2024-01-01' OR region = 'eu') AND id > 0",
      "3",
      111,
    ],
    [
      "SELECT count(*) FROM logs WHERE year(day) = 2024 AND day(day) = 2 AND region IS NOT NULL",
      "1",
      100,
    ],
    ["SELECT count(*) FROM logs WHERE region = 'nowhere'", "0", 0],
    ["SELECT count(*) FROM logs WHERE region = 'eu' OR id = 1", "4", 1111],
    ["SELECT count(*) FROM logs WHERE rand() < 2 AND region = 'eu'", "2", 101],
    ["SELECT count(*) FROM logs WHERE region IN (SELECT 'eu')", "2", 1111],
    // Several uses of one table read what any of them needs.
    [
      "SELECT (SELECT count(*) FROM logs WHERE region = 'eu') + (SELECT count(*) FROM logs WHERE region = 'us')",
      "3",
      111,
    ],
    ["SELECT count(*) FROM logs a JOIN logs b ON a.id = b.id WHERE a.region = 'us'", "4", 1111],
    // Joins: what an outer join adds NULLs to is only asked for by its own ON.
    [
      "SELECT count(*) FROM (VALUES 1) v(id) JOIN logs ON v.id = logs.id AND logs.region = 'eu'",
      "2",
      101,
    ],
    [
      "SELECT count(*) FROM (VALUES 1, 2) v(id) LEFT JOIN logs l ON v.id = l.id AND l.region = 'us'",
      "2",
      10,
    ],
    [
      "SELECT count(*) FROM (VALUES 1, 2) v(id) LEFT JOIN logs l ON v.id = l.id WHERE coalesce(l.region, 'x') = 'x'",
      "2",
      1111,
    ],
    [
      "SELECT count(*) FROM logs l LEFT JOIN (VALUES 5) v(id) ON v.id = l.id WHERE l.region = 'us'",
      "1",
      10,
    ],
    [
      "SELECT count(*) FROM logs l LEFT JOIN (VALUES 1) v(id) ON v.id = l.id AND l.region = 'us'",
      "4",
      1111,
    ],
    // Through subqueries, common tables and views that hand the columns on.
    ["SELECT count(*) FROM (SELECT * FROM logs) WHERE region = 'eu'", "2", 101],
    ["SELECT count(*) FROM (SELECT id, region AS r FROM logs) AS x WHERE x.r = 'eu'", "2", 101],
    [
      "SELECT count(*) FROM (SELECT region, count(*) FROM logs GROUP BY region) WHERE region = 'eu'",
      "1",
      101,
    ],
    ["SELECT count(*) FROM (SELECT * FROM logs LIMIT 100) WHERE region = 'eu'", "2", 1111],
    ["SELECT count(*) FROM (SELECT id AS region FROM logs) WHERE region = 1", "4", 1111],
    ["WITH l AS (SELECT * FROM logs) SELECT count(*) FROM l WHERE region = 'us'", "1", 10],
    [
      "WITH l AS (SELECT * FROM logs) SELECT count(*) FROM l a, l b WHERE a.region = 'us' AND b.region = 'eu'",
      "2",
      111,
    ],
    ["WITH logs AS (SELECT * FROM logs) SELECT count(*) FROM logs WHERE region = 'us'", "1", 10],
    ["SELECT count(*) FROM recent WHERE region = 'eu'", "1", 100],
    ["SELECT count(*) FROM recent WHERE d = DATE '2024-01-01'", "0", 0],
    ["SELECT count(*) FROM all_logs AS a WHERE a.day = DATE '2024-01-01'", "2", 11],
    ["SELECT count(*) FROM numbered WHERE region = 'eu'", "2", 1111],
    [
      "SELECT count(*) FROM logs WHERE region = 'us' UNION ALL SELECT count(*) FROM logs WHERE region = 'us'",
      "1",
      10,
    ],
  ])("%s", async (sql, count, scannedBytes) => {
    const { rows, outcome } = await athena.query(sql);
    expect([rows[0]?.[0], outcome.dataScannedBytes]).toEqual([count, scannedBytes]);
  });

  test("a condition of the wrong type is still told", async () => {
    expect((await athena.failure("SELECT * FROM logs WHERE day = 'x'")).reason).toMatch(
      /^TYPE_MISMATCH: /,
    );
  });

  test('"$path" is that of the partition\'s object', async () => {
    expect(
      (
        await athena.query(
          `SELECT "$path", region FROM logs WHERE day = DATE '2024-01-01' ORDER BY 1`,
        )
      ).rows,
    ).toEqual([
      ["s3://lake/logs/day=2024-01-01/region=eu/a", "eu"],
      ["s3://lake/logs/day=2024-01-01/region=us/a", "us"],
    ]);
  });
});

test("the partitions themselves can be asked for", async () => {
  const sql = "SELECT * FROM \"logs$partitions\" WHERE day = DATE '2024-01-02' ORDER BY region";
  expect((await athena.query(sql)).rows).toEqual([
    ["2024-01-02", "eu"],
    ["2024-01-02", null],
  ]);
  expect((await athena.failure('SELECT * FROM "nosuch$partitions"')).reason).toMatch(
    /^TABLE_NOT_FOUND: /,
  );
});

test("thousands of partitions", async () => {
  await athena.query(
    "CREATE EXTERNAL TABLE many (id int) PARTITIONED BY (n int) LOCATION 's3://lake/many/'",
  );
  const clauses = Array.from({ length: 5000 }, (_, n) => `PARTITION (n = ${n})`);
  await athena.query(`ALTER TABLE many ADD ${clauses.join(" ")}`);
  for (const n of [7, 4999]) await athena.store.put("lake", `many/n=${n}/a`, Buffer.from(`${n}\n`));
  expect((await athena.query("SELECT id FROM many WHERE n BETWEEN 4990 AND 5000")).rows).toEqual([
    ["4999"],
  ]);
  expect((await athena.query("SELECT sum(n) FROM many")).rows).toEqual([["5006"]]);
});
