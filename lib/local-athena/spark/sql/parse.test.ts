import { describe, expect, test } from "vitest";
import { SparkError } from "../bridge";
import type { Expression } from "../plan/plan";
import { parseExpression, parseQuery } from "./parse";

const attribute = (name: string): Expression => ({ expr: "attribute", name });
const call = (name: string, ...args: Expression[]): Expression => ({ expr: "call", name, args });
const literal = (value: string | number | boolean | null, type: string): Expression => ({
  expr: "literal",
  value,
  type,
});
const integer = (value: number) => literal(value, "integer");

function failure(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SparkError && error.errorClass === "ParseException") return error.message;
    throw error;
  }
  throw new Error("Expected a ParseException");
}

const expressions: [string, Expression][] = [
  ["a.b.`c d`", attribute("a.b.`c d`")],
  ["t.*", { expr: "star", target: "t" }],
  ["1 + 2 * -3", call("+", integer(1), call("*", integer(2), integer(-3)))],
  ["- a", call("negative", attribute("a"))],
  ["a - 1", call("-", attribute("a"), integer(1))],
  [
    "a = 1 AND b <> 2 OR NOT c",
    call(
      "or",
      call(
        "and",
        call("==", attribute("a"), integer(1)),
        call("not", call("==", attribute("b"), integer(2))),
      ),
      call("not", attribute("c")),
    ),
  ],
  [
    "a NOT BETWEEN 1 AND 2",
    call(
      "not",
      call("and", call(">=", attribute("a"), integer(1)), call("<=", attribute("a"), integer(2))),
    ),
  ],
  ["a IS NOT NULL", call("isnotnull", attribute("a"))],
  ["a IS NOT TRUE", call("not", call("<=>", attribute("a"), literal(true, "boolean")))],
  ["a IS DISTINCT FROM b", call("not", call("<=>", attribute("a"), attribute("b")))],
  ["a IN (1, 2)", call("in", attribute("a"), integer(1), integer(2))],
  [
    "a LIKE 'x!%' ESCAPE '!'",
    call("like", attribute("a"), literal("x!%", "string"), literal("!", "string")),
  ],
  [
    "a LIKE ANY ('x', 'y')",
    call(
      "or",
      call("like", attribute("a"), literal("x", "string")),
      call("like", attribute("a"), literal("y", "string")),
    ),
  ],
  ["a || 'b'", call("concat", attribute("a"), literal("b", "string"))],
  [
    "m['k'].f[0]",
    call(
      "getitem",
      call(
        "getitem",
        call("getitem", attribute("m"), literal("k", "string")),
        literal("f", "string"),
      ),
      integer(0),
    ),
  ],
  [
    "(a, 1 AS b)",
    call("struct", attribute("a"), { expr: "alias", child: integer(1), names: ["b"] }),
  ],
  [
    "CASE a WHEN 1 THEN 2 ELSE 3 END",
    call("when", call("==", attribute("a"), integer(1)), integer(2), integer(3)),
  ],
  [
    "(x, y) -> x + y",
    { expr: "lambda", parameters: ["x", "y"], body: call("+", attribute("x"), attribute("y")) },
  ],
  [
    "CAST(a AS map<string, array<decimal(10, 2)>>)",
    { expr: "cast", child: attribute("a"), type: "map<string, array<decimal(10, 2)>>" },
  ],
  ["TRY_CAST(a AS int)", { expr: "cast", child: attribute("a"), type: "int", try: true }],
  [
    "count(DISTINCT a) FILTER (WHERE b)",
    { expr: "call", name: "count", args: [attribute("a")], distinct: true, filter: attribute("b") },
  ],
  ["first(a) IGNORE NULLS", call("first", attribute("a"), literal(true, "boolean"))],
  ["current_date", call("current_date")],
  ["EXTRACT(YEAR FROM a)", call("year", attribute("a"))],
  ["trim(LEADING 'x' FROM a)", call("ltrim", literal("x", "string"), attribute("a"))],
  ["substring(a FROM 2 FOR 3)", call("substring", attribute("a"), integer(2), integer(3))],
  ["position('x' IN a)", call("locate", literal("x", "string"), attribute("a"))],
  ["position('x', a)", call("position", literal("x", "string"), attribute("a"))],
  ["1L", literal(1, "long")],
  ["9223372036854775807", literal("9223372036854775807", "long")],
  ["-9223372036854775808", literal("-9223372036854775808", "long")],
  ["9223372036854775808", literal("9223372036854775808", "decimal(19,0)")],
  ["2Y", literal(2, "byte")],
  ["1.50", literal("1.50", "decimal(3,2)")],
  ["0.05", literal("0.05", "decimal(2,2)")],
  [".5BD", literal("0.5", "decimal(1,1)")],
  ["1e3", literal(1000, "double")],
  ["1.5F", literal(1.5, "float")],
  ["'a''b' \"c\"", literal("abc", "string")],
  ["'tab\\t quote\\' \\u0041 \\101 50\\%'", literal("tab\t quote' A A 50\\%", "string")],
  ["X'1F'", literal("Hw==", "binary")],
  ["DATE '2024-2-9'", literal("2024-02-09", "date")],
  ["TIMESTAMP '2024-01-31 10:00:00.5+01:00'", literal("2024-01-31T09:00:00.500000Z", "timestamp")],
  ["INTERVAL 1 DAY 2 HOURS", literal("93600000000", "interval day to second")],
  ["INTERVAL '1-2' YEAR TO MONTH", literal(14, "interval year to month")],
  ["INTERVAL '-1 10:30:00.5' DAY TO SECOND", literal("-124200500000", "interval day to second")],
  ["INTERVAL '2 weeks'", literal("1209600000000", "interval day to second")],
  ["a - INTERVAL 3 MONTHS", call("-", attribute("a"), literal(3, "interval year to month"))],
  ["interval + 1", call("+", attribute("interval"), integer(1))],
  ["date", attribute("date")],
  ["start - end", call("-", attribute("start"), attribute("end"))],
  ["group = order", call("==", attribute("group"), attribute("order"))],
];

