import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Relation } from "../plan/plan";
import { openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";
import { parseQuery } from "../sql/parse";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

type Request = Parameters<TestSession["write"]>[0];

let folders = 0;
/** Writes a query's rows to a new folder and tells it. */
async function written(query: string, request: Partial<Request> = {}): Promise<string> {
  const path = `s3://lake/out${++folders}`;
  await session.write({ plan: parseQuery(query), target: { path }, ...request });
  return path;
}
const keyOf = (path: string) => path.replace("s3://lake/", "");
/** The names of a folder's objects without what is random in them. */
const namesIn = async (path: string) =>
  (await spark.keys("lake", `${keyOf(path)}/`)).map((key) =>
    key.slice(keyOf(path).length + 1).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "<uuid>"),
  );
async function textIn(path: string): Promise<string> {
  const [key = ""] = (await spark.keys("lake", `${keyOf(path)}/`)).filter((name) =>
    name.includes("part-"),
  );
  return spark.text("lake", key);
}
const read = (
  path: string,
  format = "parquet",
  options: Record<string, string> = {},
): Relation => ({
  rel: "read",
  format,
  paths: [path],
  options,
});
const failure = (query: string, request: Partial<Request>) =>
  session.failure(
    session.write({
      plan: parseQuery(query),
      target: { path: `s3://lake/failed${++folders}` },
      ...request,
    }),
  );

const allTypes =
  "SELECT CAST(1 AS TINYINT) b, 2 i, 3L l, 1.5 dec, CAST(1.5 AS DOUBLE) d, 1e10 big, 'a \"q\", b' s, true t, DATE '2024-01-02' day, TIMESTAMP '2024-01-02 03:04:05.123456' ts, X'00ff' bin, array(1, null, 3) arr, map('k', 1) m, named_struct('x', 1, 'y', CAST(NULL AS STRING)) st, CAST(NULL AS INT) nul";

