import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestEngine, type TestEngine } from "../test-engine.fixture";

let athena: TestEngine;
beforeAll(async () => {
  athena = await openTestEngine();
  await athena.store.createBucket("lake");
  await athena.store.put("lake", "people/a.csv", Buffer.from("1,ann,x\n2,bob,y\n"));
});
afterAll(() => athena.close());

const lines = async (sql: string) => (await athena.query(sql)).rows.map(([line]) => line);
const people = (columns: string) =>
  `CREATE EXTERNAL TABLE people (${columns}) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/people/'`;

describe("databases", () => {
  test("have a comment, a location and properties, which can be changed", async () => {
    await athena.query(
      "CREATE SCHEMA shop COMMENT 'it''s' LOCATION 's3://lake/shop/' WITH DBPROPERTIES ('a' = '1', 'b' = '2')",
    );
    await athena.query("ALTER DATABASE shop SET DBPROPERTIES ('b' = '3')");
    expect(athena.engine.catalog.getDatabase("shop")).toEqual({
      name: "shop",
      description: "it's",
      parameters: { a: "1", b: "3", location: "s3://lake/shop/" },
    });
    await athena.query("DROP SCHEMA shop RESTRICT");
    expect((await athena.failure("ALTER DATABASE shop SET DBPROPERTIES ('b' = '3')")).reason).toBe(
      "FAILED: SemanticException [Error 10072]: Database does not exist: shop",
    );
    await athena.query("DROP DATABASE IF EXISTS shop");
  });

  test("SHOW DATABASES takes a regular expression, SHOW TABLES stars", async () => {
    for (const name of ["ab", "abb", "abc"]) await athena.query(`CREATE DATABASE ${name}`);
    expect(await lines("SHOW DATABASES LIKE 'ab*'")).toEqual(["ab", "abb"]);
    expect(await lines("SHOW DATABASES LIKE 'ab.*'")).toEqual(["ab", "abb", "abc"]);
    expect(await lines("SHOW DATABASES '*'")).toEqual(["ab", "abb", "abc", "default"]);
    await athena.query("CREATE EXTERNAL TABLE ab.orders_1 (a int) LOCATION 's3://lake/x/'");
    await athena.query("CREATE EXTERNAL TABLE ab.people (a int) LOCATION 's3://lake/x/'");
    expect(await lines("SHOW TABLES IN ab '*_1'")).toEqual(["orders_1"]);
    expect(await lines("SHOW TABLES FROM ab LIKE 'orders.*|people'")).toEqual([
      "orders_1",
      "people",
    ]);
    for (const name of ["ab", "abb", "abc"]) await athena.query(`DROP DATABASE ${name} CASCADE`);
  });
});

