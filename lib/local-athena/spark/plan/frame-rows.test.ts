import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { number, order, people, select, text } from "./people.fixture";
import type { Relation, WireValue } from "./plan";
import { column, expr, local, type PlanWorld, planWorld } from "./plans.fixture";

let world: PlanWorld;

beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

/** A frame, its schema, its rows. */
async function expectFrame(plan: Relation, schema: string, rows: WireValue[][]): Promise<void> {
  expect(await world.schema(plan)).toBe(`struct<${schema}>`);
  expect(await world.rows(plan)).toEqual(rows);
}

describe("groups", () => {
  const grouped = (more: Partial<Extract<Relation, { rel: "aggregate" }>>): Relation => ({
    rel: "aggregate",
    input: people,
    kind: "groupBy",
    grouping: [column("name")],
    aggregates: [],
    ...more,
  });

  test("come sorted, with Spark's names and types", () =>
    expectFrame(
      grouped({
        aggregates: [
          expr("count(1) AS count"),
          expr("sum(id)"),
          expr("avg(id)"),
          expr("collect_list(id)"),
        ],
      }),
      "name:string,count:bigint,sum(id):bigint,avg(id):double,collect_list(id):array<int>",
      [
        ["a", 3, 7, 7 / 3, [1, 3, 3]],
        ["b", 1, 2, 2, [2]],
      ],
    ));

  test("without groups there is one row, of no rows too", async () => {
    const none: Relation = { rel: "filter", input: people, condition: expr("false") };
    await expectFrame(
      select(none, "count(1)", "sum(id)", "max(name)"),
      "count(1):bigint,sum(id):bigint,max(name):string",
      [[0, null, null]],
    );
  });

  test("rollup, cube and what they leave out", () =>
    expectFrame(
      grouped({
        kind: "rollup",
        aggregates: [expr("count(1)"), expr("grouping(name)"), expr("grouping_id()")],
      }),
      "name:string,count(1):bigint,grouping(name):tinyint,grouping_id():bigint",
      [
        [null, 4, 1, 1],
        ["a", 3, 0, 0],
        ["b", 1, 0, 0],
      ],
    ));

  test("pivot finds its values, or takes those that are given", async () => {
    await expectFrame(
      grouped({
        kind: "pivot",
        grouping: [column("id")],
        pivot: { column: column("name") },
        aggregates: [expr("count(1)")],
      }),
      "id:int,a:bigint,b:bigint",
      [
        [1, 1, null],
        [2, null, 1],
        [3, 2, null],
      ],
    );
    await expectFrame(
      grouped({
        kind: "pivot",
        grouping: [],
        pivot: { column: column("name"), values: [text("b"), text("z")] },
        aggregates: [expr("sum(id) AS s"), expr("max(v)")],
      }),
      "b_s:bigint,b_max(v):double,z_s:bigint,z_max(v):double",
      [[2, null, null, null]],
    );
  });

  test("what is neither grouped nor aggregated is refused", async () => {
    world.table("t", "a INT, b INT", [[1, 2]]);
    expect(await world.failure("SELECT b FROM t GROUP BY a")).toBe(
      "AnalysisException: expression 'default.t.b' is neither present in the group by, nor is it an aggregate function. Add to group by or wrap in first() (or first_value) if you don't care which value you get.",
    );
    expect(await world.failure("SELECT count(*), b FROM t")).toBe(
      "AnalysisException: grouping expressions sequence is empty, and 'default.t.b' is not an aggregate function. Wrap '(count(1) AS `count(1)`)' in windowing function(s) or wrap 'default.t.b' in first() (or first_value) if you don't care which value you get.",
    );
  });
});

