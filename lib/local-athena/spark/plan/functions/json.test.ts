import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "../plans.fixture";
import { expectAnswer, type FunctionCase } from "./answers.fixture";

let world: PlanWorld;
beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const store = `'{"store":{"book":[{"title":"A","price":8.95},{"title":"B","price":1e2}],"name":"x","none":null}}'`;
const cases: FunctionCase[] = [
  [`get_json_object('{"a":"b"}', '$.a')`, "b", "string"],
  [`get_json_object('{"a":1.50}', '$.a')`, "1.50", "string"],
  [`get_json_object('{"a":{"b":[1, 2]}}', '$.a')`, '{"b":[1,2]}', "string"],
  [`get_json_object(${store}, '$.store.book[1].title')`, "B", "string"],
  [`get_json_object(${store}, '$.store.book[*].title')`, '["A","B"]', "string"],
  [`get_json_object(${store}, "$['store']['name']")`, "x", "string"],
  [`get_json_object(${store}, '$.store.none')`, null, "string"],
  [`get_json_object('no', '$.a')`, null, "string"],
  ["json_array_length('[1,2,3,4]')", 4, "int"],
  ["json_array_length('[1,2')", null, "int"],
  [`json_object_keys('{"f1":"abc","f2":{"f3":"a"}}')`, ["f1", "f2"], "array<string>"],
  [`from_json('{"a":1, "b":0.8}', 'a INT, b DOUBLE')`, [1, 0.8], "struct<a:int,b:double>"],
  [`from_json('{"a":"x", "b":"NaN"}', 'a INT, b DOUBLE')`, [null, "NaN"], "struct<a:int,b:double>"],
  ["from_json('no', 'a INT')", [null], "struct<a:int>"],
  ["from_json(null, 'a INT')", null, "struct<a:int>"],
  ["from_json('[1, 2]', 'array<int>')", [1, 2], "array<int>"],
  [
    `from_json('{"k":{"x":[1]}}', 'map<string,struct<x:array<int>>>')`,
    [["k", [[1]]]],
    "map<string,struct<x:array<int>>>",
  ],
  [
    `from_json('{"d":"2024-01-31","t":"2024-01-31T10:00:00.5Z","n":12.345,"s":{"q":1},"y":true}', 'd DATE, t TIMESTAMP, n DECIMAL(10,2), s STRING, y BOOLEAN')`,
    ["2024-01-31", "2024-01-31T10:00:00.5Z", "12.35", '{"q":1}', true],
    "struct<d:date,t:timestamp,n:decimal(10,2),s:string,y:boolean>",
  ],
  ["to_json(named_struct('a', 1, 'b', 'x\"y'))", '{"a":1,"b":"x\\"y"}', "string"],
  ["to_json(named_struct('a', 1, 'b', null))", '{"a":1}', "string"],
  [
    "to_json(named_struct('time', to_timestamp('2015-08-26', 'yyyy-MM-dd')))",
    '{"time":"2015-08-26T00:00:00.000Z"}',
    "string",
  ],
  ["to_json(array(named_struct('a', 1), named_struct('a', 2)))", '[{"a":1},{"a":2}]', "string"],
  ["to_json(map('a', named_struct('b', 1.50)))", '{"a":{"b":1.50}}', "string"],
  [
    "to_json(named_struct('d', DATE'2024-01-31', 'x', 1e10, 'l', array(1, null)))",
    '{"d":"2024-01-31","x":1.0E10,"l":[1,null]}',
    "string",
  ],
];

test.each(cases)("%s", (...one) => expectAnswer(world, one));

test("json_tuple makes a column for each field", async () => {
  const query = `SELECT json_tuple('{"a":1, "b":"x", "c":null}', 'a', 'b', 'c', 'd')`;
  expect(await world.rows(query)).toEqual([["1", "x", null, null]]);
  expect(await world.names(query)).toEqual(["c0", "c1", "c2", "c3"]);
});