describe("columns of a table", () => {
  test("texts in double quotes, comments within structs, as documented statements have them", async () => {
    await athena.store.put("lake", "regex/a.txt", Buffer.from('7 - "GET" /x\n'));
    const quoted = `CREATE EXTERNAL TABLE "lines" (n int) LOCATION 's3://lake/regex/'`;
    expect((await athena.failure(quoted)).reason).toContain(`mismatched input '"lines"'`);
    await athena.query(
      String.raw`CREATE EXTERNAL TABLE IF NOT EXISTS lines (n string, verb string COMMENT "it's a verb", path string)
       ROW FORMAT SERDE "org.apache.hadoop.hive.serde2.RegexSerDe"
       WITH SERDEPROPERTIES ("input.regex" = "^(\\S+) - \"(\\w+)\" (\\S+)$", 'x' = "a\tb")
       LOCATION "s3://lake/regex/" TBLPROPERTIES ("classification"="log", "note"='say "so"')`,
    );
    expect((await athena.query("SELECT * FROM lines")).rows).toEqual([["7", "GET", "/x"]]);
    const shown = (await lines("SHOW TBLPROPERTIES lines")).filter((line) =>
      /note|class/.test(String(line)),
    );
    expect(shown).toEqual(["classification\tlog", 'note\tsay "so"']);
    expect(await lines("DESCRIBE lines")).toContain(
      "verb                \tstring              \tit's a verb         ",
    );
    await athena.query('ALTER TABLE lines SET TBLPROPERTIES ("note"="a \\"b\\"")');
    expect(await lines("SHOW TBLPROPERTIES lines('note')")).toEqual(['a "b"']);
    await athena.query(
      `CREATE EXTERNAL TABLE deep (s STRUCT<x:INT COMMENT 'inner', comment:DECIMAL(5, 2) COMMENT 'c', y:ARRAY<STRUCT<z:STRING>>> COMMENT 'outer') LOCATION 's3://lake/deep/'`,
    );
    expect(await lines("DESCRIBE deep")).toEqual([
      "s                   \tstruct<x:int,comment:decimal(5,2),y:array<struct<z:string>>>\touter               ",
    ]);
    await athena.query(
      'CREATE TABLE ice (id int) LOCATION "s3://lake/ice/" TBLPROPERTIES ("table_type"="ICEBERG")',
    );
    await athena.query(
      "CREATE EXTERNAL TABLE ions (id int) STORED AS ION LOCATION 's3://lake/ion/'",
    );
    expect((await lines("SHOW CREATE TABLE ions")).join("\n")).toContain("IonHiveSerDe");
    expect(
      (await athena.failure("CREATE EXTERNAL TABLE t (id strng) LOCATION 's3://lake/t/'")).reason,
    ).toBe("line 1:29: mismatched input 'strng'. Expecting: <type>");
    for (const name of ["lines", "deep", "ice", "ions"]) await athena.query(`DROP TABLE ${name}`);
  });

  test("added, replaced, changed; rows are read by the columns that are there now", async () => {
    await athena.query(people("id int, name string"));
    await athena.query("ALTER TABLE people ADD COLUMNS (mark char(1) COMMENT 'new', later double)");
    expect((await athena.query("SELECT * FROM people ORDER BY id")).rows).toEqual([
      ["1", "ann", "x", null],
      ["2", "bob", "y", null],
    ]);
    await athena.query(
      "ALTER TABLE people CHANGE COLUMN id number bigint COMMENT 'key' AFTER name",
    );
    expect(await lines("DESCRIBE people")).toEqual([
      "name                \tstring              \t                    ",
      "number              \tbigint              \tkey                 ",
      "mark                \tchar(1)             \tnew                 ",
      "later               \tdouble              \t                    ",
    ]);
    await athena.query("ALTER TABLE people REPLACE COLUMNS (a string, b string)");
    expect((await athena.query("SELECT b FROM people ORDER BY 1")).rows).toEqual([
      ["ann"],
      ["bob"],
    ]);
    await athena.query("DROP TABLE people");
  });

  test.each([
    [
      "ALTER TABLE people ADD COLUMNS (id int)",
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Duplicate column name: id",
      1,
      1502,
    ],
    [
      "ALTER TABLE people CHANGE nosuch x int",
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Invalid column reference nosuch",
      1,
      1502,
    ],
    [
      "ALTER TABLE people DROP COLUMN name",
      "FAILED: SemanticException DROP COLUMN is only supported for Iceberg tables",
      2,
      1006,
    ],
    [
      "ALTER TABLE people RENAME TO persons",
      "FAILED: SemanticException ALTER TABLE RENAME is only supported for Iceberg tables",
      2,
      1006,
    ],
    [
      'ALTER TABLE "people" DROP COLUMN name',
      "FAILED: ParseException line 1:12 cannot recognize input near '\"people\"' 'DROP' 'COLUMN'",
      2,
      1006,
    ],
    [
      "ALTER TABLE IF EXISTS people RENAME TO x",
      "FAILED: ParseException line 1:15 cannot recognize input near 'EXISTS' 'people' 'RENAME'",
      2,
      1006,
    ],
    [
      "ALTER TABLE people RENAME COLUMN id TO x",
      "FAILED: ParseException line 1:19 cannot recognize input near 'RENAME' 'COLUMN' 'id'",
      2,
      1006,
    ],
    [
      'DROP TABLE "people"',
      "FAILED: ParseException line 1:11 cannot recognize input near '\"people\"' '<EOF>' '<EOF>'",
      1,
      1003,
    ],
    [
      'SHOW CREATE TABLE "people"',
      "FAILED: ParseException line 1:18 cannot recognize input near '\"people\"' '<EOF>' '<EOF>'",
      1,
      1003,
    ],
    [
      'DESCRIBE "people"',
      "FAILED: ParseException line 1:9 cannot recognize input near '\"people\"' '<EOF>' '<EOF>'",
      1,
      1003,
    ],
    [
      "DROP TABLE nosuch",
      "FAILED: SemanticException [Error 10001]: Table not found default.nosuch",
      1,
      1502,
    ],
    [
      "SHOW TBLPROPERTIES nosuch",
      "FAILED: SemanticException [Error 10001]: Table not found default.nosuch",
      2,
      1301,
    ],
    [
      "SHOW PARTITIONS people",
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Table default.people is not a partitioned table",
      1,
      1502,
    ],
    [
      "MSCK REPAIR TABLE people",
      "FAILED: SemanticException Table default.people is not a partitioned table",
      1,
      1502,
    ],
    [
      "CREATE EXTERNAL TABLE twice (a int, A string) LOCATION 's3://lake/x/'",
      "FAILED: SemanticException [Error 10036]: Duplicate column name: a",
      1,
      1502,
    ],
    [
      "CREATE EXTERNAL TABLE twice (a int) PARTITIONED BY (a string) LOCATION 's3://lake/x/'",
      "FAILED: SemanticException [Error 10035]: Column repeated in partitioning columns",
      1,
      1502,
    ],
  ])("%s fails", async (sql, reason, errorCategory, errorType) => {
    await athena.query("DROP TABLE IF EXISTS people");
    await athena.query(people("id int, name string"));
    expect(await athena.failure(sql)).toMatchObject({ reason, errorCategory, errorType });
    expect(await lines("SHOW COLUMNS IN people")).toEqual(["id", "name"]);
  });
});

