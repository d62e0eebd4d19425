import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Relation } from "../plan/plan";
import { openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

const put = (key: string, body: string | Buffer) =>
  spark.athena.store.put("lake", key, Buffer.from(body));
const read = (
  format: string,
  path: string | string[],
  options: Record<string, string> = {},
  schema?: string,
): Relation => ({
  rel: "read",
  format,
  paths: [path].flat().map((one) => `s3://lake/${one}`),
  options,
  ...(schema !== undefined && { schema }),
});
const failure = (plan: Relation) => session.failure(session.collect(plan));

describe("csv", () => {
  beforeAll(async () => {
    await put(
      "csv/a.csv",
      'id,name,note\n1,"a ""b"", c",""\n2,x\n3,"q\\"uote",y,extra,more\n\n4,  sp  ,\n',
    );
    await put("csv/b.csv", 'id,name,note\r\n7,é,"x"\r\n');
    await put(
      "typed/a.csv",
      "i,l,d,b,t,day,s,n,big,mix\n1,3000000000,1.5,true,2024-01-02 03:04:05,2024-01-02,x,,12345678901234567890,1\n-2,4,1e3,FALSE,2024-01-02T03:04:05.123+01:00,2024-02-03,y,,1,a\n",
    );
  });

  test("columns are strings named _c0, _c1, … without a header", async () => {
    const plan = read("csv", "csv/b.csv");
    expect(await session.columns(plan)).toEqual(["_c0:string", "_c1:string", "_c2:string"]);
    expect(await session.collect(plan)).toEqual([
      ["id", "name", "note"],
      ["7", "é", "x"],
    ]);
  });

  test("a header in each file; short and long lines, quotes, escapes, empty values", async () => {
    const plan = read("csv", "csv", { header: "true" });
    expect(await session.columns(plan)).toEqual(["id:string", "name:string", "note:string"]);
    expect(await session.collect(plan)).toEqual([
      ["1", 'a ""b"", c', ""],
      ["2", "x", null],
      ["3", 'q"uote', "y"],
      ["4", "  sp  ", null],
      ["7", "é", "x"],
    ]);
  });

  test("names of a header: missing and repeated ones get their place", async () => {
    await put("names/a.csv", 'a,,A,"b,c"\n1,2,3,4\n');
    expect(await session.columns(read("csv", "names", { header: "true" }))).toEqual([
      "a0:string",
      "_c1:string",
      "A2:string",
      "b,c:string",
    ]);
  });

  test("types are inferred from every value", async () => {
    const plan = read("csv", "typed", { header: "true", inferschema: "true" });
    expect(await session.columns(plan)).toEqual([
      "i:integer",
      "l:long",
      "d:double",
      "b:boolean",
      "t:timestamp",
      "day:timestamp",
      "s:string",
      "n:string",
      "big:decimal(20,0)",
      "mix:string",
    ]);
    expect(await session.collect(plan)).toEqual([
      [
        1,
        3000000000,
        1.5,
        true,
        "2024-01-02T03:04:05Z",
        "2024-01-02T00:00:00Z",
        "x",
        null,
        "12345678901234567890",
        "1",
      ],
      [-2, 4, 1000, false, "2024-01-02T02:04:05.123Z", "2024-02-03T00:00:00Z", "y", null, "1", "a"],
    ]);
  });

  test("types are those of all rows, however many begin otherwise", async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `${index},${index},${index},2024-01-01, ${index}`,
    );
    lines[2500] = "2500.5,soon,9999999999,never, 7";
    await put("late/a.csv", `a, b,c,d,e\n${lines.join("\n")}\n`);
    const options = { header: "true", inferschema: "true", ignoreleadingwhitespace: "true" };
    expect(await session.columns(read("csv", "late", options))).toEqual([
      "a:double",
      "b:string",
      "c:long",
      "d:string",
      "e:integer",
    ]);
  });

  test("a schema gives names and types; what does not parse is NULL, drops its line, or fails", async () => {
    const schema =
      "i INT, l INT, d FLOAT, b BOOLEAN, t TIMESTAMP, day DATE, s STRING, n INT, big DECIMAL(20,0), mix SMALLINT";
    expect(await session.collect(read("csv", "typed", { header: "true" }, schema))).toEqual([
      [
        1,
        null,
        1.5,
        true,
        "2024-01-02T03:04:05Z",
        "2024-01-02",
        "x",
        null,
        "12345678901234567890",
        1,
      ],
      [-2, 4, 1000, false, "2024-01-02T02:04:05.123Z", "2024-02-03", "y", null, "1", null],
    ]);
    const wide = schema.replace("l INT", "l BIGINT");
    expect(
      await session.collect(read("csv", "typed", { header: "true", mode: "DROPMALFORMED" }, wide)),
    ).toHaveLength(1);
    expect(
      await session.collect(read("csv", "csv/a.csv", { header: "true", mode: "DROPMALFORMED" })),
    ).toEqual([
      ["1", 'a ""b"", c', null],
      ["4", "  sp  ", null],
    ]);
    expect(
      await failure(read("csv", "typed", { header: "true", mode: "FAILFAST" }, wide)),
    ).toMatchObject({
      errorClass: "Py4JJavaError",
      message: expect.stringMatching(
        /^org.apache.spark.SparkException: Malformed records are detected in record parsing. Parse Mode: FAILFAST/,
      ),
    });
  });

  test("separators, nullValue, comments, formats of dates, spaces, gzip", async () => {
    await put("odd/a.csv.gz", gzipSync("#c\n1|-|31/12/2024|Jan 5 2024 3:04 PM| 7 \n"));
    const options = {
      sep: "|",
      nullvalue: "-",
      comment: "#",
      dateformat: "dd/MM/yyyy",
      timestampformat: "MMM d yyyy h:mm a",
      ignoreleadingwhitespace: "true",
      ignoretrailingwhitespace: "true",
    };
    expect(
      await session.collect(
        read("csv", "odd/*.gz", options, "a INT, b STRING, c DATE, d TIMESTAMP, e INT"),
      ),
    ).toEqual([[1, null, "2024-12-31", "2024-01-05T15:04:00Z", 7]]);
    expect(await failure(read("csv", "odd/*.gz", { dateformat: "DDD" }, "a DATE"))).toMatchObject({
      errorClass: "IllegalArgumentException",
    });
  });

  test("a field that goes on in the next line needs multiLine", async () => {
    await put("lines/a.csv", 'id,t\n1,"two\nlines"\n');
    expect(
      await session.collect(read("csv", "lines", { header: "true", multiline: "true" })),
    ).toEqual([["1", "two\nlines"]]);
    expect((await failure(read("csv", "lines", { header: "true" }))).message).toMatch(
      /reads with the option multiLine only$/,
    );
  });

  test.each([
    [{ encoding: "UTF-16" }, /^The encoding UTF-16 is not supported by local-athena/],
    [{ quote: "ab" }, /^quote cannot be more than one character$/],
    [{ header: "yes" }, /^header flag can be true or false$/],
    [{ linesep: "\r" }, /^The option linesep of csv is not supported/],
  ])("%o is refused", async (options, expected) => {
    expect((await failure(read("csv", "csv", options))).message).toMatch(expected);
  });
});

