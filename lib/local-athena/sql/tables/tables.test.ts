import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
});
afterAll(() => athena.close());

const put = (key: string, content: string | Buffer) =>
  athena.store.put("lake", key, Buffer.from(content));
const lines = async (sql: string) => (await athena.query(sql)).rows.map(([line]) => line);

describe("formats", () => {
  test("delimited text: NULL marks, short and long lines, escapes, what does not parse", async () => {
    await put(
      "text/a.csv",
      "id,name,price,day\n1,a\\,b,1.5,2024-01-02\n2,\\N,x,nope\n3\n4,d,2,2024-01-03,extra\n",
    );
    await athena.query(
      "CREATE EXTERNAL TABLE text (id int, name string, price double, day date) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ESCAPED BY '\\\\' LOCATION 's3://lake/text/' TBLPROPERTIES ('skip.header.line.count' = '1')",
    );
    expect((await athena.query("SELECT * FROM text ORDER BY id")).rows).toEqual([
      ["1", "a,b", "1.5", "2024-01-02"],
      ["2", null, null, null],
      ["3", null, null, null],
      ["4", "d", "2.0", "2024-01-03"],
    ]);
  });

  test("tab separated, gzip, arrays by the default delimiters", async () => {
    await put("tabs/a.tsv.gz", gzipSync("1\tx\x02y\n2\tz\n"));
    await athena.query(
      "CREATE EXTERNAL TABLE tabs (id int, tags array<string>) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LOCATION 's3://lake/tabs/'",
    );
    expect(
      (await athena.query("SELECT id, tags, cardinality(tags) FROM tabs ORDER BY id")).rows,
    ).toEqual([
      ["1", "[x, y]", "2"],
      ["2", "[z]", "1"],
    ]);
  });

  test("OpenCSV: quotes and quoted separators, no NULL but for missing values, no line ends inside", async () => {
    await put(
      "open/a.csv",
      '"1","a ""b"", c",""\n"2","a\\"b\\\\",x,y\n3,it"s,\n4\n"5","two\nlines",x\n',
    );
    await athena.query(
      "CREATE EXTERNAL TABLE open (id string, name string, note string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://lake/open/'",
    );
    expect((await athena.query("SELECT * FROM open ORDER BY id")).rows).toEqual([
      ["1", 'a "b", c', ""],
      ["2", 'a"b\\', "x"],
      ["3", null, null],
      ["4", null, null],
      ["5", null, null],
      [null, null, null],
    ]);
  });

  test("JSON: nested records, missing keys, keys in another case", async () => {
    await put(
      "json/a.json",
      '{"Id":1,"tags":["a","b"],"place":{"city":"Oslo","at":[1.5]}}\n{"Id":2,"place":null,"other":true}\n',
    );
    await athena.query(
      "CREATE EXTERNAL TABLE json (id int, tags array<string>, place struct<city:string,at:array<double>>) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/json/'",
    );
    expect(
      (await athena.query("SELECT id, tags, place, place.city FROM json ORDER BY id")).rows,
    ).toEqual([
      ["1", "[a, b]", "{city=Oslo, at=[1.5]}", "Oslo"],
      ["2", null, null, null],
    ]);
    await put("json/b.json", '{"Id":3,\n');
    expect((await athena.failure("SELECT id FROM json")).reason).toBe(
      "HIVE_CURSOR_ERROR: Row is not a valid JSON Object",
    );
  });

  test("objects count from the moment they exist; hidden ones never", async () => {
    await athena.query("CREATE EXTERNAL TABLE fresh (id int) LOCATION 's3://lake/fresh'");
    expect((await athena.query("SELECT count(*), sum(id) FROM fresh")).rows).toEqual([["0", null]]);
    await put("fresh/a", "1\n");
    await put("fresh/_temporary/b", "100\n");
    await put("fresh/.hidden", "100\n");
    await put("fresher/c", "100\n");
    expect((await athena.query("SELECT count(*), sum(id) FROM fresh")).rows).toEqual([["1", "1"]]);
    await put("fresh/deep/d", "2\n");
    const { rows, outcome } = await athena.query("SELECT count(*), sum(id) FROM fresh");
    expect(rows).toEqual([["2", "3"]]);
    expect(outcome.dataScannedBytes).toBe(4);
  });

  test("an unknown SerDe is refused, not guessed", async () => {
    await put("orc/a", "x");
    await athena.query(
      "CREATE EXTERNAL TABLE orc (id int) STORED AS ORC LOCATION 's3://lake/orc/'",
    );
    expect((await athena.failure("SELECT * FROM orc")).reason).toMatch(
      /^NOT_SUPPORTED: The SerDe .*OrcSerde/,
    );
  });
});

