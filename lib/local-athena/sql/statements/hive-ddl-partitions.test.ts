import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
  const put = (key: string, text: string) => athena.store.put("lake", key, Buffer.from(text));
  await put("logs/day=2024-01-01/region=eu/a.csv", "1,one\n2,two\n");
  await put("logs/day=2024-01-01/region=us/a.csv", "3,three\n");
  await put("logs/day=2024-01-02/region=eu/a.csv", "4,four\n");
  await put("logs/day=2024-01-02/region=a%2Fb/a.csv", "5,five\n");
  await put("logs/day=2024-01-03/region=__HIVE_DEFAULT_PARTITION__/a.csv", "6,six\n");
  await put("logs/other=1/a.csv", "7,seven\n");
  await put("logs/Day=2024-01-09/region=eu/a.csv", "8,eight\n");
  await put("elsewhere/a.csv", "9,nine\n");
});
afterAll(() => athena.close());

const lines = async (sql: string) => (await athena.query(sql)).rows.map(([line]) => line);
const rows = async (sql: string) => (await athena.query(sql)).rows;

beforeEach(async () => {
  await athena.query("DROP TABLE IF EXISTS logs");
  await athena.query(
    "CREATE EXTERNAL TABLE logs (id int, name string) PARTITIONED BY (`day` date, region string COMMENT 'where') ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/logs'",
  );
});

describe("MSCK REPAIR TABLE", () => {
  test("adds the folders of partitions, named as Hive names them, and says so", async () => {
    expect(await lines("MSCK REPAIR TABLE logs")).toEqual([
      "Partitions not in metastore:\tlogs:day=2024-01-01/region=eu\tlogs:day=2024-01-01/region=us\tlogs:day=2024-01-02/region=a%2Fb\tlogs:day=2024-01-02/region=eu\tlogs:day=2024-01-03/region=__HIVE_DEFAULT_PARTITION__",
      "Repair: Added partition to metastore logs:day=2024-01-01/region=eu",
      "Repair: Added partition to metastore logs:day=2024-01-01/region=us",
      "Repair: Added partition to metastore logs:day=2024-01-02/region=a%2Fb",
      "Repair: Added partition to metastore logs:day=2024-01-02/region=eu",
      "Repair: Added partition to metastore logs:day=2024-01-03/region=__HIVE_DEFAULT_PARTITION__",
    ]);
    expect(await lines("MSCK REPAIR TABLE logs")).toEqual([]);
    expect(await rows("SELECT id, day, region FROM logs ORDER BY id")).toEqual([
      ["1", "2024-01-01", "eu"],
      ["2", "2024-01-01", "eu"],
      ["3", "2024-01-01", "us"],
      ["4", "2024-01-02", "eu"],
      ["5", "2024-01-02", "a/b"],
      ["6", "2024-01-03", null],
    ]);
  });

  test("tells of partitions without objects and leaves them", async () => {
    await athena.query("ALTER TABLE logs ADD PARTITION (day = '1999-01-01', region = 'eu')");
    expect((await lines("MSCK REPAIR TABLE logs"))[1]).toBe(
      "Partitions missing from filesystem:\tlogs:day=1999-01-01/region=eu",
    );
    expect(await lines("SHOW PARTITIONS logs PARTITION (day = '1999-01-01')")).toEqual([
      "day=1999-01-01/region=eu",
    ]);
  });
});