describe("what a table is told to be", () => {
  const create = `CREATE EXTERNAL TABLE told (
  id int COMMENT 'it\\'s', tags array<string>)
COMMENT 'a table'
PARTITIONED BY (dt string COMMENT 'day', n int)
CLUSTERED BY (id) SORTED BY (id) INTO 4 BUCKETS
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\002' LINES TERMINATED BY '\\n' NULL DEFINED AS '-'
STORED AS TEXTFILE
LOCATION 's3://lake/told/'
TBLPROPERTIES ('skip.header.line.count' = '1', 'a' = 'b')`;

  test("SHOW CREATE TABLE gives a statement that makes it again", async () => {
    await athena.query(create);
    const shown = await lines("SHOW CREATE TABLE told");
    expect(shown.slice(0, -1)).toEqual([
      "CREATE EXTERNAL TABLE `default.told`(",
      "  `id` int COMMENT 'it\\'s', ",
      "  `tags` array<string>)",
      "COMMENT 'a table'",
      "PARTITIONED BY ( ",
      "  `dt` string COMMENT 'day', ",
      "  `n` int)",
      "CLUSTERED BY ( ",
      "  id) ",
      "SORTED BY ( ",
      "  id ASC) ",
      "INTO 4 BUCKETS",
      "ROW FORMAT DELIMITED ",
      "  FIELDS TERMINATED BY '\\t' ",
      "  ESCAPED BY '\\\\' ",
      "  COLLECTION ITEMS TERMINATED BY '\\002' ",
      "  LINES TERMINATED BY '\\n' ",
      "  NULL DEFINED AS '-' ",
      "STORED AS INPUTFORMAT ",
      "  'org.apache.hadoop.mapred.TextInputFormat' ",
      "OUTPUTFORMAT ",
      "  'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
      "LOCATION",
      "  's3://lake/told/'",
      "TBLPROPERTIES (",
      "  'a'='b', ",
      "  'skip.header.line.count'='1', ",
    ]);
    expect(shown.at(-1)).toMatch(/^ {2}'transient_lastDdlTime'='\d{10}'\)$/);
    await athena.query("DROP TABLE told");
    await athena.query(shown.join("\n").replace("`default.told`", "told"));
    expect((await lines("SHOW CREATE TABLE told")).slice(0, -1)).toEqual(shown.slice(0, -1));
  });

  test("a SerDe with properties; comments come from it", async () => {
    await athena.query(
      "CREATE EXTERNAL TABLE csv (a int, b string COMMENT 'own') ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES ('separatorChar' = ';') LOCATION 's3://lake/csv/'",
    );
    expect((await lines("SHOW CREATE TABLE csv")).slice(0, 9)).toEqual([
      "CREATE EXTERNAL TABLE `default.csv`(",
      "  `a` int COMMENT 'from deserializer', ",
      "  `b` string COMMENT 'own')",
      "ROW FORMAT SERDE ",
      "  'org.apache.hadoop.hive.serde2.OpenCSVSerde' ",
      "WITH SERDEPROPERTIES ( ",
      "  'separatorChar'=';') ",
      "STORED AS INPUTFORMAT ",
      "  'org.apache.hadoop.mapred.TextInputFormat' ",
    ]);
  });

  test("DESCRIBE of a partitioned table, of a column, of a partition", async () => {
    const described = [
      "id                  \tint                 \tit's                ",
      "tags                \tarray<string>       \t                    ",
      "dt                  \tstring              \tday                 ",
      "n                   \tint                 \t                    ",
      "\t \t ",
      "# Partition Information\t \t ",
      "# col_name            \tdata_type           \tcomment             ",
      "\t \t ",
      "dt                  \tstring              \tday                 ",
      "n                   \tint                 \t                    ",
    ];
    const { rows, columns, outcome } = await athena.query("DESCRIBE told");
    expect(rows.map(([line]) => line)).toEqual(described);
    expect(columns.map((column) => column.name)).toEqual(["col_name", "data_type", "comment"]);
    expect(outcome.updateCount).toBeUndefined();
    expect(await lines("DESC default.told dt")).toEqual([described[2]]);
    await athena.query("ALTER TABLE told ADD PARTITION (dt = 'x', n = 1)");
    expect(await lines("DESCRIBE told PARTITION (dt = 'x', n = 1)")).toEqual(described);
    expect((await athena.failure("DESCRIBE told PARTITION (dt = 'x', n = 2)")).reason).toMatch(
      /Partition not found/,
    );
  });

  test("DESCRIBE FORMATTED and EXTENDED tell the rest", async () => {
    const formatted = await lines("DESCRIBE FORMATTED told");
    expect(formatted).toContain("Location:           \ts3://lake/told/     \t ");
    expect(formatted).toContain("Num Buckets:        \t4                   \t ");
    expect(formatted).toContain("\tfield.delim         \t\t                   ");
    expect(formatted.find((line) => line?.startsWith("CreateTime:"))).toMatch(
      /\t[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}/,
    );
    expect((await lines("DESCRIBE EXTENDED told")).at(-1)).toMatch(
      /^Detailed Table Information\tTable\(tableName:told, dbName:default, .*location:s3:\/\/lake\/told\/.*partitionKeys:\[FieldSchema\(name:dt, type:string, comment:day\)/s,
    );
  });

  test("properties are listed by name, changed, and asked for one by one", async () => {
    await athena.query("ALTER TABLE told SET TBLPROPERTIES ('a' = 'c', 'z' = '1')");
    expect(
      (await lines("SHOW TBLPROPERTIES told")).map((line) => line?.replace(/\d{10}/, "…")),
    ).toEqual([
      "EXTERNAL\tTRUE",
      "a\tc",
      "comment\ta table",
      "skip.header.line.count\t1",
      "transient_lastDdlTime\t…",
      "z\t1",
    ]);
    expect(await lines("SHOW TBLPROPERTIES told ('a')")).toEqual(["c"]);
    expect(await lines("SHOW TBLPROPERTIES told ('no')")).toEqual([
      "Table default.told does not have property: no",
    ]);
    await athena.query("ALTER TABLE told SET LOCATION 's3://lake/elsewhere/'");
    expect(await lines("SHOW CREATE TABLE told")).toContain("  's3://lake/elsewhere/'");
  });
});
