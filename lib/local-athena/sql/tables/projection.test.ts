import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
  const put = (key: string, text: string) => athena.store.put("lake", key, Buffer.from(text));
  for (const [key, id] of [
    ["p/region=eu/month=01/a", 1],
    ["p/region=eu/month=12/a", 22],
    ["p/region=us/month=07/a", 333],
    ["p/region=xx/month=01/a", 9999],
    ["d/2024/01/31/a", 1],
    ["d/2024/02/29/a", 22],
    ["d/2025/01/01/a", 9999],
    ["u/ann/a", 1],
    ["u/bob/a", 22],
    ["u/o'k/a", 333],
  ] as const)
    await put(key, `${id}\n`);
  const create = (name: string, keys: string, location: string, properties: string) =>
    athena.query(
      `CREATE EXTERNAL TABLE ${name} (id int) PARTITIONED BY (${keys}) LOCATION 's3://lake/${location}' TBLPROPERTIES ('projection.enabled' = 'true', ${properties})`,
    );
  await create(
    "regions",
    "region string, month int",
    "p/",
    "'projection.region.type' = 'enum', 'projection.region.values' = 'eu, us', 'projection.month.type' = 'integer', 'projection.month.range' = '1,12', 'projection.month.digits' = '2'",
  );
  await create(
    "days",
    "day date",
    "d/",
    `'projection.day.type' = 'date', 'projection.day.range' = '2024/01/01,2024/12/31', 'projection.day.format' = 'yyyy/MM/dd', 'storage.location.template' = 's3://lake/d/\${day}/'`,
  );
  await create(
    "recent",
    "hour string",
    "h/",
    "'projection.hour.type' = 'date', 'projection.hour.range' = 'NOW-2DAYS,NOW', 'projection.hour.format' = 'yyyy-MM-dd-HH', 'projection.hour.interval' = '1', 'projection.hour.interval.unit' = 'HOURS'",
  );
  await create(
    "users",
    "name string",
    "u/",
    `'projection.name.type' = 'injected', 'storage.location.template' = 's3://lake/u/\${name}/'`,
  );
  await create(
    "odd",
    "x string",
    "o/",
    "'projection.x.type' = 'date', 'projection.x.format' = 'EEE', 'projection.x.range' = '1,2'",
  );
  const hour = new Date(Date.now() - 3_600_000).toISOString().slice(0, 13).replace("T", "-");
  await put(`h/hour=${hour}/a`, "5\n");
});
afterAll(() => athena.close());

test.each([
  ["SELECT sum(id) FROM regions", "356", 9],
  ["SELECT sum(id) FROM regions WHERE region = 'eu' AND month > 6", "22", 3],
  ["SELECT sum(month) FROM regions WHERE region = 'us'", "7", 4],
  ["SELECT sum(id) FROM days", "23", 5],
  ["SELECT sum(id) FROM days WHERE day >= DATE '2024-02-01'", "22", 3],
  ["SELECT sum(id) FROM recent", "5", 2],
  ["SELECT sum(id) FROM users WHERE name = 'bob'", "22", 3],
  ["SELECT sum(id) FROM users u WHERE u.name IN ('ann', 'o''k', 'nobody')", "334", 6],
])("%s", async (sql, sum, scannedBytes) => {
  const { rows, outcome } = await athena.query(sql);
  expect([rows[0]?.[0], outcome.dataScannedBytes]).toEqual([sum, scannedBytes]);
});

test.each([
  [
    "SELECT * FROM users",
    /^CONSTRAINT_VIOLATION: For the injected projected partition column name, /,
  ],
  ["SELECT * FROM users WHERE name > 'a'", /^CONSTRAINT_VIOLATION: /],
  ["SELECT * FROM odd", /^INVALID_TABLE_PROPERTY: .*the date format EEE/],
])("%s fails", async (sql, reason) => {
  expect((await athena.failure(sql)).reason).toMatch(reason);
});

test("projected partitions are not in the catalog", async () => {
  expect((await athena.query("SHOW PARTITIONS regions")).rows).toEqual([]);
});
