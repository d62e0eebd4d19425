import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";
import { parseQuery } from "../sql/parse";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

const athena = async (sql: string) => (await spark.athena.query(sql)).rows;
const put = (key: string, body: string) => spark.athena.store.put("lake", key, Buffer.from(body));
const message = async (sql: string) => (await session.failure(sql)).message;

describe("tables of Athena SQL", () => {
  test("are read by Spark in every format, with their types", async () => {
    await put("delimited/a.txt", "1|a,b|x:1\n2||\n");
    await athena(
      "CREATE EXTERNAL TABLE delimited (id int, tags array<string>, counts map<string,int>) ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY ',' MAP KEYS TERMINATED BY ':' LOCATION 's3://lake/delimited/'",
    );
    expect(await session.sql("SELECT id, tags, counts FROM delimited ORDER BY id")).toEqual([
      [1, ["a", "b"], [["x", 1]]],
      [2, [], []],
    ]);
    await put("open/a.csv", '"1","a, b"\n"2","c"\n');
    await athena(
      "CREATE EXTERNAL TABLE opened (id bigint, name varchar(10)) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://lake/open/'",
    );
    expect(await session.sql("SELECT * FROM opened ORDER BY id")).toEqual([
      [1, "a, b"],
      [2, "c"],
    ]);
    await put("js/a.json", '{"Id":1,"at":"2024-01-02 03:04:05","place":{"City":"Oslo"}}\n');
    await athena(
      "CREATE EXTERNAL TABLE js (id int, at timestamp, place struct<city:string>) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/js/'",
    );
    expect(await session.sql("SELECT id, at, place.city FROM js")).toEqual([
      [1, "2024-01-02T03:04:05Z", "Oslo"],
    ]);
    await athena(
      "CREATE TABLE parts WITH (format = 'PARQUET', partitioned_by = ARRAY['day']) AS SELECT id, DATE '2024-01-02' AS day FROM delimited",
    );
    expect(
      await session.sql("SELECT id, day FROM parts WHERE day > DATE '2024-01-01' ORDER BY id DESC"),
    ).toEqual([
      [2, "2024-01-02"],
      [1, "2024-01-02"],
    ]);
    expect(await session.columns({ rel: "table", name: "parts" })).toEqual([
      "id:integer",
      "day:date",
    ]);
    expect(
      await session.sql("SELECT default.parts.id FROM default.parts JOIN js ON parts.id = js.id"),
    ).toEqual([[1]]);
  });

  test("Iceberg tables are read as they are now, and not written", async () => {
    await athena(
      "CREATE TABLE ice (id int, at timestamp) LOCATION 's3://lake/ice/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
    );
    expect(await session.sql("SELECT * FROM ice")).toEqual([]);
    await athena("INSERT INTO ice VALUES (1, TIMESTAMP '2024-01-02 03:04:05.123456'), (2, NULL)");
    await athena("DELETE FROM ice WHERE id = 2");
    expect(await session.sql("SELECT * FROM ice")).toEqual([[1, "2024-01-02T03:04:05.123456Z"]]);
    expect(await message("INSERT INTO ice VALUES (3, NULL)")).toMatch(
      /is an Iceberg table, which local-athena's Spark reads and does not write/,
    );
    const replaced = session.write({
      plan: parseQuery("SELECT 1 a"),
      target: { table: "ice", insertInto: false },
      mode: "overwrite",
    });
    expect((await session.failure(replaced)).message).toMatch(
      /is an Iceberg table, which saveAsTable cannot replace$/,
    );
    await session.sql("DROP TABLE ice");
    expect(await spark.keys("lake", "ice/")).toEqual([]);
  });

  test("views are of another language, and what Athena cannot read Spark cannot either", async () => {
    await athena("CREATE VIEW older AS SELECT 1 AS a");
    expect(await message("SELECT * FROM older")).toBe(
      "default.older is a view of Athena SQL, which Spark cannot read",
    );
    expect(await session.sql("SHOW VIEWS")).toEqual([["default", "older", false]]);
    await session.sql("DROP VIEW older");
    await put("orc/a", "x");
    await athena("CREATE EXTERNAL TABLE orcs (id int) STORED AS ORC LOCATION 's3://lake/orc/'");
    expect(await message("SELECT * FROM orcs")).toMatch(/^NOT_SUPPORTED: The SerDe .*OrcSerde/);
    await put("broken/a.json", '{"a":\n');
    await athena(
      "CREATE EXTERNAL TABLE broken (a int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/broken/'",
    );
    expect(await message("SELECT * FROM broken")).toBe(
      "HIVE_CURSOR_ERROR: Row is not a valid JSON Object",
    );
  });

  test("take rows that Spark inserts, in their own format", async () => {
    await athena(
      "CREATE EXTERNAL TABLE lines (id int, tags array<string>, note string) PARTITIONED BY (day date) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' COLLECTION ITEMS TERMINATED BY ';' LOCATION 's3://lake/lines/'",
    );
    await session.write({
      plan: parseQuery(
        "SELECT 1 a, array('x', 'y') b, CAST(NULL AS STRING) c, DATE '2024-01-02' d",
      ),
      target: { table: "lines", insertInto: true },
      mode: "append",
    });
    expect(await athena("SELECT id, tags, note, day FROM lines")).toEqual([
      ["1", "[x, y]", null, "2024-01-02"],
    ]);
    expect(await session.sql("SELECT id, tags, note, day FROM lines")).toEqual([
      [1, ["x", "y"], null, "2024-01-02"],
    ]);
    expect((await spark.keys("lake", "lines/day=2024-01-02/"))[0]).toMatch(
      /part-00000-.*\.c000\.txt\.gz$/,
    );
  });
});

