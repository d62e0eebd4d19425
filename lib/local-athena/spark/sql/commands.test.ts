import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

const message = async (sql: string, of = session) => (await of.failure(sql)).message;

describe("databases", () => {
  test("are created, shown, used and dropped, and Athena SQL has the same", async () => {
    await session.sql(
      "CREATE DATABASE IF NOT EXISTS shop COMMENT 'what we sell' LOCATION 's3://lake/shop/' WITH DBPROPERTIES (owner = 'ann')",
    );
    await session.sql("CREATE DATABASE IF NOT EXISTS shop");
    expect(await message("CREATE DATABASE shop")).toBe("Database 'shop' already exists");
    expect(await session.sql("SHOW DATABASES LIKE 's*'")).toEqual([["shop"]]);
    expect((await spark.athena.query("SHOW DATABASES")).rows).toContainEqual(["shop"]);
    expect(await session.sql("DESCRIBE DATABASE EXTENDED shop")).toEqual([
      ["Namespace Name", "shop"],
      ["Comment", "what we sell"],
      ["Location", "s3://lake/shop/"],
      ["Properties", "((owner,ann))"],
    ]);
    const other = spark.session();
    await other.sql("USE shop");
    await other.sql("CREATE TABLE things USING parquet AS SELECT 1 AS id");
    expect(await other.sql("SELECT * FROM things")).toEqual([[1]]);
    expect(await other.sql("SHOW CURRENT NAMESPACE")).toEqual([["spark_catalog", "shop"]]);
    expect(await message("SELECT * FROM things")).toBe("Table or view not found: things");
    expect(await session.sql("SELECT * FROM spark_catalog.shop.things")).toEqual([[1]]);
    expect(await message("SELECT * FROM other.shop.things")).toMatch(
      /^The catalog of other.shop.things/,
    );
    expect(await spark.keys("lake", "shop/")).toHaveLength(2);
    expect(await message("DROP DATABASE shop")).toBe(
      "Cannot drop a non-empty database: shop. Use CASCADE option to drop a non-empty database.",
    );
    await session.sql("DROP DATABASE shop CASCADE");
    expect(await spark.keys("lake", "shop/")).toEqual([]);
    expect(await message("DROP DATABASE shop")).toBe("Database 'shop' not found");
    expect(await message("USE nowhere")).toBe("Database 'nowhere' not found");
  });
});

