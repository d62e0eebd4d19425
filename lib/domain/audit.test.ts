import { describe, expect, it } from "vitest";
import { AUDITED_ACTIONS, auditObject, auditWords } from "./audit";
import { areComparable, memberChanges, workgroupChanges } from "./audit-diff";
import { csvLine } from "./csv";
import { newSettings } from "./workgroups/wire";

describe("a change in words", () => {
  it("is done, tried or to be done", () => {
    const words = (outcome: string) => auditWords({ action: "deleteWorkgroup", outcome });
    expect(["succeeded", "failed", "unknown", "attempted"].map(words)).toEqual([
      "Deleted workgroup",
      "Tried to delete workgroup",
      "Tried to delete workgroup",
      "Delete workgroup",
    ]);
    for (const action of AUDITED_ACTIONS)
      expect(auditWords({ action, outcome: "succeeded" })).toMatch(/^[A-Z][a-z]+ /);
  });

  it("shows as they are what a newer console recorded", () => {
    expect(auditWords({ action: "paintWorkgroup", outcome: "succeeded" })).toBe("paintWorkgroup");
    expect(auditObject("constructor").label).toBe("constructor");
  });
});

describe("what a change changed", () => {
  it("names each member by its path", () => {
    const before = { name: "a", deep: { one: 1, two: [1, 2] }, gone: true };
    const after = { name: "b", deep: { one: 1, two: [2, 1] }, new: null };
    expect(memberChanges(before, after)).toEqual([
      { path: "name", before: "a", after: "b" },
      { path: "deep.two", before: "[1,2]", after: "[2,1]" },
      { path: "gone", before: "true", after: undefined },
    ]);
  });

  it("is no difference where both are not of one kind", () => {
    expect(areComparable({ targetDpus: 24 }, { targetDpus: 28 })).toBe(true);
    expect(areComparable({ name: "a", state: "ENABLED" }, { recursive: true })).toBe(false);
    expect(areComparable(undefined, { name: "a" })).toBe(false);
  });

  it("is told of workgroups by their settings, of a new one from what new ones have", () => {
    const fresh = newSettings("sql");
    const limited = { ...fresh, scanLimitBytes: 10_000_000 };
    const limit = { setting: "scanLimitBytes", before: undefined, after: 10_000_000 };
    expect(workgroupChanges({ ...fresh }, limited)?.changes).toMatchObject([limit]);
    expect(workgroupChanges(undefined, limited)?.changes).toMatchObject([limit]);
    expect(workgroupChanges(fresh, undefined)).toBeUndefined();
    expect(workgroupChanges({ state: "ENABLED" }, { state: "DISABLED" })).toBeUndefined();
  });
});

it("a line of CSV is nothing that a spreadsheet computes", () => {
  expect(csvLine(["=1+1", "+1", "-1", "@a", "\t=1", 'a "b"', "a,\nb"])).toBe(
    `"'=1+1","'+1","'-1","'@a","'\t=1","a ""b""","a,\nb"\n`,
  );
});