describe("ALTER TABLE … PARTITION", () => {
  test("adds several, with their own locations or below the table", async () => {
    await athena.query(
      "ALTER TABLE logs ADD PARTITION (day = '2024-01-01', region = 'us') PARTITION (region = 'x', day = DATE '2030-01-01') LOCATION 's3://lake/elsewhere/'",
    );
    expect(await lines("SHOW PARTITIONS logs")).toEqual([
      "day=2024-01-01/region=us",
      "day=2030-01-01/region=x",
    ]);
    expect(await rows("SELECT * FROM logs ORDER BY id")).toEqual([
      ["3", "three", "2024-01-01", "us"],
      ["9", "nine", "2030-01-01", "x"],
    ]);
    expect(
      await athena.failure("ALTER TABLE logs ADD PARTITION (day = '2024-01-01', region = 'us')"),
    ).toMatchObject({
      reason:
        "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Partition already exists.)",
      errorCategory: 1,
      errorType: 1502,
    });
    await athena.query(
      "ALTER TABLE logs ADD IF NOT EXISTS PARTITION (day = '2024-01-01', region = 'us') LOCATION 's3://lake/elsewhere/' PARTITION (day = '2024-01-01', region = 'eu')",
    );
    expect(await lines("SHOW PARTITIONS logs")).toHaveLength(3);
    expect(await rows("SELECT count(*) FROM logs WHERE region = 'us'")).toEqual([["1"]]);
  });

  test("adds all or none", async () => {
    const failure = await athena.failure(
      "ALTER TABLE logs ADD PARTITION (day = '2024-01-01', region = 'us') PARTITION (day = '2024-01-02')",
    );
    expect(failure.reason).toMatch(/doesn't contain all \(2\) partition columns/);
    expect(await lines("SHOW PARTITIONS logs")).toEqual([]);
  });

  test("drops by comparison; objects stay", async () => {
    await athena.query("MSCK REPAIR TABLE logs");
    await athena.query(
      "ALTER TABLE logs DROP PARTITION (day < '2024-01-02', region = 'eu'), PARTITION (day >= '2024-01-03')",
    );
    expect(await lines("SHOW PARTITIONS logs")).toEqual([
      "day=2024-01-01/region=us",
      "day=2024-01-02/region=a%2Fb",
      "day=2024-01-02/region=eu",
    ]);
    expect(
      (await athena.failure("ALTER TABLE logs DROP PARTITION (day = '1999-01-01')")).reason,
    ).toBe("FAILED: SemanticException [Error 10006]: Partition not found (day = '1999-01-01')");
    await athena.query("ALTER TABLE logs DROP IF EXISTS PARTITION (day = '1999-01-01')");
    expect(await athena.store.head("lake", "logs/day=2024-01-01/region=eu/a.csv")).toBeDefined();
  });

  test("renames one and moves one", async () => {
    await athena.query("ALTER TABLE logs ADD PARTITION (day = '2024-01-01', region = 'us')");
    await athena.query(
      "ALTER TABLE logs PARTITION (day = '2024-01-01', region = 'us') RENAME TO PARTITION (day = '2025-01-01', region = 'ca')",
    );
    expect(await rows("SELECT * FROM logs")).toEqual([["3", "three", "2025-01-01", "ca"]]);
    await athena.query(
      "ALTER TABLE logs PARTITION (day = '2025-01-01', region = 'ca') SET LOCATION 's3://lake/elsewhere/'",
    );
    expect(await rows("SELECT * FROM logs")).toEqual([["9", "nine", "2025-01-01", "ca"]]);
  });

  test.each([
    ["ALTER TABLE logs ADD PARTITION (nosuch = 'x')", /contains non-partition columns/],
    ["ALTER TABLE nosuch ADD PARTITION (day = 'x')", /Table not found default\.nosuch/],
    [
      "ALTER TABLE logs ADD PARTITION (day = '2024-01-01', region = 'x') LOCATION 'http://x/'",
      /Invalid S3 location/,
    ],
  ])("%s fails", async (sql, reason) => {
    expect((await athena.failure(sql)).reason).toMatch(reason);
  });
});

test("a value that its key's type does not have is told, not guessed", async () => {
  await athena.query(
    "ALTER TABLE logs ADD PARTITION (day = 'soon', region = 'us') LOCATION 's3://lake/elsewhere/'",
  );
  expect((await athena.failure("SELECT * FROM logs")).reason).toBe(
    "HIVE_INVALID_PARTITION_VALUE: Invalid partition value 'soon' for DATE partition key: day",
  );
});

test("a dropped table takes its partitions along", async () => {
  await athena.query("MSCK REPAIR TABLE logs");
  await athena.query("DROP TABLE logs");
  await athena.query(
    "CREATE EXTERNAL TABLE logs (id int) PARTITIONED BY (`day` string, region string) LOCATION 's3://lake/logs'",
  );
  expect(await rows("SELECT * FROM logs")).toEqual([]);
});
