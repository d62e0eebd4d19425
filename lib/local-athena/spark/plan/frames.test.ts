import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { equal, later, number, order, people, select } from "./people.fixture";
import type { Expression, JoinType, Relation, WireValue } from "./plan";
import { column, expr, local, type PlanWorld, planWorld } from "./plans.fixture";

let world: PlanWorld;

beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const join = (right: Relation, how: JoinType, condition: Expression): Relation => ({
  rel: "join",
  left: people,
  right,
  how,
  condition,
});
/** A frame, its schema, its rows. */
async function expectFrame(plan: Relation, schema: string, rows: WireValue[][]): Promise<void> {
  expect(await world.schema(plan)).toBe(`struct<${schema}>`);
  expect(await world.rows(plan)).toEqual(rows);
}

describe("columns", () => {
  test("withColumn replaces by name in any case, in place, and adds at the end", () =>
    expectFrame(
      {
        rel: "withColumns",
        input: people,
        columns: [
          { name: "ID", expression: expr("id * 10") },
          { name: "n", expression: expr("id") },
        ],
      },
      "ID:int,name:string,v:double,n:int",
      [
        [10, "a", 1.5, 1],
        [20, "b", null, 2],
        [30, "a", 4, 3],
        [30, "a", "NaN", 3],
      ],
    ));

  test("a column is called as it was asked for, in any case", async () => {
    const asked = select(people, column("NAME"), column("Id"));
    expect(await world.schema(asked)).toBe("struct<NAME:string,Id:int>");
    const kept: Relation = {
      rel: "filter",
      input: people,
      condition: equal(column("ID"), number(1)),
    };
    expect(await world.schema(kept)).toBe("struct<id:int,name:string,v:double>");
  });

  test("renames and drops know names in any case, and let unknown ones be", async () => {
    const renamed: Relation = {
      rel: "withColumnsRenamed",
      input: people,
      names: [
        { from: "NAME", to: "who" },
        { from: "nobody", to: "x" },
      ],
    };
    expect(await world.schema(renamed)).toBe("struct<id:int,who:string,v:double>");
    const dropped: Relation = {
      rel: "drop",
      input: people,
      columns: [column("NAME"), column("nobody")],
    };
    expect(await world.schema(dropped)).toBe("struct<id:int,v:double>");
  });

  test("two columns may have one name, and only its use is ambiguous", async () => {
    const twice = select(people, "id", "v AS id");
    expect(await world.names(twice)).toEqual(["id", "id"]);
    expect(await world.failure(select(twice, "id"))).toBe(
      "AnalysisException: Reference 'id' is ambiguous, could be: id, id.",
    );
    await expectFrame(select(select(people, "id", "id"), "id + 1"), "(id + 1):int", [
      [2],
      [3],
      [4],
      [4],
    ]);
  });

  test("toDF needs as many names as columns", async () => {
    expect(await world.names({ rel: "toDF", input: people, names: ["x", "y", "z"] })).toEqual([
      "x",
      "y",
      "z",
    ]);
    expect(await world.failure({ rel: "toDF", input: people, names: ["x"] })).toContain(
      "IllegalArgumentException: requirement failed: The number of columns doesn't match.\nOld column names (3): id, name, v\nNew column names (1): x",
    );
  });

  test("an unknown name is told with the nearest first", async () => {
    expect(await world.failure(select(people, column("nme")))).toBe(
      "AnalysisException: cannot resolve 'nme' given input columns: [name, id, v]",
    );
    expect(await world.failure(select(people, column("x y")))).toBe(
      "AnalysisException: cannot resolve '`x y`' given input columns: [id, name, v]",
    );
  });

  test("a sort and a filter see what a selection has left out", async () => {
    await expectFrame(
      { rel: "sort", input: select(people, "name"), order: [order(column("v", 1), false)] },
      "name:string",
      [["a"], ["a"], ["a"], ["b"]],
    );
    await expectFrame(
      { rel: "filter", input: select(people, "name"), condition: expr("id < 3 AND v IS NULL") },
      "name:string",
      [["b"]],
    );
    await expectFrame(
      {
        rel: "filter",
        input: select(people, "id + 1 AS id"),
        condition: { expr: "call", name: ">", args: [column("id", 1), number(2)] },
      },
      "id:int",
      [[4], [4]],
    );
  });
});