describe("sets of rows", () => {
  test("union widens types, by position or by name", async () => {
    const other = select(people, "v", "id");
    expect(
      await world.schema({
        rel: "setOperation",
        kind: "union",
        all: true,
        left: select(people, "id", "name"),
        right: other,
      }),
    ).toBe("struct<id:double,name:string>");
    await expectFrame(
      {
        rel: "setOperation",
        kind: "union",
        all: true,
        byName: true,
        allowMissingColumns: true,
        left: { rel: "limit", limit: 1, input: select(people, "id", "name") },
        right: { rel: "limit", limit: 1, input: other },
      },
      "id:int,name:string,v:double",
      [
        [1, "a", null],
        [1, null, 1.5],
      ],
    );
    expect(
      await world.failure({
        rel: "setOperation",
        kind: "union",
        all: true,
        byName: true,
        left: select(people, "id", "name"),
        right: other,
      }),
    ).toBe('AnalysisException: Cannot resolve column name "name" among (v, id)');
    expect(
      await world.failure({
        rel: "setOperation",
        kind: "union",
        all: true,
        left: people,
        right: other,
      }),
    ).toBe(
      "AnalysisException: Union can only be performed on tables with the same number of columns, but the first table has 3 columns and the second table has 2 columns",
    );
  });

  test("except and intersect, with and without ALL", async () => {
    const ids = select(people, "id");
    const set = (kind: "except" | "intersect", all: boolean): Relation => ({
      rel: "setOperation",
      kind,
      all,
      left: ids,
      right: local("id INT", [[3], [1]]),
    });
    expect(await world.rows(set("except", false))).toEqual([[2]]);
    expect(await world.rows(set("except", true))).toEqual([[2], [3]]);
    expect(await world.rows(set("intersect", false))).toEqual([[1], [3]]);
    expect(await world.rows(set("intersect", true))).toEqual([[1], [3]]);
  });

  test("distinct and dropDuplicates, which keeps the first", async () => {
    expect(await world.rows({ rel: "deduplicate", input: select(people, "name") })).toEqual([
      ["a"],
      ["b"],
    ]);
    expect(await world.rows({ rel: "deduplicate", input: people, columns: ["name"] })).toEqual([
      [1, "a", 1.5],
      [2, "b", null],
    ]);
  });

  test("limit, offset and tail; a sort keeps the order of equals", async () => {
    const sorted: Relation = { rel: "sort", input: people, order: [order(column("name"), false)] };
    const ids = (input: Relation) => world.rows(select(input, "id"));
    expect(await ids(sorted)).toEqual([[2], [1], [3], [3]]);
    expect(
      await ids({ rel: "limit", limit: 2, input: { rel: "offset", offset: 1, input: people } }),
    ).toEqual([[2], [3]]);
    expect(await ids({ rel: "tail", limit: 2, input: people })).toEqual([[3], [3]]);
    expect(await world.failure({ rel: "limit", limit: -1, input: people })).toBe(
      "AnalysisException: The limit expression must be equal to or greater than 0, but got -1",
    );
  });

  test("nulls come first ascending and last descending", async () => {
    const by = (ascending: boolean): Promise<WireValue[][]> =>
      world.rows(
        select({ rel: "sort", input: people, order: [order(column("v"), ascending)] }, "v"),
      );
    expect(await by(true)).toEqual([[null], [1.5], [4], ["NaN"]]);
    expect(await by(false)).toEqual([["NaN"], [4], [1.5], [null]]);
  });

  test("a sample is the same for the same seed, and about as large as asked for", async () => {
    const sample = (seed: number): Relation => ({
      rel: "sample",
      input: { rel: "range", start: 0, end: 20_000, step: 1 },
      fraction: 0.25,
      seed,
    });
    const rows = await world.rows(sample(7));
    expect(await world.rows(sample(7))).toEqual(rows);
    expect(rows.length).toBeGreaterThan(4600);
    expect(rows.length).toBeLessThan(5400);
    expect(await world.rows(sample(8))).not.toEqual(rows);
  });
});

describe("missing values and statistics", () => {
  test("fill takes the columns of its value's type; NaN is missing", () =>
    expectFrame(
      { rel: "fillna", input: people, values: [number(0)] },
      "id:int,name:string,v:double",
      [
        [1, "a", 1.5],
        [2, "b", 0],
        [3, "a", 4],
        [3, "a", 0],
      ],
    ));

  test("drop by count, replace by value", async () => {
    expect(await world.rows({ rel: "dropna", input: people })).toEqual([
      [1, "a", 1.5],
      [3, "a", 4],
    ]);
    expect(await world.rows({ rel: "dropna", input: people, minNonNulls: 2 })).toHaveLength(4);
    expect(
      await world.rows(
        select(
          { rel: "replace", input: people, replacements: [{ from: text("a"), to: text("A") }] },
          "name",
        ),
      ),
    ).toEqual([["A"], ["b"], ["A"], ["A"]]);
    expect(await world.failure({ rel: "dropna", input: people, columns: ["x"] })).toBe(
      'AnalysisException: Cannot resolve column name "x" among (id, name, v)',
    );
  });

  test("describe tells everything as text", () =>
    expectFrame(
      { rel: "describe", input: { rel: "limit", limit: 3, input: people }, columns: [] },
      "summary:string,id:string,name:string,v:string",
      [
        ["count", "3", "3", "2"],
        ["mean", "2.0", null, "2.75"],
        ["stddev", "1.0", null, "1.7677669529663689"],
        ["min", "1", "a", "1.5"],
        ["max", "3", "b", "4.0"],
      ],
    ));

  test("summary has quartiles, or what is asked for", async () => {
    const summary = (statistics: string[]): Relation => ({
      rel: "summary",
      input: select(people, "id"),
      statistics,
    });
    expect(await world.rows(summary([]))).toEqual([
      ["count", "4"],
      ["mean", "2.25"],
      ["stddev", "0.9574271077563381"],
      ["min", "1"],
      ["25%", "1"],
      ["50%", "2"],
      ["75%", "3"],
      ["max", "3"],
    ]);
    expect(await world.rows(summary(["count_distinct", "90%"]))).toEqual([
      ["count_distinct", "3"],
      ["90%", "3"],
    ]);
    expect(await world.failure(summary(["mode"]))).toBe(
      "IllegalArgumentException: mode is not a recognised statistic",
    );
  });

  test("melt", () =>
    expectFrame(
      {
        rel: "unpivot",
        input: { rel: "limit", limit: 1, input: people },
        ids: [column("name")],
        values: [column("id"), column("v")],
        variable: "what",
        value: "value",
      },
      "name:string,what:string,value:double",
      [
        ["a", "id", 1],
        ["a", "v", 1.5],
      ],
    ));
});
