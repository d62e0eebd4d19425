import { describe, expect, it } from "vitest";
import { links, safeNextPath } from "./links";

describe("safeNextPath", () => {
  it.each(["/queries/7f3c?tab=json#L3", "/editor?query=a%20b"])("keeps %s", (path) =>
    expect(safeNextPath(path)).toBe(path),
  );
  it.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/queries/..//evil.example",
    "/%2e//evil.example",
    "/./\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "",
    null,
    undefined,
  ])("does not lead to %s", (path) => expect(safeNextPath(path)).toBe("/queries"));
});

it("escapes what goes into a path", () => {
  expect(links.query("a/b?c")).toBe("/queries/a%2Fb%3Fc");
  expect(links.queries({ workgroup: "a&b" })).toBe("/queries?workgroup=a%26b");
});
