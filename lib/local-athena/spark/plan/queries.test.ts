import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WireValue } from "./plan";
import { type PlanWorld, planWorld } from "./plans.fixture";

let world: PlanWorld;

beforeAll(async () => {
  world = await planWorld();
  world.table(
    "t",
    "id INT, name STRING, x DOUBLE, d DATE, arr ARRAY<INT>, m MAP<STRING,INT>, s STRUCT<a:INT,b:STRING>",
    [
      [1, "a", 1.5, "2024-01-31", [1, 2, null], [["k", 1]], [1, "x"]],
      [2, "b", null, "2024-02-01", [], [], [2, null]],
      [2, "a", 10, null, null, null, null],
    ],
  );
  world.table("u", "id INT, y STRING", [
    [2, "two"],
    [3, "three"],
  ]);
});
afterAll(() => world.close());

type Case = [query: string, rows: WireValue[][]];

function cases(list: Case[]): void {
  test.each(list)("%s", async (query, rows) => {
    expect(await world.rows(query)).toEqual(rows);
  });
}

describe("windows", () => {
  cases([
    [
      "SELECT name, row_number() OVER (PARTITION BY name ORDER BY id DESC) FROM t",
      [
        ["a", 1],
        ["a", 2],
        ["b", 1],
      ],
    ],
    [
      "SELECT id, rank() OVER (ORDER BY id), dense_rank() OVER (ORDER BY id), percent_rank() OVER (ORDER BY id) FROM t",
      [
        [1, 1, 1, 0],
        [2, 2, 2, 0.5],
        [2, 2, 2, 0.5],
      ],
    ],
    [
      "SELECT sum(id) OVER (ORDER BY id), sum(id) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM t",
      [
        [1, 1],
        [5, 3],
        [5, 5],
      ],
    ],
    [
      "SELECT sum(id) OVER (ORDER BY d RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t",
      [[2], [1], [3]],
    ],
    [
      "SELECT lag(id) OVER (ORDER BY id), lead(name, 1, 'z') OVER (ORDER BY id) FROM t",
      [
        [null, "b"],
        [1, "a"],
        [2, "z"],
      ],
    ],
    [
      "SELECT first(name) OVER (ORDER BY id), last(id) OVER (ORDER BY id), ntile(2) OVER (ORDER BY id) FROM t",
      [
        ["a", 1, 1],
        ["a", 2, 1],
        ["a", 2, 2],
      ],
    ],
    [
      "SELECT last(x, true) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t",
      [[1.5], [1.5], [10]],
    ],
    [
      "SELECT name, sum(sum(id)) OVER (ORDER BY name) FROM t GROUP BY name",
      [
        ["a", 3],
        ["b", 5],
      ],
    ],
  ]);

  test("have Spark's names", async () => {
    expect(
      await world.names(
        "SELECT row_number() OVER (PARTITION BY name ORDER BY id), sum(id) OVER (PARTITION BY name), lag(id, 2) OVER (ORDER BY id DESC), sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) FROM t",
      ),
    ).toEqual([
      "row_number() OVER (PARTITION BY name ORDER BY id ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
      "sum(id) OVER (PARTITION BY name ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
      "lag(id, 2, NULL) OVER (ORDER BY id DESC NULLS LAST ROWS BETWEEN -2 FOLLOWING AND -2 FOLLOWING)",
      "sum(id) OVER (ORDER BY id ASC NULLS FIRST ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)",
    ]);
  });

  test.each([
    [
      "row_number() OVER (PARTITION BY id)",
      /^AnalysisException: Window function row_number\(\) requires window to be ordered/,
    ],
    [
      "upper(name) OVER (ORDER BY id)",
      /^AnalysisException: Expression 'upper\(name\)' not supported within a window function\.$/,
    ],
    [
      "count(DISTINCT id) OVER (ORDER BY id)",
      /^AnalysisException: Distinct window functions are not supported: count\(DISTINCT id\)$/,
    ],
    [
      "sum(id) OVER (ROWS BETWEEN 1 FOLLOWING AND CURRENT ROW)",
      /The lower bound of a window frame must be less than or equal to the upper bound$/,
    ],
    [
      "sum(id) OVER (RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING)",
      /A range window frame cannot be used in an unordered window specification\.$/,
    ],
  ])("refused: %s", async (sql, message) => {
    expect(await world.failure(`SELECT ${sql} FROM t`)).toMatch(message);
  });
});

