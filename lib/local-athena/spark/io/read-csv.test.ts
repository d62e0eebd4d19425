import { gzipSync } from "node:zlib";
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

describe("csv", () => {
  beforeAll(async () => {
    await spark.put(
      "csv/a.csv",
      'id,name,note\n1,"a ""b"", c",""\n2,x\n3,"q\\"uote",y,extra,more\n\n4,  sp  ,\n',
    );
    await spark.put("csv/b.csv", 'id,name,note\r\n7,é,"x"\r\n');
    await spark.put(
      "typed/a.csv",
      "i,l,d,b,t,day,s,n,big,mix\n1,3000000000,1.5,true,2024-01-02 03:04:05,2024-01-02,x,,12345678901234567890,1\n-2,4,1e3,FALSE,2024-01-02T03:04:05.123+01:00,2024-02-03,y,,1,a\n",
    );
  });

  test("columns are strings named _c0, _c1, … without a header", async () => {
    const plan = filesOf("csv", "csv/b.csv");
    expect(await session.columns(plan)).toEqual(["_c0:string", "_c1:string", "_c2:string"]);
    expect(await session.collect(plan)).toEqual([
      ["id", "name", "note"],
      ["7", "é", "x"],
    ]);
  });

  test("a header in each file; short and long lines, quotes, escapes, empty values", async () => {
    const plan = filesOf("csv", "csv", { header: "true" });
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
    await spark.put("names/a.csv", 'a,,A,"b,c"\n1,2,3,4\n');
    expect(await session.columns(filesOf("csv", "names", { header: "true" }))).toEqual([
      "a0:string",
      "_c1:string",
      "A2:string",
      "b,c:string",
    ]);
  });

  test("types are inferred from every value", async () => {
    const plan = filesOf("csv", "typed", { header: "true", inferschema: "true" });
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
    await spark.put("late/a.csv", `a, b,c,d,e\n${lines.join("\n")}\n`);
    const options = { header: "true", inferschema: "true", ignoreleadingwhitespace: "true" };
    expect(await session.columns(filesOf("csv", "late", options))).toEqual([
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
    expect(await session.collect(filesOf("csv", "typed", { header: "true" }, schema))).toEqual([
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
      await session.collect(
        filesOf("csv", "typed", { header: "true", mode: "DROPMALFORMED" }, wide),
      ),
    ).toHaveLength(1);
    expect(
      await session.collect(filesOf("csv", "csv/a.csv", { header: "true", mode: "DROPMALFORMED" })),
    ).toEqual([
      ["1", 'a ""b"", c', null],
      ["4", "  sp  ", null],
    ]);
    expect(
      await failure(filesOf("csv", "typed", { header: "true", mode: "FAILFAST" }, wide)),
    ).toMatchObject({
      errorClass: "Py4JJavaError",
      message: expect.stringMatching(
        /^org.apache.spark.SparkException: Malformed records are detected in record parsing. Parse Mode: FAILFAST/,
      ),
    });
  });

  test("separators, nullValue, comments, formats of dates, spaces, gzip", async () => {
    await spark.put("odd/a.csv.gz", gzipSync("#c\n1|-|31/12/2024|Jan 5 2024 3:04 PM| 7 \n"));
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
        filesOf("csv", "odd/*.gz", options, "a INT, b STRING, c DATE, d TIMESTAMP, e INT"),
      ),
    ).toEqual([[1, null, "2024-12-31", "2024-01-05T15:04:00Z", 7]]);
    expect(
      await failure(filesOf("csv", "odd/*.gz", { dateformat: "DDD" }, "a DATE")),
    ).toMatchObject({
      errorClass: "IllegalArgumentException",
    });
  });

  test("a field that goes on in the next line needs multiLine", async () => {
    await spark.put("lines/a.csv", 'id,t\n1,"two\nlines"\n');
    expect(
      await session.collect(filesOf("csv", "lines", { header: "true", multiline: "true" })),
    ).toEqual([["1", "two\nlines"]]);
    expect((await failure(filesOf("csv", "lines", { header: "true" }))).message).toMatch(
      /reads with the option multiLine only$/,
    );
  });

  test.each([
    [{ encoding: "UTF-16" }, /^The encoding UTF-16 is not supported by local-athena/],
    [{ quote: "ab" }, /^quote cannot be more than one character$/],
    [{ header: "yes" }, /^header flag can be true or false$/],
    [{ linesep: "\r" }, /^The option linesep of csv is not supported/],
  ])("%o is refused", async (options, expected) => {
    expect((await failure(filesOf("csv", "csv", options))).message).toMatch(expected);
  });
});