describe("temp views", () => {
  test("belong to their session, global ones to all, and hide tables", async () => {
    const other = spark.session();
    await session.sql("CREATE TABLE seen USING parquet AS SELECT 'table' AS what");
    await session.sql("CREATE TEMP VIEW seen (was) AS SELECT 'view'");
    await session.sql("CREATE GLOBAL TEMPORARY VIEW everywhere AS SELECT 2 AS n");
    expect(await session.sql("SELECT was FROM seen")).toEqual([["view"]]);
    expect(await other.sql("SELECT what FROM seen")).toEqual([["table"]]);
    expect(await session.sql("SELECT what FROM default.seen")).toEqual([["table"]]);
    expect(await other.sql("SELECT n FROM global_temp.everywhere")).toEqual([[2]]);
    expect(await session.sql("SHOW TABLES LIKE 'se*'")).toEqual([
      ["default", "seen", false],
      ["", "seen", true],
    ]);
    expect(await session.sql("SHOW VIEWS IN global_temp")).toEqual([
      ["global_temp", "everywhere", true],
      ["", "seen", true],
    ]);
    expect(await message("CREATE TEMP VIEW seen AS SELECT 1")).toBe(
      "Temporary view 'seen' already exists",
    );
    expect(await message("CREATE TEMP VIEW db.v AS SELECT 1")).toMatch(
      /^It is not allowed to add database prefix `db`/,
    );
    await session.sql("DROP VIEW seen");
    expect(await session.sql("SELECT what FROM seen")).toEqual([["table"]]);
    expect(await message("DROP VIEW seen")).toMatch(/^Cannot drop a table with DROP VIEW/);
    await session.sql("DROP VIEW global_temp.everywhere");
    expect(await message("SELECT * FROM global_temp.everywhere", other)).toBe(
      "Table or view not found: global_temp.everywhere",
    );
    await session.sql("DROP TABLE seen");
  });

  test("mean what their names meant when they were made", async () => {
    const own = spark.session();
    await own.sql("CREATE TEMP VIEW base AS SELECT 1 AS a");
    await own.sql(
      "CREATE TEMP VIEW top AS SELECT a + 1 AS b FROM base WHERE a IN (SELECT a FROM base)",
    );
    await own.sql("CREATE OR REPLACE TEMP VIEW base AS SELECT 100 AS z");
    expect(await own.sql("SELECT * FROM top")).toEqual([[2]]);
    expect(await message("CREATE OR REPLACE TEMP VIEW base AS SELECT * FROM base", own)).toBe(
      "Recursive view `base` detected (cycle: `base` -> `base`)",
    );
    const signal = new AbortController().signal;
    const plan = {
      rel: "filter" as const,
      input: { rel: "table" as const, name: "top" },
      condition: { expr: "sql" as const, text: "b = 2" },
    };
    await own.handle("createView", { plan, name: "top", replace: true, global: false }, signal);
    expect(await own.sql("SELECT * FROM top")).toEqual([[2]]);
    expect(await own.handle("dropView", { name: "top", global: false }, signal)).toEqual({
      dropped: true,
    });
    expect(await own.handle("dropView", { name: "top", global: false }, signal)).toEqual({
      dropped: false,
    });
  });

  test("read files, and are refused when they are to stay", async () => {
    await spark.athena.store.put("lake", "numbers/a.csv", Buffer.from("n\n1\n2\n"));
    await session.sql(
      "CREATE OR REPLACE TEMP VIEW numbers USING csv OPTIONS (path 's3://lake/numbers', header 'true', inferSchema 'true')",
    );
    expect(await session.sql("SELECT sum(n) FROM numbers")).toEqual([[3]]);
    expect(await message("CREATE VIEW kept AS SELECT 1 AS a")).toMatch(
      /^CREATE VIEW, which both Athena SQL and Spark would have to read.* is not supported by local-athena's Spark$/,
    );
  });
});

