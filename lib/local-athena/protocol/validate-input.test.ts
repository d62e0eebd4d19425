import { expect, test } from "vitest";
import constraints from "./constraints.json";
import { AthenaException } from "./errors";
import { readInput } from "./read-input";
import { inputMembers, type Shape } from "./shapes";
import { validateInput } from "./validate-input";

function check(operation: string, input: unknown): string {
  const members = inputMembers(operation);
  if (!members) throw new Error(`unknown operation ${operation}`);
  try {
    validateInput(members, readInput(members, JSON.stringify(input)));
    return "";
  } catch (error) {
    if (error instanceof AthenaException) return error.wireMessage ?? error.exceptionName;
    throw error;
  }
}

const one = (text: string) => `1 validation error detected: ${text}`;

test("the table holds all operations, and every pattern compiles", () => {
  expect(Object.keys(constraints.operations)).toHaveLength(70);
  for (const { pattern } of Object.values(constraints.shapes as Record<string, Shape>)) {
    if (pattern) expect(() => new RegExp(`^(?:${pattern})$`, "u")).not.toThrow();
  }
});

test.each([
  [
    "GetQueryExecution",
    {},
    one("Value null at 'queryExecutionId' failed to satisfy constraint: Member must not be null"),
  ],
  [
    "ListWorkGroups",
    { MaxResults: 51 },
    one(
      "Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50",
    ),
  ],
  [
    "ListTagsForResource",
    { ResourceARN: "arn", MaxResults: 74 },
    one(
      "Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 75",
    ),
  ],
  [
    "GetQueryResults",
    { QueryExecutionId: "x", NextToken: "", MaxResults: 0 },
    "2 validation errors detected: Value at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    "CreateWorkGroup",
    { Name: "a b" },
    one(
      "Value at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9._-]{1,128}",
    ),
  ],
  [
    "CreateDataCatalog",
    { Name: "x", Type: "NONE" },
    one(
      "Value 'NONE' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [LAMBDA, GLUE, HIVE, FEDERATED]",
    ),
  ],
  [
    "CreateWorkGroup",
    { Name: "w", Configuration: { BytesScannedCutoffPerQuery: 1 } },
    one(
      "Value at 'configuration.bytesScannedCutoffPerQuery' failed to satisfy constraint: Member must have value greater than or equal to 10000000",
    ),
  ],
  [
    "BatchGetQueryExecution",
    { QueryExecutionIds: ["a b"] },
    one(
      "Value at 'queryExecutionIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: \\S+]",
    ),
  ],
  [
    "CreateWorkGroup",
    { Name: "w", Tags: [{ Key: "" }] },
    one(
      "Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ),
  ],
  ["ListQueryExecutions", { MaxResults: 0, Unknown: 1, WorkGroup: null }, ""],
  ["ListWorkGroups", { MaxResults: 1.9 }, ""],
  ["GetDataCatalog", { Name: "katalog-ü-🦉" }, ""],
])("%s %j", (operation, input, expected) => {
  expect(check(operation, input)).toBe(expected);
});

test.each([
  ["ListWorkGroups", { MaxResults: "5" }, "STRING_VALUE can not be converted to an Integer"],
  ["ListWorkGroups", { MaxResults: true }, "TRUE_VALUE can not be converted to an Integer"],
  ["ListWorkGroups", { MaxResults: [1] }, "Start of list found where not expected"],
  ["ListWorkGroups", { MaxResults: {} }, "Start of structure or map found where not expected."],
  ["GetWorkGroup", { WorkGroup: 5 }, "NUMBER_VALUE can not be converted to a String"],
  ["GetWorkGroup", { WorkGroup: true }, "TRUE_VALUE can not be converted to a String"],
  ["BatchGetQueryExecution", { QueryExecutionIds: "a" }, "Expected list or null"],
  ["StartQueryExecution", { QueryExecutionContext: "a" }, "Expected null"],
])("a wrong type beats every constraint: %s %j", (operation, input, expected) => {
  expect(check(operation, input)).toBe(expected);
});

test("maps keep every key, whatever it is called", () => {
  const members = inputMembers("CreateDataCatalog") ?? [];
  const body = '{"Parameters":{"__proto__":"a","constructor":"b","":"c","ключ":"d","none":null}}';
  const { Parameters } = readInput(members, body);
  expect(Object.entries(Parameters as object)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
    ["", "c"],
    ["ключ", "d"],
  ]);
});
