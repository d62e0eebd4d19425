import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const keysBelow = async (prefix: string) =>
  (await athena.store.list("lake", { prefix })).objects.map((object) => object.key);

describe("UNLOAD", () => {
  test("writes a query's rows that a table then reads", async () => {
    const { outcome } = await athena.query(
      "UNLOAD (SELECT * FROM (VALUES (1, 'us'), (2, 'eu'), (3, 'us')) AS t(id, region)) TO 's3://lake/out/' WITH (format = 'PARQUET', compression = 'SNAPPY', partitioned_by = ARRAY['region'])",
    );
    expect(outcome).toMatchObject({ updateCount: 3 });
    expect(outcome.manifest).toEqual((await keysBelow("out/")).map((key) => `s3://lake/${key}`));
    await athena.query(
      "CREATE EXTERNAL TABLE out (id int) PARTITIONED BY (region string) STORED AS PARQUET LOCATION 's3://lake/out/'",
    );
    await athena.query("MSCK REPAIR TABLE out");
    expect((await athena.query("SELECT id FROM out WHERE region = 'us' ORDER BY id")).rows).toEqual(
      [["1"], ["3"]],
    );
  });

  test("comments and semicolons around it", async () => {
    await athena.query(
      "/* a */ UNLOAD (SELECT 1 AS a -- one )\n) TO 's3://lake/noted/' WITH (format = 'JSON' /* ) */); -- end",
    );
    expect(await keysBelow("noted/")).toHaveLength(1);
  });

  test("text with a delimiter, parameters and parentheses in texts", async () => {
    await athena.query(
      "UNLOAD (SELECT ? AS a, ')' AS b) TO 's3://lake/text' WITH (format = 'TEXTFILE', field_delimiter = '|', compression = 'NONE')",
      { parameters: ["7"] },
    );
    const [key = ""] = await keysBelow("text/");
    const chunks: Buffer[] = [];
    for await (const chunk of (await athena.store.get("lake", key))?.body ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe("7|)\n");
  });

  test.each([
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/out/' WITH (format = 'PARQUET')",
      /^HIVE_PATH_ALREADY_EXISTS: .*s3:\/\/lake\/out\//,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/new/' WITH (format = 'ORC')",
      /^NOT_SUPPORTED: Writing ORC/,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/new/' WITH (compression = 'GZIP')",
      /^INVALID_TABLE_PROPERTY: .*'format' is required/,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/new/' WITH (format = 'JSON', field_delimiter = ',')",
      /^INVALID_TABLE_PROPERTY: field_delimiter/,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO '/etc/new/' WITH (format = 'JSON')",
      /^INVALID_TABLE_PROPERTY: External location/,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/a/../../new/' WITH (format = 'JSON')",
      /^INVALID_TABLE_PROPERTY: External location/,
    ],
    ["UNLOAD (SELECT 1 AS a) TO 's3://missing/new/' WITH (format = 'JSON')", /NoSuchBucket/],
    [
      "UNLOAD (SELECT x\n FROM missing) TO 's3://lake/new/' WITH (format = 'JSON')",
      /^TABLE_NOT_FOUND: line 2:7: /,
    ],
  ])("%s is refused", async (sql, reason) => {
    expect((await athena.failure(sql)).reason).toMatch(reason);
    expect(await keysBelow("new/")).toEqual([]);
  });

  test.each([
    [
      "UNLOAD SELECT 1 AS a TO 's3://lake/new/' WITH (format = 'JSON')",
      /^line 1:8: mismatched input 'SELECT'/,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/new/' WITH (format = 'JSON') AS SELECT 1",
      /mismatched input 'AS'/,
    ],
    ["UNLOAD (SELECT 1 AS a TO 's3://lake/new/'", /^line 1:\d+: mismatched input/],
    [
      "UNLOAD (SELEC 1) TO 's3://lake/new/' WITH (format = 'JSON')",
      /^line 1:9: mismatched input 'SELEC'/,
    ],
    [
      "UNLOAD (SELECT 1 AS a) TO 's3://lake/new/'",
      /^line 1:\d+: mismatched input '<EOF>'. Expecting: 'WITH'/,
    ],
  ])("%s is no statement", (sql, message) => {
    expect(() => athena.engine.parse(sql)).toThrow(message);
  });
});
