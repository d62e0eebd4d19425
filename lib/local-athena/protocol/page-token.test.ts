import { expect, test } from "vitest";
import { createPageTokens } from "./page-token";

const tokens = createPageTokens("key");

test("a token gives its position back to the same question only", () => {
  const token = tokens.write("ListQueryExecutions", ["primary"], [1_700_000_000_000, 42]);
  expect(token).toMatch(/^[\w-]+$/);
  expect(tokens.read("ListQueryExecutions", ["primary"], token)).toEqual([1_700_000_000_000, 42]);
  expect(tokens.read("ListQueryExecutions", ["etl"], token)).toBeUndefined();
  expect(tokens.read("ListNamedQueries", ["primary"], token)).toBeUndefined();
});

test("broken and foreign tokens are refused", () => {
  const token = tokens.write("A", [], ["x"]);
  const foreign = createPageTokens("another key").write("A", [], ["x"]);
  for (const bad of ["", "x", "%%%", token.slice(1), `${token}A`, foreign])
    expect(tokens.read("A", [], bad)).toBeUndefined();
});