describe("json", () => {
  test("fields in the order of their names, types of all lines together", async () => {
    await put(
      "json/a.json",
      '{"b":1,"a":"x","n":{"z":1,"y":[1,2]},"m":null}\n\n{"b":2.5,"c":true,"n":{"z":2},"a":{"k":1}}\n',
    );
    const plan = read("json", "json");
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
    await put("empty/a.json", "{}\n{}\n");
    expect(await session.columns(read("json", "empty"))).toEqual([]);
    expect(await session.collect(read("json", "empty"))).toEqual([[], []]);
  });

  test("malformed lines: a column of their own, dropped, or a failure", async () => {
    await put("bad/a.json", '{"a":1}\n{"a":\n');
    expect(await session.collect(read("json", "bad"))).toEqual([
      [null, 1],
      ['{"a":', null],
    ]);
    expect(await session.columns(read("json", "bad"))).toEqual([
      "_corrupt_record:string",
      "a:long",
    ]);
    expect(await session.collect(read("json", "bad", { mode: "DROPMALFORMED" }))).toEqual([[1]]);
    expect(await session.collect(read("json", "bad", {}, "a INT"))).toEqual([[1], [null]]);
    expect((await failure(read("json", "bad", { mode: "FAILFAST" }))).message).toMatch(
      /Parse Mode: FAILFAST/,
    );
    expect((await failure(read("json", "bad", { mode: "FAILFAST" }, "a INT"))).message).toMatch(
      /Parse Mode: FAILFAST/,
    );
  });

  test("documents over several lines, and arrays of them", async () => {
    await put("docs/a.json", '[{"a":1},\n {"a":2}]');
    await put("docs/b.json", '{\n"a": 3}');
    expect(await session.collect(read("json", "docs", { multiline: "true" }))).toEqual([
      [1],
      [2],
      [3],
    ]);
  });

  test("a schema: values of other types are NULL, numbers become texts", async () => {
    await put(
      "mixed/a.json",
      '{"i":"1","s":12,"d":"2024-01-02","t":"2024-01-02T03:04:05Z","m":{"x":1,"y":null},"l":[1,"a"],"o":1.5}\n',
    );
    expect(
      await session.collect(
        read(
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
    await put("text/a.txt", 'one\n\n"three", 3\n');
    expect(await session.columns(read("text", "text"))).toEqual(["value:string"]);
    expect(await session.collect(read("text", "text"))).toEqual([["one"], [""], ['"three", 3']]);
    expect(await session.collect(read("text", "text", { wholetext: "true" }))).toEqual([
      ['one\n\n"three", 3\n'],
    ]);
    await put("ends/a.txt", "one\n\ntwo\r\nthree\n");
    expect((await failure(read("text", "ends"))).message).toMatch(
      /^A text file whose lines end in different ways/,
    );
    expect((await failure(read("text", "text", {}, "a STRING, b STRING"))).message).toBe(
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
    expect(await session.columns(read("parquet", "pq"))).toEqual([
      "Id:integer",
      "Name:string",
      "v:integer",
    ]);
    expect(await session.collect(read("parquet", "pq"))).toEqual([
      [1, "x", 1],
      [2, null, 2],
    ]);
    expect(await session.columns(read("parquet", "pq", { mergeschema: "true" }))).toEqual([
      "Id:integer",
      "Name:string",
      "more:decimal(2,1)",
      "v:integer",
    ]);
    expect(await session.sql("SELECT id, name FROM parquet.`s3://lake/pq/v=1/`")).toEqual([
      [1, "x"],
    ]);
    await put("notpq/a.parquet", "no parquet at all");
    expect(await failure(read("parquet", "notpq"))).toMatchObject({
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
      await put(`part/${folder}/f.csv`, `${index}\n`);
    await put("part/_SUCCESS", "");
    await put("part/.hidden/f.csv", "99\n");
  });

  test("folders name partitions, whose types are found from their values", async () => {
    expect(await session.columns(read("csv", "part"))).toEqual([
      "_c0:string",
      "y:integer",
      "m:string",
    ]);
    expect(await session.collect(read("csv", "part"))).toEqual([
      ["0", 2024, "01"],
      ["1", 2024, "02"],
      ["2", 2025, "x"],
      ["3", null, "a/b"],
    ]);
    expect(await session.columns(read("csv", "part", {}, "y BIGINT, n INT"))).toEqual([
      "n:integer",
      "y:long",
      "m:string",
    ]);
    expect(await session.columns(read("csv", "part", { recursivefilelookup: "true" }))).toEqual([
      "_c0:string",
    ]);
    const plain = spark.session({
      properties: { "spark.sql.sources.partitionColumnTypeInference.enabled": "false" },
    });
    expect(await plain.columns(read("csv", "part"))).toEqual([
      "_c0:string",
      "y:string",
      "m:string",
    ]);
  });

  test("several paths, single objects, wildcards, s3a, basePath", async () => {
    expect(
      await session.collect(read("csv", ["part/y=2024/m=01/f.csv", "part/y=2025/m=x/f.csv"])),
    ).toMatchObject({ length: 2 });
    expect(await session.collect(read("csv", "part/y={2024,2025}/m=0[12]"))).toEqual([
      ["0"],
      ["1"],
    ]);
    expect(
      await session.collect(read("csv", "part/*/m=0?/*.csv", { basepath: "s3://lake/part" })),
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
      await session.collect(read("csv", "part", { pathglobfilter: "*.txt" }, "a INT")),
    ).toEqual([]);
  });

  test("what lies in different folders is no table", async () => {
    await put("mess/k=1/f.csv", "1\n");
    await put("mess/j=1/f.csv", "1\n");
    expect((await failure(read("csv", "mess"))).message).toMatch(
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
    await put("hollow/_SUCCESS", "");
    expect((await failure(read("csv", "hollow"))).message).toBe(
      "Unable to infer schema for CSV. It must be specified manually.",
    );
    expect(await session.collect(read("csv", "hollow", {}, "a INT"))).toEqual([]);
  });

  test("what is read is counted, files that come later too", async () => {
    await put("counted/a.csv", "1\n");
    const before = spark.scanned();
    const plan: Relation = { ...read("csv", "counted"), planId: 1 };
    expect(await session.collect(plan)).toEqual([["1"]]);
    expect(spark.scanned() - before).toBe(2);
    await put("counted/b.csv", "22\n");
    expect(await session.collect(plan)).toEqual([["1"], ["22"]]);
    expect(spark.scanned() - before).toBe(7);
  });
});
