import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestSpark, type TestSession, type TestSpark } from "./spark-engine.fixture";
import { parseQuery } from "./sql/parse";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

const never = new AbortController().signal;
/** Takes far longer than any test may. */
const endless =
  "SELECT count(*) AS n FROM range(1000000000) a JOIN range(1000000000) b ON a.id % 7 = b.id % 5";

describe("sql", () => {
  test("answers a query as its plan, which runs when it is asked for, and a command's rows at once", async () => {
    const query = await session.handle("sql", { query: "SELECT 1 AS a;" }, never);
    expect(query).toEqual({ plan: parseQuery("SELECT 1 AS a"), isCommand: false });
    const command = await session.handle("sql", { query: "SHOW DATABASES" }, never);
    expect(command).toMatchObject({ isCommand: true, plan: { rel: "local", rows: [["default"]] } });
  });

  test("prints as Spark prints", async () => {
    await session.sql(
      "CREATE OR REPLACE TEMP VIEW sales AS SELECT * FROM VALUES ('a', 1, 1.5), ('b', 2, NULL), ('a', 3, 2.25) AS t(shop, n, price)",
    );
    expect(
      await session.show(
        "SELECT shop, sum(n) AS n, avg(price) FROM sales GROUP BY shop ORDER BY shop",
      ),
    ).toBe(
      [
        "+----+---+----------+",
        "|shop|  n|avg(price)|",
        "+----+---+----------+",
        "|   a|  4|  1.875000|",
        "|   b|  2|      null|",
        "+----+---+----------+",
        "",
      ].join("\n"),
    );
    expect(await session.show("CREATE OR REPLACE TEMP VIEW nothing AS SELECT 1")).toBe(
      "++\n||\n++\n++\n",
    );
  });

  test("PIVOT makes a column of each value, and rows of what is left", async () => {
    const view = "VALUES ('a', 1, 'x'), ('b', 2, 'x'), ('a', 3, 'y') AS t(k, n, g)";
    const pivot = "PIVOT (sum(n) AS s, count(*) FOR k IN ('a', 'b' AS bee))";
    const query = `SELECT * FROM ${view} ${pivot} ORDER BY g`;
    expect(await session.columns(parseQuery(query))).toEqual([
      "g:string",
      "a_s:long",
      "a_count(1):long",
      "bee_s:long",
      "bee_count(1):long",
    ]);
    expect(await session.sql(query)).toEqual([
      ["x", 1, 1, 2, 1],
      ["y", 3, 1, null, null],
    ]);
  });

  test("EXPLAIN tells a plan, without running it", async () => {
    const [[plan]] = (await session.sql(`EXPLAIN ${endless}`)) as [[string]];
    expect(plan).toMatch(/^== Physical Plan ==\n/);
    const { text } = await session.handle(
      "explain",
      { plan: parseQuery("SELECT 1 AS a"), mode: "extended" },
      never,
    );
    expect(text).toMatch(/== Parsed Logical Plan ==[\s\S]*== Analyzed Logical Plan ==\na: int\n/);
  });

  test.each([
    ["ParseException", "SELECT 1 FROM t WHERE", /^\nmismatched input '<EOF>'/],
    [
      "AnalysisException",
      "SELECT nope FROM VALUES (1) AS t(a)",
      /^cannot resolve 'nope' given input columns: \[t\.a\]/,
    ],
    ["AnalysisException", "SELECT * FROM nowhere", /^Table or view not found: nowhere/],
    ["AnalysisException", "SELECT nofunction(1)", /^Undefined function: 'nofunction'/],
  ])("%s: %s", async (errorClass, sql, message) => {
    expect(await session.failure(sql)).toMatchObject({
      errorClass,
      message: expect.stringMatching(message),
    });
  });
});

describe("sessions", () => {
  test("are stopped at once, whatever they do, and go on afterwards", async () => {
    const requests: [name: "collect" | "show" | "write" | "sql", request: object][] = [
      ["collect", { plan: parseQuery(endless) }],
      ["show", { plan: parseQuery(endless), rows: 20, truncate: 20, vertical: false }],
      [
        "write",
        {
          plan: parseQuery(endless),
          target: { path: "s3://lake/never" },
          mode: "error",
          partitionBy: [],
          options: {},
        },
      ],
      ["sql", { query: `CREATE TABLE never AS ${endless}` }],
    ];
    for (const [name, request] of requests) {
      const stop = new AbortController();
      const work = session.handle(name, request as never, stop.signal);
      setTimeout(() => stop.abort(), 20);
      await expect(work, name).rejects.toMatchObject({ name: "AbortError" });
    }
    await expect(
      session.handle("collect", { plan: parseQuery("SELECT 1") }, AbortSignal.abort()),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(await session.sql("SELECT 1")).toEqual([[1]]);
    expect(await spark.keys("lake")).toEqual([]);
    expect(await session.sql("SHOW TABLES LIKE 'never'")).toEqual([]);
  });

  test("work beside each other over one catalog", async () => {
    const sessions = Array.from({ length: 8 }, () => spark.session());
    await Promise.all(
      sessions.map(async (own, index) => {
        await own.sql(`CREATE TEMP VIEW mine AS SELECT ${index} AS n`);
        await own.sql(`CREATE TABLE shared_${index} USING parquet AS SELECT n FROM mine`);
      }),
    );
    const all = sessions.map((_, index) => `SELECT n FROM shared_${index}`).join(" UNION ALL ");
    expect(await sessions[0]?.sql(`SELECT sum(n) FROM (${all})`)).toEqual([[28]]);
    expect(await Promise.all(sessions.map((own) => own.sql("SELECT n FROM mine")))).toEqual(
      sessions.map((_, index) => [[index]]),
    );
  });

  test("reach nothing but the object store", async () => {
    for (const sql of [
      "SELECT * FROM csv.`/etc/passwd`",
      "SELECT * FROM text.`file:///etc/passwd`",
      "SELECT * FROM parquet.`http://localhost/x`",
    ])
      expect((await session.failure(sql)).message).toMatch(
        /is not on S3: local-athena's Spark reads and writes/,
      );
    expect((await session.failure("SELECT * FROM csv.`s3://lake/../../x`")).message).toMatch(
      /^Path does not exist/,
    );
    expect((await session.failure("SELECT read_text('/etc/passwd')")).message).toMatch(
      /^Undefined function: 'read_text'/,
    );
    expect((await session.failure("SELECT * FROM duckdb_settings()")).message).toMatch(
      /could not resolve `duckdb_settings` to a table-valued function/,
    );
  });
});