describe("joins", () => {
  test("a frame with itself: each side of == is its own", async () => {
    const self = join(people, "inner", equal(column("id", 1), column("id", 1)));
    expect(await world.rows({ ...self, planId: 3 })).toHaveLength(6);
    expect(await world.failure(select({ ...self, planId: 3 }, column("id", 1)))).toMatch(
      /^AnalysisException: Column id are ambiguous\. It's probably because you joined several Datasets together/,
    );
  });

  test("a frame and one made of it: columns are found by their frame", () =>
    expectFrame(
      select(
        join(later, "left", equal(column("id", 1), column("id", 2))),
        column("id", 1),
        column("id", 2),
        column("name", 2),
      ),
      "id:int,id:int,name:string",
      [
        [1, null, null],
        [2, 2, "b"],
        [3, 3, "a"],
        [3, 3, "a"],
        [3, 3, "a"],
        [3, 3, "a"],
      ],
    ));

  test("aliases tell sides apart", () =>
    expectFrame(
      select(
        {
          rel: "join",
          left: { rel: "subqueryAlias", name: "x", input: people },
          right: { rel: "subqueryAlias", name: "y", input: later },
          how: "inner",
          condition: expr("x.id + 1 = y.id"),
        },
        "x.id",
        "y.name",
      ),
      "id:int,name:string",
      [
        [1, "b"],
        [2, "a"],
        [2, "a"],
      ],
    ));

  test("USING shows its columns once, and keeps those of the sides for whom asks", async () => {
    const using = (how: JoinType): Relation => ({
      rel: "join",
      left: select(people, "id", "name"),
      right: { ...select(later, "id", "id * 2 AS w"), planId: 4 },
      how,
      using: ["id"],
    });
    expect(await world.schema(using("inner"))).toBe("struct<id:int,name:string,w:int>");
    await expectFrame(
      select(using("left"), { expr: "star" }, column("id", 4)),
      "id:int,name:string,w:int,id:int",
      [
        [1, "a", null, null],
        [2, "b", 4, 2],
        [3, "a", 6, 3],
        [3, "a", 6, 3],
        [3, "a", 6, 3],
        [3, "a", 6, 3],
      ],
    );
    expect(await world.schema(using("leftanti"))).toBe("struct<id:int,name:string>");
    expect(await world.rows(using("leftanti"))).toEqual([[1, "a"]]);
    expect(await world.rows(using("leftsemi"))).toEqual([
      [2, "b"],
      [3, "a"],
      [3, "a"],
    ]);
    expect(await world.failure({ ...using("inner"), using: ["w"] } as Relation)).toBe(
      "AnalysisException: USING column `w` cannot be resolved on the left side of the join. The left-side columns: [id, name]",
    );
  });

  test("outer sides may be null; the order is the left side's", async () => {
    const full = join(local("k INT", [[9], [1]]), "full", expr("id = k"));
    expect(
      (await world.planner.schema(full, new AbortController().signal)).fields.map(
        (field) => field.nullable,
      ),
    ).toEqual([true, true, true, true]);
    expect(await world.rows(select(full, "id", "k"))).toEqual([
      [1, 1],
      [2, null],
      [3, null],
      [3, null],
      [null, 9],
    ]);
  });

  test("the first rows of a product do not need all of it", async () => {
    const range = (name: string): Relation =>
      select({ rel: "range", start: 0, end: 1_000_000, step: 1 }, `id AS ${name}`);
    const product: Relation = { rel: "join", left: range("a"), right: range("b"), how: "cross" };
    const shown = select(product, "a + b");
    expect(await world.rows({ rel: "limit", limit: 3, input: shown })).toEqual([[0], [1], [2]]);
  });

  test("the star of a frame is that frame's columns", () =>
    expectFrame(
      select(join(later, "inner", equal(column("id", 1), column("id", 2))), {
        expr: "star",
        planId: 2,
      }),
      "id:int,name:string,v:double",
      [
        [2, "b", null],
        [3, "a", 4],
        [3, "a", "NaN"],
        [3, "a", 4],
        [3, "a", "NaN"],
      ],
    ));
});

test("long chains of frames stay within what DuckDB can read", async () => {
  let frame: Relation = { rel: "range", start: 0, end: 3, step: 1 };
  for (let at = 0; at < 150; at++) {
    frame = {
      rel: "withColumns",
      input: { rel: "filter", input: frame, condition: expr(`id <> ${at + 10}`) },
      columns: [{ name: `c${at}`, expression: expr(at === 0 ? "id" : `c${at - 1} + 1`) }],
    };
  }
  expect(await world.rows(select(frame, "c149"))).toEqual([[149], [150], [151]]);
  let union: Relation = local("a INT", [[0]]);
  for (let at = 1; at < 300; at++) {
    const right = local("a INT", [[at]]);
    union = { rel: "setOperation", kind: "union", all: true, left: union, right };
  }
  expect(await world.rows(union)).toEqual(Array.from({ length: 300 }, (_, at) => [at]));
});
