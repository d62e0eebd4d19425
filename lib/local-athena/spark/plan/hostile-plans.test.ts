import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestSpark, type TestSession, type TestSpark } from "../spark-engine.fixture";
import type { Expression, Relation } from "./plan";

let spark: TestSpark;
let session: TestSession;
beforeAll(async () => {
  spark = await openTestSpark();
  session = spark.session();
});
afterAll(() => spark.close());

/** A plan as code may forge it: JSON of any shape. */
const forged = (plan: unknown) => plan as Relation;
const range = { rel: "range", start: 0, end: 3, step: 1 };
const project = (...expressions: unknown[]) =>
  forged({ rel: "project", input: range, expressions });
const sql = "1) AS a UNION ALL SELECT count(*) FROM duckdb_settings( --";

const literalOf = (type: unknown, value: unknown): Relation =>
  project({ expr: "literal", type, value });
const windowOf = (frame: unknown): Relation =>
  project({
    expr: "window",
    child: { expr: "call", name: "sum", args: [{ expr: "attribute", name: "id" }] },
    partitionBy: [],
    orderBy: [{ expr: "sortOrder", child: { expr: "attribute", name: "id" }, ascending: true }],
    frame,
  });

describe("text in the place of a number or a word of a plan", () => {
  it.each<[string, Relation]>([
    ["a range's end", forged({ ...range, end: sql })],
    ["a range's list", forged({ ...range, step: [sql] })],
    ["a limit", forged({ rel: "limit", input: range, limit: sql })],
    ["a tail", forged({ rel: "tail", input: range, limit: sql })],
    ["a fraction", forged({ rel: "sample", input: range, fraction: [`0.5 ${sql}`] })],
    ["an integer", literalOf("integer", sql)],
    ["a long", literalOf("long", [sql])],
    ["a double", literalOf("double", { toString: sql })],
    ["an interval of days", literalOf("interval day to second", sql)],
    ["an interval of months", literalOf("interval year to month", sql)],
    ["an interval", literalOf("interval", [sql, 1, 1])],
    [
      "an item of a list",
      literalOf({ type: "array", elementType: "integer", containsNull: true }, [sql]),
    ],
    ["a type", literalOf(`integer) ${sql}`, 1)],
    ["a type's own name", literalOf("constructor", 1)],
    [
      "a row",
      forged({
        rel: "local",
        schema: { type: "struct", fields: [{ name: "a", type: "integer", nullable: true }] },
        rows: [[sql]],
      }),
    ],
    [
      "a function of Python",
      project({ expr: "udf", id: sql, name: "f", type: "long", deterministic: true, args: [] }),
    ],
    ["a unit", windowOf({ unit: `rows ${sql}`, lower: -1, upper: 1 })],
    ["a boundary", windowOf({ unit: "rows", lower: `1 ${sql}`, upper: 1 })],
    ["a set operation", forged({ rel: "setOperation", kind: sql, left: range, right: range })],
    ["a join", forged({ rel: "join", how: `JOIN ${sql}`, left: range, right: range })],
    [
      "a cast",
      project({
        expr: "cast",
        child: { expr: "attribute", name: "id" },
        type: `int) ${sql}`,
      } satisfies Expression),
    ],
  ])("never becomes SQL: %s", async (_name, plan) => {
    const failure = await session.collect(plan).then(
      (rows) => rows,
      (error: unknown) => error,
    );
    // Nothing of the text was understood: its statement would answer how many settings there are.
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toMatch(/Parser|Binder|Catalog|syntax/);
  });
});

it.each([
  "getenv('HOME')",
  "read_text('/etc/passwd')",
  "glob('/*')",
  "current_setting('temp_directory')",
  "duckdb_settings()",
  "constructor(1)",
  "__proto__(1)",
])("%s is no function", async (call) => {
  const { message } = await session.failure(`SELECT ${call}`);
  expect(message).toContain("Undefined function");
});

it.each([
  "ATTACH 'x.db'",
  "COPY (SELECT 1) TO '/tmp/x'",
  "PRAGMA version",
  "INSTALL httpfs",
  "LOAD httpfs",
  "CALL pragma_version()",
  "EXPORT DATABASE '/tmp/x'",
  "CHECKPOINT",
])("%s is no statement", async (statement) => {
  expect(await session.failure(statement)).toBeInstanceOf(Error);
});

it.each([
  "file:///etc/passwd",
  "/etc/passwd",
  "s3://lake/../../../../etc/passwd",
  "s3://lake/*/../../*",
  "s3://../etc/passwd",
  "s3://lake/\0/x",
])("the path %s reads nothing", async (path) => {
  const plan: Relation = { rel: "read", format: "text", paths: [path], options: {} };
  expect(await session.failure(session.collect(plan))).toBeInstanceOf(Error);
});

it("names are names, whatever they are written with", async () => {
  const name = `a"'); SELECT 1; --\\\n\`$$`;
  const plan: Relation = {
    rel: "toDF",
    input: { rel: "range", start: 0, end: 1, step: 1 },
    names: [name],
  };
  expect(await session.columns(plan)).toEqual([`${name}:long`]);
  await session.write({
    plan,
    target: { path: "s3://lake/named" },
    format: "json",
    partitionBy: [],
  });
  const [key = ""] = (await spark.keys("lake", "named/part-")).slice(0, 1);
  expect(JSON.parse(await spark.text("lake", key))).toEqual({ [name]: 0 });
});

it("rows that the service cannot hold are refused, while others get theirs", async () => {
  const endless: Relation = { rel: "range", start: 0, end: 10 ** 12, step: 1 };
  const { message } = await session.failure(session.collect(endless));
  expect(message).toMatch(/Total size of results is bigger than the \d+ MiB/);
  expect(await session.collect({ ...endless, end: 2 })).toEqual([[0], [1]]);
});

it("a plan deeper than any that is written ends in an error", async () => {
  let plan: Relation = { rel: "range", start: 0, end: 1, step: 1 };
  for (let depth = 0; depth < 20_000; depth++) plan = { rel: "limit", input: plan, limit: 1 };
  expect(await session.failure(session.collect(plan))).toBeInstanceOf(Error);
});

it("a list that the machine could not hold is not made", async () => {
  const { message } = await session.failure("SELECT array_repeat(id, 2000000000) FROM range(1)");
  expect(message).toContain("java.lang.OutOfMemoryError");
  expect(
    await session.sql("SELECT array_repeat(id, 2), array_repeat(id, -1) FROM range(1)"),
  ).toEqual([[[0, 0], []]]);
});

it.each([
  "repeat('ab', 2000000000)",
  "space(2000000000)",
  "lpad('a', 2000000000, 'b')",
  "rpad('a', 2000000000, 'b')",
  "sequence(1, 2000000000)",
  "sequence(0L, -9000000000000000000L, -3)",
])("a value that the machine could not hold is not made: %s", async (expression) => {
  const { message } = await session.failure(`SELECT ${expression} IS NULL FROM range(1)`);
  expect(message).toContain("java.lang.OutOfMemoryError");
});