test.each(expressions)("expression %s", (text, expected) => {
  expect(parseExpression(text)).toEqual(expected);
});

test("an expression may have an alias, or several", () => {
  expect(parseExpression("a + 1 b")).toMatchObject({ expr: "alias", names: ["b"] });
  expect(parseExpression("explode(m) AS (k, v)")).toMatchObject({
    expr: "alias",
    names: ["k", "v"],
  });
});

describe("queries", () => {
  const table = (name: string) => ({ rel: "table", name });

  test("clauses become relations from the inside out", () => {
    expect(
      parseQuery(
        "SELECT DISTINCT a FROM db.`my t` AS x WHERE b ORDER BY a DESC NULLS LAST LIMIT 3;",
      ),
    ).toEqual({
      rel: "limit",
      limit: 3,
      input: {
        rel: "sort",
        order: [{ expr: "sortOrder", child: attribute("a"), ascending: false, nullsFirst: false }],
        input: {
          rel: "deduplicate",
          input: {
            rel: "project",
            expressions: [attribute("a")],
            input: {
              rel: "filter",
              condition: attribute("b"),
              input: { rel: "subqueryAlias", input: table("db.`my t`"), name: "x" },
            },
          },
        },
      },
    });
  });

  test("groups: rollup of both forms, cube of sets, grouping sets", () => {
    const grouping = (sql: string) => parseQuery(`SELECT count(*) FROM t GROUP BY ${sql}`);
    const [a, b, c] = ["a", "b", "c"].map(attribute);
    expect(grouping("a, b WITH ROLLUP")).toMatchObject({ kind: "rollup", grouping: [a, b] });
    expect(grouping("ROLLUP(a, b)")).toMatchObject({ kind: "rollup", grouping: [a, b] });
    expect(grouping("CUBE((a, b), c)")).toMatchObject({
      kind: "groupingSets",
      groupingSets: [[a, b, c], [a, b], [c], []],
    });
    expect(grouping("GROUPING SETS ((a, b), a, ())")).toMatchObject({
      kind: "groupingSets",
      grouping: [a, b],
      groupingSets: [[a, b], [a], []],
    });
  });

  test("HAVING without groups, and named windows wherever they stand", () => {
    expect(parseQuery("SELECT max(a) FROM t HAVING max(a) > 1")).toMatchObject({
      rel: "aggregate",
      grouping: [],
      groupsIncluded: true,
      having: call(">", call("max", attribute("a")), integer(1)),
    });
    expect(
      parseQuery(
        "SELECT 1 + sum(a) OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY c ROWS 2 PRECEDING)",
      ),
    ).toMatchObject({
      expressions: [
        {
          args: [
            integer(1),
            {
              expr: "window",
              partitionBy: [attribute("b")],
              frame: { unit: "rows", lower: -2, upper: "currentRow" },
            },
          ],
        },
      ],
    });
  });

  test("joins: natural, using, on, a comma, and none of them", () => {
    expect(parseQuery("SELECT 1 FROM a NATURAL LEFT JOIN b")).toMatchObject({
      input: { how: "left", natural: true },
    });
    expect(parseQuery("SELECT 1 FROM a LEFT SEMI JOIN b USING (x, y)")).toMatchObject({
      input: { how: "leftsemi", using: ["x", "y"] },
    });
    expect(parseQuery("SELECT 1 FROM a, b JOIN c ON d")).toMatchObject({
      input: { how: "cross", right: { how: "inner", condition: attribute("d") } },
    });
    expect(parseQuery("SELECT 1 FROM a JOIN b")).toMatchObject({ input: { how: "cross" } });
  });

  test("set operations: INTERSECT binds closer, and rows are distinct unless ALL", () => {
    expect(
      parseQuery("SELECT 1 UNION ALL SELECT 2 INTERSECT SELECT 3 MINUS SELECT 4"),
    ).toMatchObject({
      kind: "except",
      all: false,
      left: { kind: "union", all: true, right: { kind: "intersect", all: false } },
    });
  });

  test("relations: files, VALUES, functions, lateral views, samples, common tables", () => {
    expect(parseQuery("SELECT * FROM parquet.`s3://b/k`")).toMatchObject({
      input: { rel: "read", format: "parquet", paths: ["s3://b/k"] },
    });
    expect(parseQuery("SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(n, s)")).toMatchObject({
      input: { rel: "subqueryAlias", name: "t", input: { rel: "toDF", names: ["n", "s"] } },
    });
    expect(parseQuery("SELECT * FROM range(1, 10, 2)")).toMatchObject({
      input: { rel: "range", start: 1, end: 10, step: 2 },
    });
    expect(parseQuery("SELECT * FROM t LATERAL VIEW OUTER explode(m) e AS k, v")).toMatchObject({
      input: { rel: "lateralView", outer: true, table: "e", columns: ["k", "v"] },
    });
    expect(parseQuery("SELECT * FROM t TABLESAMPLE (10 PERCENT)")).toMatchObject({
      input: { rel: "sample", fraction: 0.1 },
    });
    expect(parseQuery("WITH a(x) AS (SELECT 1), b AS (TABLE a) FROM b SELECT x")).toMatchObject({
      rel: "with",
      definitions: [
        { name: "a", plan: { rel: "toDF", names: ["x"] } },
        { name: "b", plan: table("a") },
      ],
      input: { rel: "project", input: table("b") },
    });
  });

  test("PIVOT groups by what it does not name", () => {
    expect(
      parseQuery("SELECT * FROM t PIVOT (sum(n) AS s, max(n) FOR k IN ('a', 'b' AS bee)) p"),
    ).toMatchObject({
      input: {
        rel: "subqueryAlias",
        name: "p",
        input: {
          kind: "pivot",
          implicitGroups: true,
          pivot: { column: attribute("k"), names: [null, "bee"] },
          aggregates: [{ expr: "alias", names: ["s"] }, call("max", attribute("n"))],
        },
      },
    });
  });

  test("subqueries stand where parentheses may as well be others", () => {
    expect(parseQuery("SELECT ((SELECT 1) + 1)")).toMatchObject({
      expressions: [{ name: "+", args: [{ expr: "subquery", kind: "scalar" }, integer(1)] }],
    });
    expect(parseQuery("SELECT * FROM ((SELECT 1) a JOIN b)")).toMatchObject({
      input: { rel: "join" },
    });
    expect(parseQuery("((SELECT 1) UNION (SELECT 2))")).toMatchObject({ rel: "setOperation" });
    expect(
      parseQuery("SELECT 1 FROM t WHERE (a, b) IN (SELECT 1, 2) AND NOT EXISTS (SELECT 1)"),
    ).toMatchObject({
      input: {
        condition: {
          args: [
            { kind: "in", values: [attribute("a"), attribute("b")] },
            { name: "not", args: [{ kind: "exists" }] },
          ],
        },
      },
    });
  });

  test("hints and comments are nothing, nested ones too", () => {
    expect(parseQuery("SELECT /*+ BROADCAST(t) */ a -- b\n, /* /* c */ d */ e FROM t")).toEqual({
      rel: "project",
      input: table("t"),
      expressions: [attribute("a"), attribute("e")],
    });
  });
});

