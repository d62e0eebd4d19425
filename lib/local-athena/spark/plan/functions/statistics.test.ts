import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "../plans.fixture";
import { expectAnswer, type FunctionCase } from "./answers.fixture";

let world: PlanWorld;
beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const cases: FunctionCase[] = [
  ["any(col) FROM VALUES (true), (false), (false) AS tab(col)", true, "boolean"],
  ["every(col) FROM VALUES (NULL), (true), (true) AS tab(col)", true, "boolean"],
  ["bool_or(col) FROM VALUES (false), (false), (NULL) AS tab(col)", false, "boolean"],
  ["bit_and(col) FROM VALUES (3), (5) AS tab(col)", 1, "int"],
  ["bit_or(col) FROM VALUES (3), (5) AS tab(col)", 7, "int"],
  ["bit_xor(col) FROM VALUES (3), (5) AS tab(col)", 6, "int"],
  ["collect_list(col) FROM VALUES (1), (2), (1) AS tab(col)", [1, 2, 1], "array<int>"],
  ["collect_set(col) FROM VALUES (1), (2), (1), (null) AS tab(col)", [1, 2], "array<int>"],
  [
    "corr(c1, c2) FROM VALUES (3, 2), (3, 3), (6, 4) as tab(c1, c2)",
    expect.closeTo(0.8660254037844387, 14),
    "double",
  ],
  ["corr(c1, c2) FROM VALUES (3, 2) as tab(c1, c2)", null, "double"],
  ["covar_pop(c1, c2) FROM VALUES (1,1), (2,2), (3,3) AS tab(c1, c2)", 2 / 3, "double"],
  ["covar_samp(c1, c2) FROM VALUES (1,1), (2,2), (3,3) AS tab(c1, c2)", 1, "double"],
  ["count_if(col % 2 = 0) FROM VALUES (NULL), (0), (1), (2), (3) AS tab(col)", 2, "bigint"],
  [
    "kurtosis(col) FROM VALUES (-10), (-20), (100), (1000) AS tab(col)",
    expect.closeTo(-0.7014368047529618, 14),
    "double",
  ],
  [
    "skewness(col) FROM VALUES (-10), (-20), (100), (1000) AS tab(col)",
    expect.closeTo(1.1135657469022013, 14),
    "double",
  ],
  ["skewness(col) FROM VALUES (1), (1) AS tab(col)", null, "double"],
  ["max_by(x, y) FROM VALUES (('a', 10)), (('b', 50)), (('c', 20)) AS tab(x, y)", "b", "string"],
  ["min_by(x, y) FROM VALUES (('a', 10)), (('b', 50)), (('c', 20)) AS tab(x, y)", "a", "string"],
  ["percentile(col, 0.3) FROM VALUES (0), (10) AS tab(col)", 3, "double"],
  [
    "percentile(col, array(0.25, 0.75)) FROM VALUES (0), (10) AS tab(col)",
    [2.5, 7.5],
    "array<double>",
  ],
  [
    "percentile_approx(col, array(0.5, 0.4, 0.1), 100) FROM VALUES (0), (1), (2), (10) AS tab(col)",
    [1, 1, 0],
    "array<int>",
  ],
  ["approx_percentile(col, 0.5, 100) FROM VALUES (0), (6), (7), (9), (10) AS tab(col)", 7, "int"],
  ["stddev(col) FROM VALUES (1), (2), (3) AS tab(col)", 1, "double"],
  ["stddev_pop(col) FROM VALUES (1), (2), (3) AS tab(col)", 0.816496580927726, "double"],
  ["var_samp(col) FROM VALUES (1) AS tab(col)", null, "double"],
];

test.each(cases)("%s", (...one) => expectAnswer(world, one));

test("aggregates of windows and with filters", async () => {
  expect(
    await world.rows(
      "SELECT x, max_by(x, y) FILTER (WHERE y < 3) OVER (), nth_value(x, 2) OVER (ORDER BY y), collect_set(x) OVER (PARTITION BY y > 1) FROM VALUES ('a', 1), ('b', 2), ('c', 3) AS t(x, y) ORDER BY y",
    ),
  ).toEqual([
    ["a", "b", null, ["a"]],
    ["b", "b", "b", ["b", "c"]],
    ["c", "b", "b", ["b", "c"]],
  ]);
});

test("fields of a struct are replaced and dropped", async () => {
  expect(
    await world.rows("SELECT typeof(1L), typeof(array(1.5)), version(), SPARK_PARTITION_ID()"),
  ).toEqual([["bigint", "array<decimal(2,1)>", "3.2.1", 0]]);
  const plan = {
    rel: "project" as const,
    input: { rel: "sql" as const, query: "SELECT named_struct('a', 1, 'b', 2) s" },
    expressions: [
      {
        expr: "call" as const,
        name: "with_field",
        args: [
          { expr: "attribute" as const, name: "s" },
          { expr: "literal" as const, value: "c", type: "string" },
          { expr: "literal" as const, value: "x", type: "string" },
        ],
      },
      {
        expr: "call" as const,
        name: "drop_fields",
        args: [
          { expr: "attribute" as const, name: "s" },
          { expr: "literal" as const, value: "a", type: "string" },
        ],
      },
    ],
  };
  expect(await world.rows(plan)).toEqual([[[1, 2, "x"], [2]]]);
});

test("assertions fail with their message", async () => {
  expect(await world.rows("SELECT assert_true(0 < 1)")).toEqual([[null]]);
  expect(await world.failure("SELECT assert_true(false, 'no way')")).toContain("no way");
  expect(await world.failure("SELECT raise_error('custom error message')")).toContain(
    "custom error message",
  );
});