describe("saveAsTable", () => {
  const save = (query: string, table: string, more: object = {}) =>
    session.write({ plan: parseQuery(query), target: { table, insertInto: false }, ...more });

  test.each(["parquet", "json", "csv"])(
    "makes a table in %s that Athena SQL reads",
    async (format) => {
      const table = `saved_${format}`;
      await save(
        "SELECT 1 AS Id, 'a \"b\", c' AS userName, 1.50 AS price UNION ALL SELECT 2, 'x', 2.25",
        table,
        { format },
      );
      expect(await athena(`SELECT id, username, price FROM ${table} ORDER BY id`)).toEqual([
        ["1", 'a "b", c', "1.50"],
        ["2", "x", "2.25"],
      ]);
      expect(await session.columns({ rel: "table", name: table })).toEqual([
        "Id:integer",
        "userName:string",
        "price:decimal(3,2)",
      ]);
      expect(await session.sql(`SELECT userName FROM ${table} WHERE Id = 1`)).toEqual([
        ['a "b", c'],
      ]);
      expect(await session.sql("SHOW TABLES LIKE 'saved_*'")).toContainEqual([
        "default",
        table,
        false,
      ]);
      await session.sql(`DROP TABLE ${table}`);
      expect(await spark.keys("results", `spark-warehouse/${table}/`)).toEqual([]);
    },
  );

  test("partitions are in the catalog at once; the table's own place is kept", async () => {
    await save("SELECT id, id % 2 AS k, DATE '2024-01-02' AS day FROM range(4)", "kept", {
      partitionBy: ["day", "k"],
      options: { path: "s3://lake/kept" },
    });
    expect(
      await athena(
        "SELECT k, count(*) FROM kept WHERE day = DATE '2024-01-02' GROUP BY k ORDER BY k",
      ),
    ).toEqual([
      ["0", "2"],
      ["1", "2"],
    ]);
    expect(await athena("SHOW PARTITIONS kept")).toEqual([
      ["day=2024-01-02/k=0"],
      ["day=2024-01-02/k=1"],
    ]);
    await session.sql("DROP TABLE kept");
    expect(await spark.keys("lake", "kept/")).toHaveLength(3);
  });

  test("modes: error, ignore, append by name, overwrite with other columns", async () => {
    const rows = () => session.sql("SELECT * FROM modes");
    await save("SELECT 1 AS a, 'x' AS b", "modes");
    expect((await session.failure(save("SELECT 2 AS a", "modes"))).message).toBe(
      "Table `default`.`modes` already exists.",
    );
    await save("SELECT 2 AS a", "modes", { mode: "ignore" });
    await save("SELECT 'y' AS B, 2 AS a", "modes", { mode: "append" });
    expect(await session.sql("SELECT a, b FROM modes ORDER BY a")).toEqual([
      [1, "x"],
      [2, "y"],
    ]);
    expect(
      (await session.failure(save("SELECT 1 AS a", "modes", { mode: "append" }))).message,
    ).toMatch(
      /^The column number of the existing table default.modes\(struct<a:int,b:string>\) doesn't match/,
    );
    await save("SELECT 3.5 AS c", "modes", { mode: "overwrite", format: "json" });
    expect(await rows()).toEqual([["3.5"]]);
    expect(await athena("SELECT c FROM modes")).toEqual([["3.5"]]);
    await save("SELECT c + 1 AS c FROM modes", "modes", { mode: "overwrite" });
    expect(await rows()).toEqual([["4.5"]]);
    expect(await spark.keys("results", "spark-warehouse/modes/")).toHaveLength(2);
    await session.sql("DROP TABLE modes");
  });

  test("a table without rows, and one whose folder has files already", async () => {
    await session.sql("CREATE TABLE bare (a INT, b STRING) USING csv");
    expect(await session.sql("SELECT * FROM bare")).toEqual([]);
    await session.sql("INSERT INTO bare VALUES (1, ''), (2, NULL)");
    expect(await session.sql("SELECT * FROM bare ORDER BY a")).toEqual([
      [1, ""],
      [2, null],
    ]);
    await put("taken/x", "1");
    await session.sql("CREATE DATABASE placed LOCATION 's3://lake/'");
    expect((await session.failure(save("SELECT 1 a", "placed.taken"))).message).toMatch(
      /^Can not create the managed table\('`placed`.`taken`'\). The associated location\('s3:\/\/lake\/taken\/'\) already exists.$/,
    );
    expect((await session.failure(save("SELECT 1 a", "nodb.t"))).message).toBe(
      "Database 'nodb' not found",
    );
    expect(await session.sql("SHOW TABLES IN placed")).toEqual([]);
  });
});