describe("tables", () => {
  test("are described and shown with their partitions", async () => {
    await session.sql(
      "CREATE TABLE sales (Id BIGINT COMMENT 'key', what STRUCT<Name: STRING, price: DECIMAL(10,2)>) USING parquet PARTITIONED BY (day DATE, shop STRING) COMMENT 'sold' LOCATION 's3://lake/sales'",
    );
    expect(await session.sql("SELECT * FROM sales")).toEqual([]);
    await session.sql(
      "INSERT INTO sales PARTITION (day = '2024-01-02', shop) VALUES (1, struct('a', 1.50), 'x/y'), (2, NULL, NULL)",
    );
    await session.sql(
      "INSERT INTO sales VALUES (3, named_struct('n', 'b', 'p', 2), DATE '2024-01-03', 'z')",
    );
    expect(
      await session.sql("SELECT id, what.name, what.price, day, shop FROM sales ORDER BY id"),
    ).toEqual([
      [1, "a", "1.50", "2024-01-02", "x/y"],
      [2, null, null, "2024-01-02", null],
      [3, "b", "2.00", "2024-01-03", "z"],
    ]);
    expect(await session.sql("SHOW PARTITIONS sales")).toEqual([
      ["day=2024-01-02/shop=__HIVE_DEFAULT_PARTITION__"],
      ["day=2024-01-02/shop=x%2Fy"],
      ["day=2024-01-03/shop=z"],
    ]);
    expect(await session.sql("SHOW PARTITIONS sales PARTITION (day = '2024-01-03')")).toEqual([
      ["day=2024-01-03/shop=z"],
    ]);
    expect(await session.sql("SHOW COLUMNS IN sales")).toEqual([
      ["Id"],
      ["what"],
      ["day"],
      ["shop"],
    ]);
    expect(await session.sql("DESCRIBE sales")).toEqual([
      ["Id", "bigint", "key"],
      ["what", "struct<Name:string,price:decimal(10,2)>", null],
      ["day", "date", null],
      ["shop", "string", null],
      ["# Partition Information", "", ""],
      ["# col_name", "data_type", "comment"],
      ["day", "date", null],
      ["shop", "string", null],
    ]);
    const extended = new Map(
      (await session.sql("DESCRIBE EXTENDED sales")).map(([name, value]) => [name, value]),
    );
    expect(Object.fromEntries(extended)).toMatchObject({
      Database: "default",
      Table: "sales",
      Type: "EXTERNAL",
      Provider: "parquet",
      Comment: "sold",
      Location: "s3://lake/sales/",
    });
    const [[text]] = (await session.sql("SHOW CREATE TABLE sales")) as [[string]];
    expect(text).toBe(
      "CREATE TABLE `default`.`sales` (\n  `Id` BIGINT COMMENT 'key',\n  `what` STRUCT<Name: STRING, price: DECIMAL(10,2)>,\n  `day` DATE,\n  `shop` STRING)\nUSING parquet\nPARTITIONED BY (`day`, `shop`)\nLOCATION 's3://lake/sales/'\nCOMMENT 'sold'\n",
    );
    await session.sql("DROP TABLE sales");
    expect(await spark.keys("lake", "sales/")).toHaveLength(4);
    await session.sql(text);
    expect(await session.sql("SELECT count(*) FROM sales")).toEqual([[0]]);
    await session.sql("MSCK REPAIR TABLE sales");
    expect(await session.sql("SELECT count(*) FROM sales")).toEqual([[3]]);
    await session.sql("ALTER TABLE sales DROP PARTITION (day = '2024-01-03', shop = 'z')");
    expect(await session.sql("SELECT count(*) FROM sales")).toEqual([[2]]);
    await session.sql("ALTER TABLE sales SET TBLPROPERTIES ('team' = 'blue')");
    expect(await session.sql("SHOW TBLPROPERTIES sales ('team')")).toEqual([["team", "blue"]]);
    expect(await session.sql("SHOW TBLPROPERTIES sales")).toContainEqual(["team", "blue"]);
    await session.sql("DROP TABLE sales");
  });

  test("INSERT OVERWRITE replaces all rows, or those of one partition, or those that it writes", async () => {
    await session.sql(
      "CREATE TABLE marks USING json PARTITIONED BY (k) AS SELECT id, id % 3 AS k FROM range(6)",
    );
    const rows = () => session.sql("SELECT id, k FROM marks ORDER BY k, id");
    await session.sql("INSERT OVERWRITE marks PARTITION (k = 1) SELECT 100");
    expect(await rows()).toEqual([
      [0, 0],
      [3, 0],
      [100, 1],
      [2, 2],
      [5, 2],
    ]);
    await session.sql("SET spark.sql.sources.partitionOverwriteMode = dynamic");
    await session.sql("INSERT OVERWRITE TABLE marks VALUES (200, 2)");
    expect(await rows()).toEqual([
      [0, 0],
      [3, 0],
      [100, 1],
      [200, 2],
    ]);
    await session.sql("RESET spark.sql.sources.partitionOverwriteMode");
    await session.sql("INSERT OVERWRITE marks VALUES (7, 7)");
    expect(await rows()).toEqual([[7, 7]]);
    expect(await session.sql("SHOW PARTITIONS marks")).toEqual([["k=7"]]);
    expect(
      (await spark.keys("results", "spark-warehouse/marks/")).filter((key) =>
        key.endsWith(".json"),
      ),
    ).toHaveLength(1);
    await session.sql("TRUNCATE TABLE marks");
    expect(await rows()).toEqual([]);
    await session.sql("DROP TABLE marks");
    expect(await spark.keys("results", "spark-warehouse/marks/")).toEqual([]);
  });

  test("INSERT OVERWRITE DIRECTORY writes files", async () => {
    await session.sql(
      "INSERT OVERWRITE DIRECTORY 's3://lake/dir' USING csv OPTIONS ('header' 'true') SELECT 1 AS a, 'x' AS b",
    );
    const [name = ""] = (await spark.keys("lake", "dir/")).filter((key) => key.endsWith(".csv"));
    expect(await spark.text("lake", name)).toBe("a,b\n1,x\n");
  });

  test.each([
    ["CREATE TABLE t (a INT, A STRING)", /^Found duplicate column/],
    ["CREATE TABLE t (a INT) PARTITIONED BY (b)", /^partition column b is not defined in table/],
    ["CREATE TABLE t (a INT) USING orc", /^A table in the format orc is not supported/],
    ["CREATE TABLE t (a INTERVAL)", /^Cannot save the column a/],
    ["CREATE TABLE nodb.t (a INT)", /^Database 'nodb' not found$/],
    [
      "CREATE EXTERNAL TABLE t (a INT) USING parquet",
      /CREATE EXTERNAL TABLE must be accompanied by LOCATION/,
    ],
    [
      "CREATE TABLE t (a INT) USING csv LOCATION 'file:/tmp/x'",
      /^The path file:\/tmp\/x is not on S3/,
    ],
    ["INSERT INTO missing VALUES (1)", /^Table or view not found: missing$/],
    ["DROP TABLE missing", /^Table or view not found: missing$/],
    ["SHOW PARTITIONS missing", /^Table or view not found: missing$/],
    ["SHOW FUNCTIONS", /^SHOW FUNCTIONS is not supported by local-athena's Spark$/],
    [
      "ANALYZE TABLE t COMPUTE STATISTICS",
      /^ANALYZE TABLE is not supported by local-athena's Spark$/,
    ],
    ["UPDATE t SET a = 1", /^UPDATE is not supported/],
    ["DELETE FROM t", /^DELETE is not supported/],
    ["MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE", /^MERGE INTO is not supported/],
    ["ADD JAR 's3://x/y.jar'", /^ADD is not supported/],
    [
      "SELEC 1",
      /^\nmismatched input 'SELEC' expecting \{'\(', 'ADD', 'ALTER', .*'WITH'\}\(line 1, pos 0\)/,
    ],
    ["SHOW", /^\nmismatched input '<EOF>' expecting \{'COLUMNS'/],
  ])("%s", async (sql, expected) => {
    expect(await message(sql)).toMatch(expected);
  });

  test("rows that do not fit are refused, and numbers that are too large", async () => {
    await session.sql("CREATE TABLE narrow (a TINYINT, b DATE)");
    expect(await message("INSERT INTO narrow VALUES (1)")).toMatch(
      /target table has 2 column\(s\) but the inserted data has 1 column\(s\)/,
    );
    expect(await message("INSERT INTO narrow VALUES ('x', DATE '2024-01-01')")).toBe(
      "Cannot write incompatible data to table '`default`.`narrow`':\n- Cannot safely cast 'a': string to tinyint",
    );
    expect(await message("INSERT INTO narrow VALUES (300, DATE '2024-01-01')")).toMatch(
      /out of range/,
    );
    await session.sql("INSERT INTO narrow VALUES (1.9, TIMESTAMP '2024-01-01 10:00:00')");
    expect(await session.sql("SELECT * FROM narrow")).toEqual([[1, "2024-01-01"]]);
    await session.sql("DROP TABLE narrow");
  });
});

describe("settings", () => {
  test("are set, shown and forgotten; those that would change answers are refused", async () => {
    const own = spark.session({
      properties: { "spark.executor.memory": "2g", "spark.sql.shuffle.partitions": "8" },
    });
    expect(await own.sql("SET spark.sql.shuffle.partitions")).toEqual([
      ["spark.sql.shuffle.partitions", "8"],
    ]);
    expect(await own.sql("SET spark.sql.shuffle.partitions = 4")).toEqual([
      ["spark.sql.shuffle.partitions", "4"],
    ]);
    expect(await own.sql("SET")).toEqual([
      ["spark.executor.memory", "2g"],
      ["spark.sql.shuffle.partitions", "4"],
    ]);
    await own.sql("RESET");
    expect(await own.sql("SET spark.sql.shuffle.partitions")).toEqual([
      ["spark.sql.shuffle.partitions", "200"],
    ]);
    expect(await own.sql("SET my.own")).toEqual([["my.own", "<undefined>"]]);
    const signal = new AbortController().signal;
    await own.handle("setConf", { key: "my.own", value: "1" }, signal);
    expect(await own.handle("getConf", { key: "my.own" }, signal)).toEqual({ value: "1" });
    await own.handle("setConf", { key: "my.own", value: null }, signal);
    expect(await own.handle("getConf", { key: "my.own" }, signal)).toEqual({ value: null });
    expect(await message("SET spark.executor.memory = 1g", own)).toBe(
      "Cannot modify the value of a Spark config: spark.executor.memory",
    );
    expect(await message("SET spark.sql.warehouse.dir = s3://x", own)).toBe(
      "Cannot modify the value of a static config: spark.sql.warehouse.dir",
    );
    expect(await message("SET spark.sql.session.timeZone = America/New_York", own)).toMatch(
      /is not supported by local-athena's Spark$/,
    );
    expect(await message("SET spark.sql.ansi.enabled = true", own)).toMatch(/is not supported/);
    expect(await own.sql("SET spark.sql.session.timeZone = UTC")).toHaveLength(1);
    expect(
      await message(
        "SELECT 1",
        spark.session({ properties: { "spark.sql.caseSensitive": "true" } }),
      ),
    ).toMatch(/is not supported/);
  });
});

test("the catalog's questions are answered", async () => {
  const own = spark.session();
  const signal = new AbortController().signal;
  const ask = async (request: Parameters<typeof own.handle<"catalog">>[1]) =>
    (await own.handle("catalog", request, signal)).value;
  await own.sql("CREATE DATABASE asked COMMENT 'c' LOCATION 's3://lake/asked/'");
  await own.sql(
    "CREATE TABLE asked.t (a INT COMMENT 'one', p STRING) USING parquet PARTITIONED BY (p)",
  );
  await own.sql("CREATE TEMP VIEW v AS SELECT 1L AS n");
  expect(await ask({ question: "currentDatabase" })).toBe("default");
  await ask({ question: "setCurrentDatabase", database: "ASKED" });
  expect(await ask({ question: "currentDatabase" })).toBe("asked");
  expect(await ask({ question: "listDatabases" })).toContainEqual({
    name: "asked",
    description: "c",
    locationUri: "s3://lake/asked/",
  });
  expect(await ask({ question: "listTables" })).toEqual([
    { name: "t", database: "asked", description: null, tableType: "MANAGED", isTemporary: false },
    { name: "v", database: null, description: null, tableType: "TEMPORARY", isTemporary: true },
  ]);
  expect(await ask({ question: "listColumns", table: "t" })).toEqual([
    {
      name: "a",
      description: "one",
      dataType: "int",
      nullable: true,
      isPartition: false,
      isBucket: false,
    },
    {
      name: "p",
      description: null,
      dataType: "string",
      nullable: true,
      isPartition: true,
      isBucket: false,
    },
  ]);
  expect(await ask({ question: "listColumns", table: "v" })).toMatchObject([
    { name: "n", dataType: "bigint", nullable: false },
  ]);
  expect(await ask({ question: "tableExists", table: "asked.t" })).toBe(true);
  expect(await ask({ question: "tableExists", table: "default.t" })).toBe(false);
  expect(await ask({ question: "tableExists", table: "v" })).toBe(true);
  expect(await ask({ question: "databaseExists", database: "nope" })).toBe(false);
  await own.sql("DROP DATABASE asked CASCADE");
  expect(await ask({ question: "currentDatabase" })).toBe("default");
});
