import { describe, expect, it } from "vitest";
import { links, ofPathSegment, pathSegment, safeNextPath, workgroupOfSegment } from "./links";

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

it.each([".", "..", "...", "a.b", "new", "-"])("leads to the workgroup %s, and back", (name) => {
  const { pathname } = new URL(links.workgroup(name), "http://own.invalid");
  const [, page, segment = "", ...rest] = pathname.split("/");
  expect([page, rest]).toEqual(["workgroups", []]);
  expect(workgroupOfSegment(decodeURIComponent(segment))).toBe(name);
  expect(ofPathSegment(pathSegment(name))).toBe(name);
});
