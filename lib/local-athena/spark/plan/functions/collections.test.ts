import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "../plans.fixture";
import { expectAnswer, type FunctionCase } from "./answers.fixture";

let world: PlanWorld;
beforeAll(async () => {
  world = await planWorld();
  world.table("lists", "a ARRAY<INT>, b ARRAY<STRING>, m MAP<STRING,INT>", [
    [[1, 2], ["x"], [["k", 1]]],
    [[], null, []],
    [null, [], null],
  ]);
});
afterAll(() => world.close());

const cases: FunctionCase[] = [
  ["array_contains(array(1, 2, 3), 2)", true, "boolean"],
  ["array_contains(array(1, null), 2)", null, "boolean"],
  ["array_contains(array(1), 2)", false, "boolean"],
  ["array_distinct(array(1, 2, 3, null, 3))", [1, 2, 3, null], "array<int>"],
  ["array_except(array(1, 2, 3), array(1, 3, 5))", [2], "array<int>"],
  ["array_intersect(array(1, 2, 3, null), array(1, 3, 5, null))", [1, 3, null], "array<int>"],
  ["array_join(array('hello', 'world'), ' ')", "hello world", "string"],
  ["array_join(array('hello', null ,'world'), ' ')", "hello world", "string"],
  ["array_join(array('hello', null ,'world'), ' ', ',')", "hello , world", "string"],
  ["array_max(array(1, 20, null, 3))", 20, "int"],
  ["array_min(array(1, 20, null, 3))", 1, "int"],
  ["array_position(array(3, 2, 1), 1)", 3, "bigint"],
  ["array_position(array(3), 1)", 0, "bigint"],
  ["array_remove(array(1, 2, 3, null, 3), 3)", [1, 2, null], "array<int>"],
  ["array_repeat('123', 2)", ["123", "123"], "array<string>"],
  ["array_repeat(1, -1)", [], "array<int>"],
  ["array_sort(array('b', 'd', null, 'c', 'a'))", ["a", "b", "c", "d", null], "array<string>"],
  ["array_union(array(1, 2, 3), array(1, 3, 5))", [1, 2, 3, 5], "array<int>"],
  ["arrays_overlap(array(1, 2, 3), array(3, 4, 5))", true, "boolean"],
  ["arrays_overlap(array(1, null), array(3))", null, "boolean"],
  [
    "arrays_zip(array(1, 2, 3), array(2, 3))",
    [
      [1, 2],
      [2, 3],
      [3, null],
    ],
    "array<struct<0:int,1:int>>",
  ],
  ["cardinality(map('a', 1, 'b', 2))", 2, "int"],
  ["element_at(array(1, 2, 3), 2)", 2, "int"],
  ["element_at(array(1, 2, 3), -1)", 3, "int"],
  ["element_at(array(1, 2, 3), 9)", null, "int"],
  ["element_at(map(1, 'a', 2, 'b'), 2)", "b", "string"],
  ["flatten(array(array(1, 2), array(3, 4)))", [1, 2, 3, 4], "array<int>"],
  ["flatten(array(array(1), null))", null, "array<int>"],
  ["sequence(1, 5)", [1, 2, 3, 4, 5], "array<int>"],
  ["sequence(5, 1)", [5, 4, 3, 2, 1], "array<int>"],
  ["sequence(1, 9, 4)", [1, 5, 9], "array<int>"],
  [
    "sequence(to_date('2018-01-31'), to_date('2018-03-31'), interval 1 month)",
    ["2018-01-31", "2018-02-28", "2018-03-31"],
    "array<date>",
  ],
  [
    "sequence(DATE'2024-01-03', DATE'2024-01-01', interval -1 day)",
    ["2024-01-03", "2024-01-02", "2024-01-01"],
    "array<date>",
  ],
  ["size(array('b', 'd', 'c', 'a'))", 4, "int"],
  ["size(cast(null as array<int>))", -1, "int"],
  ["size(shuffle(array(1, 2, 3)))", 3, "int"],
  ["slice(array(1, 2, 3, 4), 2, 2)", [2, 3], "array<int>"],
  ["slice(array(1, 2, 3, 4), -2, 2)", [3, 4], "array<int>"],
  ["slice(array(1, 2, 3, 4), -9, 2)", [], "array<int>"],
  ["slice(array(1, 2), 1, 0)", [], "array<int>"],
  [
    "sort_array(array('b', 'd', null, 'c', 'a'), true)",
    [null, "a", "b", "c", "d"],
    "array<string>",
  ],
  ["sort_array(array(1, null, 3), false)", [3, 1, null], "array<int>"],
  [
    "map_concat(map(1, 'a', 2, 'b'), map(3, 'c'))",
    [
      [1, "a"],
      [2, "b"],
      [3, "c"],
    ],
    "map<int,string>",
  ],
  [
    "map_entries(map(1, 'a', 2, 'b'))",
    [
      [1, "a"],
      [2, "b"],
    ],
    "array<struct<key:int,value:string>>",
  ],
  [
    "map_from_arrays(array(1.0, 3.0), array('2', '4'))",
    [
      ["1.0", "2"],
      ["3.0", "4"],
    ],
    "map<decimal(2,1),string>",
  ],
  [
    "map_from_entries(array(struct(1, 'a'), struct(2, 'b')))",
    [
      [1, "a"],
      [2, "b"],
    ],
    "map<int,string>",
  ],
  ["map_keys(map(1, 'a', 2, 'b'))", [1, 2], "array<int>"],
  ["map_values(map(1, 'a', 2, 'b'))", ["a", "b"], "array<string>"],
  [
    "str_to_map('a:1,b:2,c:3', ',', ':')",
    [
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
    ],
    "map<string,string>",
  ],
  ["str_to_map('a')", [["a", null]], "map<string,string>"],
  // functions of functions
  ["transform(array(1, 2, 3), x -> x + 1)", [2, 3, 4], "array<int>"],
  ["transform(array(1, 2, 3), (x, i) -> x + i)", [1, 3, 5], "array<int>"],
  ["filter(array(1, 2, 3), x -> x % 2 == 1)", [1, 3], "array<int>"],
  ["filter(array(0, 2, 3), (x, i) -> x > i)", [2, 3], "array<int>"],
  ["exists(array(1, 2, 3), x -> x % 2 == 0)", true, "boolean"],
  ["exists(array(1, null, 3), x -> x % 2 == 0)", null, "boolean"],
  ["forall(array(2, null, 8), x -> x % 2 == 0)", null, "boolean"],
  ["forall(array(1, 2, 3), x -> x % 2 == 0)", false, "boolean"],
  ["aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x)", 6, "int"],
  ["aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x, acc -> acc * 10)", 60, "int"],
  ["aggregate(array('a', 'b'), 0, (acc, x) -> acc + length(x))", 2, "int"],
  [
    "zip_with(array(1, 2, 3), array('a', 'b', 'c'), (x, y) -> (y, x))",
    [
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ],
    "array<struct<y:string,x:int>>",
  ],
  ["zip_with(array(1, 2), array(3), (x, y) -> x + y)", [4, null], "array<int>"],
  [
    "map_filter(map(1, 0, 2, 2, 3, -1), (k, v) -> k > v)",
    [
      [1, 0],
      [3, -1],
    ],
    "map<int,int>",
  ],
  [
    "transform_keys(map_from_arrays(array(1, 2), array(1, 2)), (k, v) -> k + 1)",
    [
      [2, 1],
      [3, 2],
    ],
    "map<int,int>",
  ],
  [
    "transform_values(map_from_arrays(array(1, 2), array(1, 2)), (k, v) -> k + v)",
    [
      [1, 2],
      [2, 4],
    ],
    "map<int,int>",
  ],
  [
    "map_zip_with(map(1, 'a', 2, 'b'), map(1, 'x', 2, 'y'), (k, v1, v2) -> concat(v1, v2))",
    [
      [1, "ax"],
      [2, "by"],
    ],
    "map<int,string>",
  ],
  ["transform(array('c1', 'x'), (c, i) -> concat(c, 'c1', i))", ["c1c10", "xc11"], "array<string>"],
  [
    "transform(array(1, 2), x -> transform(array(10, 20), y -> x + y))",
    [
      [11, 21],
      [12, 22],
    ],
    "array<array<int>>",
  ],
];

