import { readdir } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const keysBelow = async (bucket: string, prefix: string) =>
  (await athena.store.list(bucket, { prefix })).objects.map((object) => object.key);
const contentOf = async (bucket: string, key: string) => {
  const found = await athena.store.get(bucket, key);
  return found === undefined ? Buffer.alloc(0) : buffer(found.body);
};
const rowsOf = async (sql: string) => (await athena.query(sql)).rows;

describe("CREATE TABLE AS", () => {
  test("writes Parquet below the result location and tells what it wrote", async () => {
    const { outcome } = await athena.query(
      "CREATE TABLE plain AS SELECT * FROM (VALUES (1, 'one', 1.5), (2, NULL, 2.5)) AS t(id, name, price)",
      { outputLocation: "s3://results/out/tables/q1" },
    );
    const [key, ...others] = await keysBelow("results", "out/tables/q1/");
    expect(others).toEqual([]);
    expect(key).toMatch(/^out\/tables\/q1\/\d{8}_\d{6}_\d{5}_[a-z0-9]{5}_[0-9a-f-]{36}$/);
    expect(outcome).toMatchObject({
      updateCount: 2,
      updateType: "CREATE TABLE",
      manifest: [`s3://results/${key}`],
    });
    expect(await rowsOf("SELECT * FROM plain ORDER BY id")).toEqual([
      ["1", "one", "1.5"],
      ["2", null, "2.5"],
    ]);
    expect(athena.engine.catalog.getTable("default", "plain")?.parameters).toMatchObject({
      location: "s3://results/out/tables/q1/",
      "serde.serialization.lib": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
    });
  });

  test("partitions by the last columns, their values in the folders", async () => {
    const { outcome } = await athena.query(
      "CREATE TABLE parts WITH (format = 'PARQUET', parquet_compression = 'SNAPPY', partitioned_by = ARRAY['region'], external_location = 's3://lake/parts/') AS SELECT * FROM (VALUES (1, 'us'), (2, 'e/u=1'), (3, 'us'), (4, NULL)) AS t(id, region)",
    );
    expect(outcome.updateCount).toBe(4);
    const folders = (await keysBelow("lake", "parts/")).map((key) => key.split("/")[1]);
    expect(folders).toEqual(["region=__HIVE_DEFAULT_PARTITION__", "region=e%2Fu%3D1", "region=us"]);
    expect(await rowsOf("SELECT id, region FROM parts ORDER BY id")).toEqual([
      ["1", "us"],
      ["2", "e/u=1"],
      ["3", "us"],
      ["4", null],
    ]);
    expect(athena.engine.catalog.getTable("default", "parts")?.partitionKeys).toMatchObject([
      { name: "region" },
    ]);
  });

  test("text: delimiters, nested values and NULL come back as they were", async () => {
    await athena.query(
      "CREATE TABLE texts WITH (format = 'TEXTFILE', field_delimiter = ',', external_location = 's3://lake/texts') AS SELECT 1 AS id, CAST(NULL AS varchar) AS a, ARRAY['x', NULL] AS l, MAP(ARRAY['k'], ARRAY[2]) AS m, CAST(ROW(1, 'y') AS ROW(p integer, q varchar)) AS r, 1e20 AS d, true AS b, DATE '2024-01-02' AS day, CAST(1.50 AS decimal(5,2)) AS n",
    );
    const [key = ""] = await keysBelow("lake", "texts/");
    expect(key).toMatch(/\.gz$/);
    expect(gunzipSync(await contentOf("lake", key)).toString()).toBe(
      "1,\\N,x\x02\\N,k\x032,1\x02y,1E20,true,2024-01-02,1.50\n",
    );
    expect(await rowsOf("SELECT * FROM texts")).toEqual([
      ["1", null, "[x, null]", "{k=2}", "{p=1, q=y}", "1.0E20", "true", "2024-01-02", "1.50"],
    ]);
  });

  test("JSON without compression", async () => {
    await athena.query(
      "CREATE TABLE jsons WITH (format = 'JSON', write_compression = 'NONE', external_location = 's3://lake/jsons') AS SELECT 1 AS id, 'a\"b' AS name, ARRAY[1, 2] AS l",
    );
    const [key = ""] = await keysBelow("lake", "jsons/");
    expect((await contentOf("lake", key)).toString()).toBe('{"id":1,"name":"a\\"b","l":[1,2]}\n');
    expect(await rowsOf("SELECT * FROM jsons")).toEqual([["1", 'a"b', "[1, 2]"]]);
  });

  test("buckets: a file each, named by its number, by Hive's hash", async () => {
    await athena.query(
      "CREATE TABLE buckets WITH (format = 'JSON', bucketed_by = ARRAY['id', 'name'], bucket_count = 4, external_location = 's3://lake/buckets/') AS SELECT * FROM (VALUES (-7, 'Hive'), (5000000000, 'größe'), (NULL, NULL)) AS t(id, name)",
    );
    const found = await rowsOf('SELECT id, "$path" FROM buckets ORDER BY id');
    const numbers = found.map(([id, path]) => [id, path?.split("/").at(-1)?.slice(0, 9)]);
    expect(numbers).toEqual([
      ["-7", "000002_0_"],
      ["5000000000", "000002_0_"],
      [null, "000000_0_"],
    ]);
    expect((await athena.failure("INSERT INTO buckets VALUES (1, 'x')")).reason).toMatch(
      /^NOT_SUPPORTED: INSERT INTO is not supported on bucketed tables/,
    );
    expect(
      (await athena.failure("CREATE TABLE bad WITH (bucketed_by = ARRAY['a']) AS SELECT 1 AS a"))
        .reason,
    ).toMatch(/^INVALID_TABLE_PROPERTY: bucketed_by and bucket_count/);
  });

  test("every form of a query can be made a table", async () => {
    await athena.query("CREATE TABLE form_source AS SELECT 1 AS a");
    for (const [index, query] of [
      "TABLE form_source",
      "(SELECT a FROM form_source)",
      "(TABLE form_source)",
      "/* a comment */ WITH x AS (SELECT 1 AS a) SELECT a FROM x",
      "SELECT a FROM form_source INTERSECT SELECT 1 ORDER BY a LIMIT 5",
    ].entries()) {
      const name = `form_${index}`;
      await athena.query(`CREATE TABLE ${name} AS ${query}`);
      expect(await rowsOf(`SELECT * FROM ${name}`), query).toEqual([["1"]]);
    }
    await athena.query("CREATE TABLE form_values (a, b) AS VALUES (1, 'x')");
    expect(await rowsOf("SELECT * FROM form_values")).toEqual([["1", "x"]]);
  });

  test("no rows and no data make a table without objects", async () => {
    const none = await athena.query("CREATE TABLE none AS SELECT 1 AS a WHERE false");
    expect(none.outcome).toMatchObject({ updateCount: 0, manifest: undefined });
    await athena.query("CREATE TABLE shape AS SELECT 1 AS a WITH NO DATA");
    expect(await rowsOf("SELECT * FROM shape")).toEqual([]);
    const again = await athena.query("CREATE TABLE IF NOT EXISTS shape AS SELECT 'x' AS b");
    expect(again.outcome.updateCount).toBe(0);
  });

  test.each([
    [
      "CREATE TABLE plain AS SELECT 1 AS a",
      /^TABLE_ALREADY_EXISTS: .*'awsdatacatalog.default.plain' already exists/,
    ],
    ["CREATE TABLE nowhere.t AS SELECT 1 AS a", /^SCHEMA_NOT_FOUND: /],
    ["CREATE TABLE bad AS SELECT 1", /^MISSING_COLUMN_NAME: .* position 1/],
    [
      "CREATE TABLE bad AS SELECT 1 AS a, 2 AS A",
      /^DUPLICATE_COLUMN_NAME: .*'a' specified more than once/,
    ],
    ["CREATE TABLE bad AS SELECT NULL AS a", /^COLUMN_TYPE_UNKNOWN: .* position 1/],
    [
      "CREATE TABLE bad AS SELECT TIME '01:00:00' AS a",
      /^NOT_SUPPORTED: Unsupported Hive type: time/,
    ],
    ["CREATE TABLE bad WITH (format = 'ORC') AS SELECT 1 AS a", /^NOT_SUPPORTED: Writing ORC/],
    [
      "CREATE TABLE bad WITH (colour = 'red') AS SELECT 1 AS a",
      /^INVALID_TABLE_PROPERTY: .*'colour' does not exist/,
    ],
    [
      "CREATE TABLE bad WITH (partitioned_by = ARRAY['a']) AS SELECT 1 AS a, 2 AS b",
      /^HIVE_COLUMN_ORDER_MISMATCH: /,
    ],
    [
      "CREATE TABLE bad WITH (partitioned_by = ARRAY['x']) AS SELECT 1 AS a, 2 AS b",
      /^INVALID_TABLE_PROPERTY: Partition columns \[x\] not present/,
    ],
    [
      "CREATE TABLE bad WITH (partitioned_by = ARRAY['n']) AS SELECT 1 AS a, n FROM UNNEST(sequence(1, 101)) AS t(n)",
      /^HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100/,
    ],
    [
      "CREATE TABLE bad WITH (external_location = 's3://lake/parts/') AS SELECT 1 AS a",
      /^HIVE_PATH_ALREADY_EXISTS: Target directory for table 'default.bad' already exists: s3:\/\/lake\/parts\//,
    ],
    [
      "CREATE TABLE bad WITH (external_location = 's3://lake/../x') AS SELECT 1 AS a",
      /^INVALID_TABLE_PROPERTY: External location/,
    ],
    [
      "CREATE TABLE bad WITH (external_location = 's3:///x') AS SELECT 1 AS a",
      /^INVALID_TABLE_PROPERTY: External location/,
    ],
    [
      "CREATE TABLE bad WITH (external_location = 's3://lake/%2e%2e/') AS SELECT 1 AS a",
      /^INVALID_TABLE_PROPERTY: External location/,
    ],
    [
      "CREATE TABLE bad WITH (external_location = 's3://.writes/x/') AS SELECT 1 AS a",
      /NoSuchBucket/,
    ],
    ["CREATE TABLE bad AS SELECT x FROM missing", /^TABLE_NOT_FOUND: line 1:35/],
    [
      "CREATE TABLE bad AS SELECT 1 / (n - 1) AS a FROM UNNEST(sequence(1, 10)) AS t(n)",
      /^DIVISION_BY_ZERO: /,
    ],
  ])("%s is refused", async (sql, reason) => {
    const failure = await athena.failure(sql, { outputLocation: "s3://results/refused/tables/q" });
    expect(failure.reason).toMatch(reason);
    expect(failure.reason).toMatch(
      /You may need to manually clean the data at location 's3:\/\/results\/refused\/tables\/q\/' before retrying\. Athena will not delete data in your account\.$/,
    );
    expect(athena.engine.catalog.getTable("default", "bad")).toBeUndefined();
    expect(await keysBelow("results", "refused/")).toEqual([]);
  });

  test("a workgroup that enforces its location refuses external_location", async () => {
    const failure = await athena.failure(
      "CREATE TABLE bad WITH (external_location = 's3://lake/bad/') AS SELECT 1 AS a",
      { enforcesLocation: true },
    );
    expect(failure.reason).toMatch(
      /^The Create Table As Select query failed because it was submitted with an 'external_location' property/,
    );
  });

  test("parameters stand for the marks of the query", async () => {
    await athena.query("CREATE TABLE given AS SELECT ? AS a, ? AS b", {
      parameters: ["7", "it's"],
    });
    expect(await rowsOf("SELECT a, b FROM given")).toEqual([["7", "it's"]]);
  });

  test("an abort in the middle leaves neither table nor objects nor files", async () => {
    const stop = new AbortController();
    const running = athena.query(
      "CREATE TABLE endless WITH (external_location = 's3://lake/endless/') AS SELECT count(*) AS n FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)",
      { signal: stop.signal },
    );
    const cancelled = expect(running).rejects.toThrow(/cancelled/);
    await expect
      .poll(() => readdir(`${athena.store.root}/.writes`, { recursive: true }), { interval: 1 })
      .toHaveLength(1);
    stop.abort();
    await cancelled;
    expect(athena.engine.catalog.getTable("default", "endless")).toBeUndefined();
    expect(await keysBelow("lake", "endless/")).toEqual([]);
    expect(await readdir(`${athena.store.root}/.writes`)).toEqual([]);
  });
});
