import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
  await athena.query(
    "CREATE TABLE orders (id int, region string, amount double, d date) LOCATION 's3://lake/orders/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
  );
  await athena.query(
    "INSERT INTO orders VALUES (1,'us',10.0,DATE '2024-01-01'),(2,'eu',20.0,DATE '2024-01-02'),(3,'us',30.5,DATE '2024-02-01')",
  );
});
afterAll(() => athena.close());

const keysBelow = async (prefix: string) =>
  (await athena.store.list("lake", { prefix })).objects.map((object) => object.key);
const rowsOf = async (sql: string) => (await athena.query(sql)).rows;

describe("Iceberg tables", () => {
  test("keep their rows as Parquet below data/", async () => {
    expect(await keysBelow("orders/")).toEqual([
      expect.stringMatching(/^orders\/data\/.*\.parquet$/),
    ]);
    expect(athena.engine.catalog.getTable("default", "orders")).toMatchObject({
      tableType: "EXTERNAL_TABLE",
      partitionKeys: [],
      parameters: { table_type: "ICEBERG", location: "s3://lake/orders" },
    });
    const [path] = await rowsOf('SELECT DISTINCT "$path" FROM orders');
    expect(path).toEqual([`s3://lake/${(await keysBelow("orders/"))[0]}`]);
  });

  test("an INSERT tells its rows and writes no manifest", async () => {
    const { outcome } = await athena.query(
      "INSERT INTO orders (id, region, amount, d) SELECT id + 10, region, amount, d FROM orders WHERE region = 'eu'",
    );
    expect(outcome).toMatchObject({ updateCount: 1, updateType: "INSERT" });
    expect(outcome.manifest).toBeUndefined();
    expect(await rowsOf("SELECT id, amount, d FROM orders ORDER BY id")).toEqual([
      ["1", "10.0", "2024-01-01"],
      ["2", "20.0", "2024-01-02"],
      ["3", "30.5", "2024-02-01"],
      ["12", "20.0", "2024-01-02"],
    ]);
    expect((await athena.failure("INSERT INTO orders VALUES (1, 'x')")).reason).toMatch(
      /^TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: \[integer, varchar, double, date\]/,
    );
  });

  test("all partition transforms, in folders that name them", async () => {
    await athena.query(
      "CREATE TABLE ice (id bigint, name string, ts timestamp, d date) PARTITIONED BY (bucket(16, id), bucket(16, name), truncate(2, name), truncate(10, id), day(ts), hour(ts), month(d), year(d), d) LOCATION 's3://lake/ice/' TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet')",
    );
    expect(await rowsOf("SELECT count(*) FROM ice")).toEqual([["0"]]);
    await athena.query(
      "INSERT INTO ice VALUES (34, 'iceberg', TIMESTAMP '2017-11-16 22:31:08', DATE '2017-11-16'), (-1, 'a', NULL, NULL)",
    );
    // 2017239379 and 1210000089 are the hashes of 34 and 'iceberg' in appendix B of Iceberg's specification.
    expect((await keysBelow("ice/")).map((key) => key.replace(/[^/]*$/, "")).sort()).toEqual(
      [
        `ice/data/id_bucket=8/name_bucket=2/name_trunc=a/id_trunc=-10/ts_day=null/ts_hour=null/d_month=null/d_year=null/d=null/`,
        `ice/data/id_bucket=${2017239379 % 16}/name_bucket=${1210000089 % 16}/name_trunc=ic/id_trunc=30/ts_day=2017-11-16/ts_hour=2017-11-16-22/d_month=2017-11/d_year=2017/d=2017-11-16/`,
      ].sort(),
    );
    expect(await rowsOf("SELECT id, ts FROM ice WHERE name = 'iceberg'")).toEqual([
      ["34", "2017-11-16 22:31:08.000"],
    ]);
  });

  test("columns come and go; a new column of an old name is new", async () => {
    await athena.query(
      "CREATE TABLE evolving (a int, b string) LOCATION 's3://lake/evolving' TBLPROPERTIES ('table_type'='ICEBERG')",
    );
    await athena.query("INSERT INTO evolving VALUES (1, 'old')");
    await athena.query("ALTER TABLE evolving ADD COLUMNS (c double)");
    expect(await rowsOf("SELECT * FROM evolving")).toEqual([["1", "old", null]]);
    await athena.query("ALTER TABLE evolving DROP COLUMN b");
    await athena.query("ALTER TABLE evolving ADD COLUMNS (b string)");
    await athena.query("ALTER TABLE evolving CHANGE COLUMN a a bigint");
    await athena.query("INSERT INTO evolving VALUES (5000000000, 2.5, 'new')");
    expect(await rowsOf("SELECT * FROM evolving ORDER BY a")).toEqual([
      ["1", null, null],
      ["5000000000", "2.5", "new"],
    ]);
  });

  test("CTAS", async () => {
    const { outcome } = await athena.query(
      "CREATE TABLE made WITH (table_type = 'ICEBERG', is_external = false, location = 's3://lake/made/', partitioning = ARRAY['bucket(id, 4)', 'region']) AS SELECT id, region, CAST(amount AS real) AS amount FROM orders",
    );
    expect(outcome).toMatchObject({
      updateCount: 4,
      updateType: "CREATE TABLE",
    });
    expect(outcome.manifest).toBeUndefined();
    expect(await rowsOf("SELECT count(*) FROM made")).toEqual([["4"]]);
    expect(athena.engine.catalog.getTable("default", "made")?.columns).toEqual([
      { name: "id", type: "int" },
      { name: "region", type: "string" },
      { name: "amount", type: "float" },
    ]);
    expect(
      (
        await athena.failure(
          "CREATE TABLE made2 WITH (table_type = 'ICEBERG', is_external = false, location = 's3://lake/made/') AS SELECT 1 AS a",
        )
      ).reason,
    ).toMatch(
      /^ICEBERG_FILESYSTEM_ERROR: Cannot create a table on a non-empty location: s3:\/\/lake\/made\//,
    );
    expect(
      (
        await athena.failure(
          "CREATE TABLE made2 WITH (table_type = 'ICEBERG', is_external = false) AS SELECT 1 AS a",
        )
      ).reason,
    ).toMatch(/location/);
    expect(
      (
        await athena.failure(
          "CREATE TABLE made2 WITH (table_type = 'ICEBERG', location = 's3://lake/made2/') AS SELECT 1 AS a",
        )
      ).reason,
    ).toMatch(/is_external/);
  });

  test("CTAS lies where a workgroup that enforces its location puts it", async () => {
    const sql =
      "CREATE TABLE kept WITH (table_type = 'ICEBERG', is_external = false) AS SELECT 1 AS a";
    await athena.query(sql, { enforcesLocation: true, outputLocation: "s3://results/tables/q9" });
    expect(await rowsOf('SELECT "$path" FROM kept')).toEqual([
      [expect.stringMatching(/^s3:\/\/results\/tables\/q9\/data\//)],
    ]);
  });

  test("DROP TABLE deletes the data", async () => {
    await athena.query(
      "CREATE TABLE gone (a int) LOCATION 's3://lake/gone' TBLPROPERTIES ('table_type'='ICEBERG')",
    );
    await athena.query("INSERT INTO gone VALUES (1)");
    await athena.store.put("lake", "gone/note.txt", Buffer.from("not the table's"));
    await athena.query("DROP TABLE gone");
    expect(await keysBelow("gone/")).toEqual(["gone/note.txt"]);
    await athena.query(
      "CREATE TABLE gone (a int) LOCATION 's3://lake/gone' TBLPROPERTIES ('table_type'='ICEBERG')",
    );
    expect(await rowsOf("SELECT * FROM gone")).toEqual([]);
  });

  test("writers at the same time all win", async () => {
    await athena.query(
      "CREATE TABLE busy (a int) LOCATION 's3://lake/busy' TBLPROPERTIES ('table_type'='ICEBERG')",
    );
    await Promise.all([1, 2, 3, 4, 5].map((n) => athena.query(`INSERT INTO busy VALUES (${n})`)));
    expect(await rowsOf("SELECT count(*), sum(a) FROM busy")).toEqual([["5", "15"]]);
  });

  test.each([
    [
      "CREATE TABLE bad (a int) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG', 'colour'='red')",
      /Unsupported table property key: colour/,
    ],
    [
      "CREATE TABLE bad (a int) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG', 'vacuum_min_snapshots_to_keep'='x')",
      /Invalid table property value/,
    ],
    [
      "CREATE TABLE bad (a int) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='orc')",
      /^NOT_SUPPORTED: /,
    ],
    [
      "CREATE TABLE bad (a tinyint) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG')",
      /Type not supported for Iceberg tables: tinyint/,
    ],
    [
      "CREATE TABLE bad (a int) PARTITIONED BY (b) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG')",
      /column b does not exist/,
    ],
    [
      "CREATE TABLE bad (a int) PARTITIONED BY (day(a)) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG')",
      /day does not take int/,
    ],
    [
      "CREATE TABLE bad (a int) PARTITIONED BY (bucket(a)) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG')",
      /number is missing/,
    ],
    [
      "CREATE TABLE bad (a int) LOCATION 's3://lake/../bad/' TBLPROPERTIES ('table_type'='ICEBERG')",
      /not a valid file system URI/,
    ],
    [
      "CREATE TABLE orders (a int) LOCATION 's3://lake/bad/' TBLPROPERTIES ('table_type'='ICEBERG')",
      /already exists/,
    ],
  ])("%s is refused", async (sql, reason) => {
    expect((await athena.failure(sql)).reason).toMatch(reason);
    expect(athena.engine.catalog.getTable("default", "bad")).toBeUndefined();
  });

  test("without LOCATION it is no statement", () => {
    expect(() =>
      athena.engine.parse("CREATE TABLE bad (a int) TBLPROPERTIES ('table_type'='ICEBERG')"),
    ).toThrow("No location was specified for table. An S3 location must be specified");
  });
});