describe("generators", () => {
  cases([
    [
      "SELECT explode(arr), id FROM t",
      [
        [1, 1],
        [2, 1],
        [null, 1],
      ],
    ],
    [
      "SELECT id, explode_outer(arr) AS e FROM t",
      [
        [1, 1],
        [1, 2],
        [1, null],
        [2, null],
        [2, null],
      ],
    ],
    [
      "SELECT posexplode(arr) AS (p, v) FROM t",
      [
        [0, 1],
        [1, 2],
        [2, null],
      ],
    ],
    ["SELECT explode(m) FROM t", [["k", 1]]],
    [
      "SELECT inline(array(struct(1, 'a'), struct(2, 'b')))",
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [
      "SELECT id, e FROM t LATERAL VIEW OUTER explode(arr) v AS e WHERE id = 2",
      [
        [2, null],
        [2, null],
      ],
    ],
    ["SELECT v.k, v.n FROM t LATERAL VIEW explode(m) v AS k, n", [["k", 1]]],
  ]);

  test("one a list, and as many names as columns", async () => {
    expect(await world.failure("SELECT explode(arr), explode(arr) FROM t")).toBe(
      "AnalysisException: Only one generator allowed per select clause but found 2: explode(arr), explode(arr)",
    );
    expect(await world.failure("SELECT explode(m) AS a FROM t")).toContain(
      "The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF expected 2 aliases but got a",
    );
  });
});

describe("queries", () => {
  cases([
    ["SELECT id, count(*) c FROM t GROUP BY id HAVING c > 1 ORDER BY sum(x)", [[2, 2]]],
    ["SELECT id FROM t GROUP BY id HAVING max(name) = 'b'", [[2]]],
    [
      "SELECT name n, count(*) FROM t GROUP BY n ORDER BY 2 DESC",
      [
        ["a", 2],
        ["b", 1],
      ],
    ],
    ["SELECT id + 1 k FROM t GROUP BY 1 ORDER BY k DESC", [[3], [2]]],
    ["SELECT max(id) + count(*) FROM t GROUP BY name ORDER BY upper(name) DESC", [[3], [4]]],
    [
      "SELECT name, id, count(*) FROM t GROUP BY name, id GROUPING SETS ((name), ())",
      [
        [null, null, 3],
        ["a", null, 2],
        ["b", null, 1],
      ],
    ],
    ["SELECT count(DISTINCT id, name), count(id, x), count(x) FROM t", [[3, 2, 2]]],
    ["SELECT sum(id) FILTER (WHERE id > 1), sum(DISTINCT id) FROM t", [[4, 3]]],
    [
      "SELECT first(x), last(x), first(x, true), collect_list(x) FROM t",
      [[1.5, 10, 1.5, [1.5, 10]]],
    ],
    ["SELECT max_by(name, id), min_by(x, name) FROM t", [["a", 10]]],
    [
      "SELECT avg(d) FROM (SELECT cast(1.25 AS DECIMAL(10,2)) d UNION ALL SELECT 1.26)",
      [["1.255000"]],
    ],
    ["SELECT sum(v) FROM VALUES (9223372036854775807), (1) AS w(v)", [["-9223372036854775808"]]],
    ["SELECT id FROM t WHERE id IN (SELECT id FROM u)", [[2], [2]]],
    ["SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.id = t.id)", [[1]]],
    [
      "SELECT id, (SELECT max(y) FROM u WHERE u.id = t.id) FROM t",
      [
        [1, null],
        [2, "two"],
        [2, "two"],
      ],
    ],
    ["WITH q AS (SELECT id FROM u) SELECT a.id, b.id FROM q a JOIN q b ON a.id < b.id", [[2, 3]]],
    [
      "SELECT * FROM t NATURAL JOIN u WHERE name = 'b'",
      [[2, "b", null, "2024-02-01", [], [], [2, null], "two"]],
    ],
    ["SELECT s.a, s.*, t.s.b FROM t LIMIT 1", [[1, 1, "x", "x"]]],
    [
      "SELECT id, y FROM t FULL JOIN u USING (id) ORDER BY id",
      [
        [1, null],
        [2, "two"],
        [2, "two"],
        [3, "three"],
      ],
    ],
    ["SELECT id FROM t UNION SELECT id FROM u", [[1], [2], [3]]],
  ]);

  test.each([
    [
      "SELECT id FROM t a JOIN t b ON a.id = b.id",
      "Reference 'id' is ambiguous, could be: a.id, b.id.",
    ],
    [
      "SELECT * FROM t ORDER BY 99",
      "ORDER BY position 99 is not in select list (valid range is [1, 7])",
    ],
    ["SELECT id FROM t WHERE id", "filter expression 'default.t.id' of type int is not a boolean."],
    [
      "SELECT * FROM t ORDER BY m",
      "cannot resolve 'default.t.m ASC NULLS FIRST' due to data type mismatch: cannot sort data type map<string,int>",
    ],
    [
      "SELECT DISTINCT m FROM t",
      "Cannot have map type columns in DataFrame which calls set operations(intersect, except, etc.), but the type of column m is map<string,int>",
    ],
    [
      "SELECT sum(id) FROM t WHERE sum(id) > 1",
      "Aggregate/Window/Generate expressions are not valid in where clause of the query.",
    ],
    [
      "SELECT sum(sum(id)) FROM t",
      "It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query.",
    ],
    ["SELECT grouping(id) FROM t", "grouping() can only be used with GroupingSets/Cube/Rollup"],
    ["SELECT * FROM nowhere", "Table or view not found: nowhere"],
  ])("%s", async (query, message) => {
    expect(await world.failure(query)).toBe(`AnalysisException: ${message}`);
  });

  test("a subquery of several rows fails as in Spark", async () => {
    expect(await world.failure("SELECT id FROM t WHERE id > (SELECT id FROM t)")).toBe(
      "Py4JJavaError: java.lang.IllegalStateException: more than one row returned by a subquery used as an expression",
    );
  });

  test("an abort ends a query that runs", async () => {
    const abort = new AbortController();
    const query = world.planner.collect(
      {
        rel: "sql",
        query: "SELECT sum(a.id * b.id) FROM range(1000000) a CROSS JOIN range(1000000) b",
      },
      abort.signal,
    );
    setImmediate(() => abort.abort());
    await expect(query).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });
});