describe("formats", () => {
  test("Parquet keeps every type, and says so in the names of its files", async () => {
    const path = await written(allTypes);
    expect(await namesIn(path)).toEqual(["_SUCCESS", "part-00000-<uuid>-c000.snappy.parquet"]);
    expect(await session.collect(read(path))).toEqual([
      [
        1,
        2,
        3,
        "1.5",
        1.5,
        10000000000,
        'a "q", b',
        true,
        "2024-01-02",
        "2024-01-02T03:04:05.123456Z",
        "AP8=",
        [1, null, 3],
        [["k", 1]],
        [1, null],
        null,
      ],
    ]);
    expect(await session.columns(read(path))).toContain("dec:decimal(2,1)");
    const gzipped = await written("SELECT 1 a", { options: { compression: "gzip" } });
    expect(await namesIn(gzipped)).toEqual(["_SUCCESS", "part-00000-<uuid>-c000.gz.parquet"]);
  });

  test("JSON leaves NULL fields out", async () => {
    const path = await written(`${allTypes}, CAST('NaN' AS DOUBLE) nan`, { format: "json" });
    expect(await textIn(path)).toBe(
      '{"b":1,"i":2,"l":3,"dec":1.5,"d":1.5,"big":1.0E10,"s":"a \\"q\\", b","t":true,"day":"2024-01-02","ts":"2024-01-02T03:04:05.123Z","bin":"AP8=","arr":[1,null,3],"m":{"k":1},"st":{"x":1},"nan":"NaN"}\n',
    );
    const kept = await written(
      "SELECT CAST(NULL AS INT) a, array(named_struct('b', CAST(NULL AS INT))) c",
      { format: "json", options: { ignorenullfields: "false" } },
    );
    expect(await textIn(kept)).toBe('{"a":null,"c":[{"b":null}]}\n');
  });

  test("CSV quotes what it must; NULL is nothing and an empty text is quoted", async () => {
    const query =
      "SELECT 1 AS id, 'a \"q\", b' s, '' e, ' sp ' sp, CAST(NULL AS STRING) n, DATE '2024-01-02' day, TIMESTAMP '2024-01-02 03:04:05.123456' ts, 1e10 d";
    const path = await written(query, { format: "csv", options: { header: "true" } });
    expect(await textIn(path)).toBe(
      'id,s,e,sp,n,day,ts,d\n1,"a \\"q\\", b","",sp,,2024-01-02,2024-01-02T03:04:05.123Z,1.0E10\n',
    );
    expect(await session.collect(read(path, "csv", { header: "true" }))).toEqual([
      ["1", 'a "q", b', "", "sp", null, "2024-01-02", "2024-01-02T03:04:05.123Z", "1.0E10"],
    ]);
    const other = await written(query, {
      format: "csv",
      options: {
        sep: "\t",
        nullvalue: "NA",
        dateformat: "dd/MM/yyyy",
        timestampformat: "yyyy-MM-dd HH:mm:ss",
        ignoreleadingwhitespace: "false",
        ignoretrailingwhitespace: "false",
      },
    });
    expect(await textIn(other)).toBe(
      '1\t"a \\"q\\", b"\t""\t" sp "\tNA\t02/01/2024\t2024-01-02 03:04:05\t1.0E10\n',
    );
    const packed = await written("SELECT 'x' v", {
      format: "csv",
      options: { compression: "gzip" },
    });
    expect(await namesIn(packed)).toEqual(["_SUCCESS", "part-00000-<uuid>-c000.csv.gz"]);
    const [, key = ""] = await spark.keys("lake", `${keyOf(packed)}/`);
    const object = await spark.athena.store.get("lake", key);
    const chunks: Uint8Array[] = [];
    for await (const chunk of object?.body ?? []) chunks.push(chunk as Uint8Array);
    expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe("x\n");
  });

  test("text writes one column as it is", async () => {
    const path = await written("VALUES ('a'), (NULL), ('b\"c,d')", { format: "text" });
    expect(await textIn(path)).toBe('a\n\nb"c,d\n');
  });

  test("no rows leave a file that tells the columns", async () => {
    const header = await written("SELECT 1 one WHERE false", {
      format: "csv",
      options: { header: "true" },
    });
    expect(await textIn(header)).toBe("one\n");
    expect(await session.columns(read(await written("SELECT 1 one WHERE false")))).toEqual([
      "one:integer",
    ]);
  });

  test("rows come in the order of the frame", async () => {
    const path = await written("SELECT id FROM range(5000) ORDER BY id DESC", { format: "csv" });
    const lines = (await textIn(path)).trim().split("\n");
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([5000, "4999", "0"]);
  });

  test.each([
    [
      "SELECT array(1) a",
      { format: "csv" },
      /^CSV data source does not support array<int> data type\.$/,
    ],
    [
      "SELECT 1 a, 2 b",
      { format: "text" },
      /^Text data source supports only a single column, and you have 2 columns\.$/,
    ],
    ["SELECT 1 a", { format: "text" }, /^Text data source does not support int data type\.$/],
    ["SELECT NULL a", {}, /^Parquet data source does not support void data type\.$/],
    ["SELECT 1 `a b`", {}, /^Attribute name "a b" contains invalid character/],
    ["SELECT 1 a, 2 A", {}, /^Found duplicate column\(s\) when inserting into s3:.*: `a`$/],
    ["SELECT 1 a", { options: { compression: "lzo" } }, /^Codec \[lzo\] is not available/],
    ["SELECT 1 a", { format: "orc" }, /^The format orc is not supported by local-athena/],
    [
      "SELECT 1 a",
      { partitionBy: ["z"] },
      /^Partition column `z` not found in schema struct<a:int>$/,
    ],
    ["SELECT 1 a", { partitionBy: ["a"] }, /^Cannot use all columns for partition columns$/],
    [
      "SELECT array(1) a, 1 b",
      { partitionBy: ["a"] },
      /^Cannot use array<int> for partition column$/,
    ],
    [
      "SELECT 1 a",
      { target: { path: "s3://no-such-bucket/x" } },
      /The specified bucket does not exist: no-such-bucket/,
    ],
    ["SELECT 1 a", { target: { path: "/tmp/x" } }, /^The path \/tmp\/x is not on S3/],
    ["SELECT 1 a", { target: { path: "s3://lake/a/../b" } }, /^The path .* cannot be written to$/],
  ] as [string, Partial<Request>, RegExp][])(
    "%s %o is refused",
    async (query, request, expected) => {
      expect((await failure(query, request)).message).toMatch(expected);
      expect(await spark.keys("lake", "failed")).toEqual([]);
    },
  );
});