describe("refusals", () => {
  test("are told as Spark tells them, with the place marked in the text", () => {
    expect(failure(() => parseQuery("SELECT a\nFROM t\nWHERE x = = 1\nLIMIT 2"))).toBe(
      "\nmismatched input '=' expecting expression(line 3, pos 10)\n\n== SQL ==\nSELECT a\nFROM t\nWHERE x = = 1\n----------^^^\nLIMIT 2\n",
    );
  });

  test.each([
    ["SELECT * FRM t", "extraneous input 't' expecting {<EOF>, ';'}(line 1, pos 13)"],
    ["SELECT a b c d", "mismatched input 'c' expecting {<EOF>, ';'}(line 1, pos 11)"],
    ["SELECT (1", "mismatched input '<EOF>' expecting ')'(line 1, pos 9)"],
    ["SELECT 'abc", "extraneous input ''' expecting <EOF>(line 1, pos 7)"],
    [
      "SELECT 300Y",
      "Numeric literal 300 does not fit in range [-128, 127] for type tinyint(line 1, pos 7)",
    ],
    ["SELECT DATE '2024-02-30'", "Cannot parse the DATE value: 2024-02-30(line 1, pos 7)"],
    ["SELECT CAST(a AS blob)", "DataType blob is not supported.(line 1, pos 17)"],
    [
      "SELECT sum(a) OVER w FROM t",
      "Window specification w is not defined in the WINDOW clause.(line 1, pos 19)",
    ],
    [
      "SELECT INTERVAL 1 MONTH 1 DAY",
      "Cannot mix year-month and day-time fields: INTERVAL 1 MONTH 1 DAY(line 1, pos 7)",
    ],
    [
      "SELECT 1 LIMIT -1",
      "The limit expression must be equal to or greater than 0, but got -1(line 1, pos 15)",
    ],
    [
      "SELECT a FROM t, LATERAL (SELECT 1)",
      "LATERAL subqueries are not supported by local-athena(line 1, pos 17)",
    ],
    [
      "SELECT TRANSFORM (a) USING 'cat' FROM t",
      "SELECT TRANSFORM … USING is not supported by local-athena(line 1, pos 21)",
    ],
  ])("%s", (sql, message) => {
    expect(failure(() => parseQuery(sql))).toContain(`\n${message}\n`);
  });
});