describe("catalog statements", () => {
  test("databases: create, show, drop", async () => {
    await athena.query(
      "CREATE DATABASE IF NOT EXISTS shop COMMENT 'what we sell' WITH DBPROPERTIES ('owner' = 'ann')",
    );
    expect(athena.engine.catalog.getDatabase("shop")).toEqual({
      name: "shop",
      description: "what we sell",
      parameters: { owner: "ann" },
    });
    expect((await athena.failure("CREATE DATABASE shop")).reason).toBe(
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Database shop already exists",
    );
    expect(await lines("SHOW DATABASES")).toEqual(["default", "shop"]);
    expect(await lines("SHOW SCHEMAS LIKE 's.*'")).toEqual(["shop"]);
    await athena.query("CREATE EXTERNAL TABLE shop.t (a int) LOCATION 's3://lake/t/'");
    expect((await athena.failure("DROP DATABASE shop")).reason).toMatch(/is not empty/);
    await athena.query("DROP DATABASE shop CASCADE");
    expect(await lines("SHOW DATABASES")).toEqual(["default"]);
    expect(await athena.failure("DROP DATABASE shop")).toMatchObject({
      reason: "FAILED: SemanticException [Error 10072]: Database does not exist: shop",
      errorCategory: 1,
      errorType: 1502,
    });
  });

  test("tables: describe, show, drop", async () => {
    const { outcome } = await athena.query(
      "CREATE EXTERNAL TABLE items (id int COMMENT 'key', `name` string, price decimal(10,2), parts struct<a:int,b:array<string>>) STORED AS PARQUET LOCATION 's3://lake/items/'",
    );
    expect(outcome.updateCount).toBeUndefined();
    expect(await lines("DESCRIBE items")).toEqual([
      "id                  \tint                 \tkey                 ",
      "name                \tstring              \t                    ",
      "price               \tdecimal(10,2)       \t                    ",
      "parts               \tstruct<a:int,b:array<string>>\t                    ",
    ]);
    expect(await lines("SHOW COLUMNS IN items")).toEqual(["id", "name", "price", "parts"]);
    expect(await lines("SHOW TABLES 'ite*'")).toEqual(["items"]);
    expect((await athena.query("SHOW TABLES IN default 'nothing.*'")).rows).toEqual([]);
    const ddl = (await lines("SHOW CREATE TABLE items")).join("\n");
    await athena.query("DROP TABLE items");
    await athena.query(ddl.replace("`default.items`", "default.items"));
    expect((await lines("SHOW CREATE TABLE items")).join("\n")).toBe(ddl);
    await athena.query("DROP TABLE items");
    expect((await athena.failure("DROP TABLE items")).reason).toBe(
      "FAILED: SemanticException [Error 10001]: Table not found default.items",
    );
    await athena.query("DROP TABLE IF EXISTS items");
    expect((await athena.failure("CREATE EXTERNAL TABLE bare (a int)")).reason).toMatch(
      /No location was specified/,
    );
  });

  test("views: bound when made, read with the database they were made in", async () => {
    await athena.query("CREATE DATABASE views");
    await put("numbers/a", "1\n2\n3\n");
    await athena.query("CREATE EXTERNAL TABLE views.numbers (n int) LOCATION 's3://lake/numbers/'");
    await athena.query(
      "CREATE VIEW big AS SELECT n AS N, n * 2 AS twice FROM numbers WHERE n > 1",
      { database: "views" },
    );
    expect(athena.engine.catalog.getTable("views", "big")).toMatchObject({
      tableType: "VIRTUAL_VIEW",
      columns: [
        { name: "n", type: "int" },
        { name: "twice", type: "int" },
      ],
    });
    const { rows, outcome } = await athena.query("SELECT sum(twice) FROM views.big");
    expect(rows).toEqual([["10"]]);
    expect(outcome.dataScannedBytes).toBe(6);
    expect(await lines("SHOW VIEWS IN views")).toEqual(["big"]);
    expect((await athena.failure("CREATE VIEW views.big AS SELECT 1 AS x")).reason).toMatch(
      /View already exists/,
    );
    expect((await athena.failure("CREATE VIEW views.odd AS SELECT 1")).reason).toMatch(
      /^MISSING_COLUMN_NAME: /,
    );
    expect(
      (await athena.failure("CREATE VIEW views.odd AS SELECT a FROM views.numbers")).reason,
    ).toMatch(/^COLUMN_NOT_FOUND: /);
    await athena.query("DROP VIEW views.big");
    expect((await athena.failure("SELECT * FROM views.big")).reason).toMatch(/^TABLE_NOT_FOUND: /);
  });
});