describe("modes and partitions", () => {
  const partitioned = "SELECT id, id % 2 k, CASE WHEN id > 1 THEN 'a/b:c' END j FROM range(4)";

  test("partition columns become folders and come back with types", async () => {
    const path = await written(partitioned, { partitionBy: ["k", "j"] });
    expect(await namesIn(path)).toEqual([
      "_SUCCESS",
      "k=0/j=__HIVE_DEFAULT_PARTITION__/part-00000-<uuid>.c000.snappy.parquet",
      "k=0/j=a%2Fb%3Ac/part-00000-<uuid>.c000.snappy.parquet",
      "k=1/j=__HIVE_DEFAULT_PARTITION__/part-00000-<uuid>.c000.snappy.parquet",
      "k=1/j=a%2Fb%3Ac/part-00000-<uuid>.c000.snappy.parquet",
    ]);
    expect(await session.columns(read(path))).toEqual(["id:long", "k:integer", "j:string"]);
    expect(await session.collect(read(path))).toEqual([
      [0, 0, null],
      [2, 0, "a/b:c"],
      [1, 1, null],
      [3, 1, "a/b:c"],
    ]);
    for (const format of ["csv", "json"]) {
      const other = await written(partitioned, { partitionBy: ["k", "j"], format });
      expect(
        await session.collect({
          rel: "aggregate",
          kind: "groupBy",
          input: read(other, format),
          grouping: [],
          aggregates: [
            { expr: "sql", text: "count(*)" },
            { expr: "sql", text: "sum(k)" },
          ],
        }),
      ).toEqual([[4, 2]]);
    }
  });

  test("error and ignore leave what is there; append adds; overwrite replaces", async () => {
    const path = await written("SELECT 1 a");
    const before = await spark.keys("lake", `${keyOf(path)}/`);
    const object = `s3://lake/${before.at(-1)}`;
    expect((await failure("SELECT 2 a", { target: { path: object } })).message).toBe(
      `path ${object} already exists.`,
    );
    expect((await failure("SELECT 2 a", { target: { path } })).message).toBe(
      `path ${path} already exists.`,
    );
    await session.write({ plan: parseQuery("SELECT 2 a"), target: { path }, mode: "ignore" });
    expect(await spark.keys("lake", `${keyOf(path)}/`)).toEqual(before);
    await session.write({ plan: parseQuery("SELECT 3 a"), target: { path }, mode: "append" });
    expect(await session.sql(`SELECT a FROM parquet.\`${path}\` ORDER BY a`)).toEqual([[1], [3]]);
    await session.write({ plan: parseQuery("SELECT 4 b"), target: { path }, mode: "overwrite" });
    expect(await session.sql(`SELECT * FROM parquet.\`${path}\``)).toEqual([[4]]);
    expect(await namesIn(path)).toHaveLength(2);
    await session.write({
      plan: parseQuery(`SELECT b + 1 AS b FROM parquet.\`${path}\``),
      target: { path },
      mode: "overwrite",
    });
    expect(await session.sql(`SELECT * FROM parquet.\`${path}\``)).toEqual([[5]]);
  });

  test("dynamic overwrite replaces only the partitions that are written", async () => {
    const path = await written("SELECT id, id % 3 k FROM range(6)", { partitionBy: ["k"] });
    const options = { partitionoverwritemode: "dynamic" };
    await session.write({
      plan: parseQuery("SELECT 100L id, 1L k"),
      target: { path },
      mode: "overwrite",
      partitionBy: ["k"],
      options,
    });
    expect(await session.sql(`SELECT id FROM parquet.\`${path}\` ORDER BY id`)).toEqual([
      [0],
      [2],
      [3],
      [5],
      [100],
    ]);
    await session.write({
      plan: parseQuery("SELECT 7L id, 1L k"),
      target: { path },
      mode: "overwrite",
      partitionBy: ["k"],
    });
    expect(await session.sql(`SELECT id, k FROM parquet.\`${path}\``)).toEqual([[7, 1]]);
  });

  test("a write that fails or is stopped leaves what was there, and nothing of its own", async () => {
    const path = await written("SELECT 1 a");
    const before = await spark.keys("lake", `${keyOf(path)}/`);
    const broken = "SELECT (SELECT b FROM VALUES (1), (2) AS t(b)) a";
    expect((await failure(broken, { target: { path }, mode: "overwrite" })).message).toMatch(
      /more than one row returned by a subquery/,
    );
    const stop = new AbortController();
    const plan = parseQuery(
      "SELECT count(*) a FROM range(100000000) x CROSS JOIN range(100000000) y WHERE x.id * y.id % 7 = 3",
    );
    const work = session.handle(
      "write",
      { plan, target: { path }, mode: "overwrite", partitionBy: [], options: {} },
      stop.signal,
    );
    setImmediate(() => stop.abort());
    await expect(work).rejects.toMatchObject({ name: "AbortError" });
    expect(await spark.keys("lake", `${keyOf(path)}/`)).toEqual(before);
    expect(await session.sql(`SELECT * FROM parquet.\`${path}\``)).toEqual([[1]]);
  });
});
