import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Relation } from "../plan/plan";
import { filesOf, openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

const failure = (plan: Relation) => session.failure(session.collect(plan));

describe("json", () => {
  test("fields in the order of their names, types of all lines together", async () => {
    await spark.put(
      "json/a.json",
      '{"b":1,"a":"x","n":{"z":1,"y":[1,2]},"m":null}\n\n{"b":2.5,"c":true,"n":{"z":2},"a":{"k":1}}\n',
    );
    const plan = filesOf("json", "json");
    const schema = (await session.handle("analyze", { plan }, new AbortController().signal)).schema;
    const field = (name: string, type: unknown) =>
      expect.objectContaining({ name, type, nullable: true });
    expect(schema.fields).toEqual([
      field("a", "string"),
      field("b", "double"),
      field("c", "boolean"),
      field("m", "string"),
      field("n", {
        type: "struct",
        fields: [
          field("y", { type: "array", elementType: "long", containsNull: true }),
          field("z", "long"),
        ],
      }),
    ]);
    expect(await session.collect(plan)).toEqual([
      ["x", 1, null, null, [[1, 2], 1]],
      ['{"k":1}', 2.5, true, null, [null, 2]],
    ]);
  });

  test("documents without a member are rows without a column", async () => {
    await spark.put("empty/a.json", "{}\n{}\n");
    expect(await session.columns(filesOf("json", "empty"))).toEqual([]);
    expect(await session.collect(filesOf("json", "empty"))).toEqual([[], []]);
  });

  test("malformed lines: a column of their own, dropped, or a failure", async () => {
    await spark.put("bad/a.json", '{"a":1}\n{"a":\n');
    expect(await session.collect(filesOf("json", "bad"))).toEqual([
      [null, 1],
      ['{"a":', null],
    ]);
    expect(await session.columns(filesOf("json", "bad"))).toEqual([
      "_corrupt_record:string",
      "a:long",
    ]);
    expect(await session.collect(filesOf("json", "bad", { mode: "DROPMALFORMED" }))).toEqual([[1]]);
    expect(await session.collect(filesOf("json", "bad", {}, "a INT"))).toEqual([[1], [null]]);
    expect((await failure(filesOf("json", "bad", { mode: "FAILFAST" }))).message).toMatch(
      /Parse Mode: FAILFAST/,
    );
    expect((await failure(filesOf("json", "bad", { mode: "FAILFAST" }, "a INT"))).message).toMatch(
      /Parse Mode: FAILFAST/,
    );
  });

  test("documents over several lines, and arrays of them", async () => {
    await spark.put("docs/a.json", '[{"a":1},\n {"a":2}]');
    await spark.put("docs/b.json", '{\n"a": 3}');
    expect(await session.collect(filesOf("json", "docs", { multiline: "true" }))).toEqual([
      [1],
      [2],
      [3],
    ]);
  });

  test("a schema: values of other types are NULL, numbers become texts", async () => {
    await spark.put(
      "mixed/a.json",
      '{"i":"1","s":12,"d":"2024-01-02","t":"2024-01-02T03:04:05Z","m":{"x":1,"y":null},"l":[1,"a"],"o":1.5}\n',
    );
    expect(
      await session.collect(
        filesOf(
          "json",
          "mixed",
          {},
          "i INT, s STRING, d DATE, t TIMESTAMP, m MAP<STRING, INT>, l ARRAY<STRING>, o INT",
        ),
      ),
    ).toEqual([
      [
        null,
        "12",
        "2024-01-02",
        "2024-01-02T03:04:05Z",
        [
          ["x", 1],
          ["y", null],
        ],
        ["1", "a"],
        null,
      ],
    ]);
  });
});

describe("text and parquet", () => {
  test("text: a line a row in the column value, or a file", async () => {
    await spark.put("text/a.txt", 'one\n\n"three", 3\n');
    expect(await session.columns(filesOf("text", "text"))).toEqual(["value:string"]);
    expect(await session.collect(filesOf("text", "text"))).toEqual([["one"], [""], ['"three", 3']]);
    expect(await session.collect(filesOf("text", "text", { wholetext: "true" }))).toEqual([
      ['one\n\n"three", 3\n'],
    ]);
    await spark.put("ends/a.txt", "one\n\ntwo\r\nthree\n");
    expect((await failure(filesOf("text", "ends"))).message).toMatch(
      /^A text file whose lines end in different ways/,
    );
    expect((await failure(filesOf("text", "text", {}, "a STRING, b STRING"))).message).toBe(
      "Text data source supports only a single column, and you have 2 columns.",
    );
  });

  test("parquet: the schema of the first file, or with mergeSchema of all", async () => {
    await session.sql(
      "INSERT OVERWRITE DIRECTORY 's3://lake/pq/v=1' USING parquet SELECT 1 AS Id, 'x' AS Name",
    );
    await session.sql(
      "INSERT OVERWRITE DIRECTORY 's3://lake/pq/v=2' USING parquet SELECT 2 AS id, 1.5 AS more",
    );
    expect(await session.columns(filesOf("parquet", "pq"))).toEqual([
      "Id:integer",
      "Name:string",
      "v:integer",
    ]);
    expect(await session.collect(filesOf("parquet", "pq"))).toEqual([
      [1, "x", 1],
      [2, null, 2],
    ]);
    expect(await session.columns(filesOf("parquet", "pq", { mergeschema: "true" }))).toEqual([
      "Id:integer",
      "Name:string",
      "more:decimal(2,1)",
      "v:integer",
    ]);
    expect(await session.sql("SELECT id, name FROM parquet.`s3://lake/pq/v=1/`")).toEqual([
      [1, "x"],
    ]);
    await spark.put("notpq/a.parquet", "no parquet at all");
    expect(await failure(filesOf("parquet", "notpq"))).toMatchObject({
      message: "No magic bytes found at end of file 's3://lake/notpq/a.parquet'",
    });
  });
});

describe("paths", () => {
  beforeAll(async () => {
    for (const [index, folder] of [
      "y=2024/m=01",
      "y=2024/m=02",
      "y=2025/m=x",
      "y=__HIVE_DEFAULT_PARTITION__/m=a%2Fb",
    ].entries())
      await spark.put(`part/${folder}/f.csv`, `${index}\n`);
    await spark.put("part/_SUCCESS", "");
    await spark.put("part/.hidden/f.csv", "99\n");
  });

  test("folders name partitions, whose types are found from their values", async () => {
    expect(await session.columns(filesOf("csv", "part"))).toEqual([
      "_c0:string",
      "y:integer",
      "m:string",
    ]);
    expect(await session.collect(filesOf("csv", "part"))).toEqual([
      ["0", 2024, "01"],
      ["1", 2024, "02"],
      ["2", 2025, "x"],
      ["3", null, "a/b"],
    ]);
    expect(await session.columns(filesOf("csv", "part", {}, "y BIGINT, n INT"))).toEqual([
      "n:integer",
      "y:long",
      "m:string",
    ]);
    expect(await session.columns(filesOf("csv", "part", { recursivefilelookup: "true" }))).toEqual([
      "_c0:string",
    ]);
    const plain = spark.session({
      properties: { "spark.sql.sources.partitionColumnTypeInference.enabled": "false" },
    });
    expect(await plain.columns(filesOf("csv", "part"))).toEqual([
      "_c0:string",
      "y:string",
      "m:string",
    ]);
  });

  test("several paths, single objects, wildcards, s3a, basePath", async () => {
    expect(
      await session.collect(filesOf("csv", ["part/y=2024/m=01/f.csv", "part/y=2025/m=x/f.csv"])),
    ).toMatchObject({ length: 2 });
    expect(await session.collect(filesOf("csv", "part/y={2024,2025}/m=0[12]"))).toEqual([
      ["0"],
      ["1"],
    ]);
    expect(
      await session.collect(filesOf("csv", "part/*/m=0?/*.csv", { basepath: "s3://lake/part" })),
    ).toEqual([
      ["0", 2024, 1],
      ["1", 2024, 2],
    ]);
    expect(
      await session.collect({
        rel: "read",
        format: "csv",
        paths: ["s3a://lake/part/y=2025/m=x/f.csv"],
        options: {},
      }),
    ).toEqual([["2"]]);
    expect(
      await session.collect(filesOf("csv", "part", { pathglobfilter: "*.txt" }, "a INT")),
    ).toEqual([]);
  });

  test("what lies in different folders is no table", async () => {
    await spark.put("mess/k=1/f.csv", "1\n");
    await spark.put("mess/j=1/f.csv", "1\n");
    expect((await failure(filesOf("csv", "mess"))).message).toMatch(
      /Conflicting partition column names detected:[\s\S]*j[\s\S]*k/,
    );
  });

  test.each([
    ["csv", "s3://lake/nothing/here", "Path does not exist: s3://lake/nothing/here"],
    ["csv", "s3://lake/nothing/*.csv", "Path does not exist: s3://lake/nothing/*.csv"],
    ["csv", "s3://nobucket/x", "Path does not exist: s3://nobucket/x"],
    [
      "csv",
      "/etc/passwd",
      "The path /etc/passwd is not on S3: local-athena's Spark reads and writes s3://bucket/key only",
    ],
    ["csv", "s3://lake/part/.hidden/", undefined],
    [
      "orc",
      "s3://lake/part",
      "The format orc is not supported by local-athena: csv, json, parquet and text are",
    ],
    [
      "jdbc",
      "s3://lake/part",
      "The format jdbc is not supported by local-athena: csv, json, parquet and text are",
    ],
  ])("%s of %s", async (format, path, message) => {
    const plan: Relation = { rel: "read", format, paths: [path], options: {} };
    if (message === undefined) expect(await session.collect(plan)).toEqual([["99"]]);
    else expect((await failure(plan)).message).toBe(message);
  });

  test("a folder without files has no schema of its own", async () => {
    await spark.put("hollow/_SUCCESS", "");
    expect((await failure(filesOf("csv", "hollow"))).message).toBe(
      "Unable to infer schema for CSV. It must be specified manually.",
    );
    expect(await session.collect(filesOf("csv", "hollow", {}, "a INT"))).toEqual([]);
  });

  test("what is read is counted, files that come later too", async () => {
    await spark.put("counted/a.csv", "1\n");
    const before = spark.scanned();
    const plan: Relation = { ...filesOf("csv", "counted"), planId: 1 };
    expect(await session.collect(plan)).toEqual([["1"]]);
    expect(spark.scanned() - before).toBe(2);
    await spark.put("counted/b.csv", "22\n");
    expect(await session.collect(plan)).toEqual([["1"], ["22"]]);
    expect(spark.scanned() - before).toBe(7);
  });
});