test.each(cases)("%s", (...one) => expectAnswer(world, one));

test("columns that are null, or hold nothing", async () => {
  expect(
    await world.rows(
      "SELECT size(a), array_distinct(a), concat_ws(',', b), map_keys(m), transform(a, x -> x * 2) FROM lists",
    ),
  ).toEqual([
    [2, [1, 2], "x", ["k"], [2, 4]],
    [0, [], "", [], []],
    [-1, null, "", null, null],
  ]);
});

test("stack puts its values into rows", async () => {
  expect(await world.rows("SELECT stack(2, 'a', 1, 'b', 2.5) AS (k, v)")).toEqual([
    ["a", "1.0"],
    ["b", "2.5"],
  ]);
  expect(await world.schema("SELECT stack(2, 1, 2, 3)")).toBe("struct<col0:int,col1:int>");
  expect(await world.rows("SELECT stack(2, 1, 2, 3)")).toEqual([
    [1, 2],
    [3, null],
  ]);
});

test("arrays_zip names its fields by columns", async () => {
  expect(await world.schema("SELECT arrays_zip(a, b) z FROM lists")).toBe(
    "struct<z:array<struct<a:int,b:string>>>",
  );
});

test("what cannot be is refused", async () => {
  expect(await world.failure("SELECT slice(array(1), 0, 1)")).toContain(
    "SQL array indices start at 1",
  );
  expect(await world.failure("SELECT sequence(1, 5, -1)")).toContain(
    "Illegal sequence boundaries: 1 to 5 by -1",
  );
  expect(await world.failure("SELECT array_sort(array(2, 1), (x, y) -> x - y)")).toContain(
    "array_sort with a comparator is not supported by local-athena",
  );
});
