import { describe, expect, it } from "vitest";
import { type Actor, decide, roleOf } from "./permissions";

const actor = (grants: Actor["grants"]): Actor => ({
  id: "u1",
  name: "U",
  email: undefined,
  grants,
});
const mara = actor([
  { role: "viewer", workgroups: ["*"] },
  { role: "analyst", workgroups: ["analytics-*", "a.b"] },
]);

describe("roleOf", () => {
  it.each([
    ["primary", "viewer"],
    ["analytics-eu", "analyst"],
    ["analytics", "viewer"],
    ["a.b", "analyst"],
    ["axb", "viewer"],
  ])("%s: %s", (workgroup, role) => expect(roleOf(mara, workgroup)).toBe(role));
  it("takes the highest over all without a workgroup", () => expect(roleOf(mara)).toBe("analyst"));
  it("is undefined without a grant", () => expect(roleOf(actor([]), "primary")).toBeUndefined());
});

describe("a pattern", () => {
  const covers = (pattern: string, name: string) =>
    roleOf(actor([{ role: "viewer", workgroups: [pattern] }]), name) !== undefined;
  it.each([
    ["*", ""],
    ["**", "team"],
    ["team-*", "team-"],
    ["*-eu", "team-eu"],
    ["a*a", "aa"],
    ["a*b*c", "a-b-b-c"],
    ["a*bb*b", "abbb"],
    ["*.*", "a.b"],
  ])("%s covers %s", (pattern, name) => expect(covers(pattern, name)).toBe(true));
  it.each([
    ["team", "teams"],
    ["team-*", "team"],
    ["team-*", "TEAM-eu"],
    ["a*a", "a"],
    ["ab*ba", "aba"],
    ["a*bb*b", "abb"],
    ["*.*", "ab"],
    ["[a-z]*", "a"],
  ])("%s does not cover %s", (pattern, name) => expect(covers(pattern, name)).toBe(false));
  it("is decided at once, whatever stars it has and however long the name is", () => {
    expect(covers(`${"*a".repeat(64)}b`, "a".repeat(128))).toBe(false);
    expect(covers("*-prod-*z", "-prod".repeat(200_000))).toBe(false);
  });
});

describe("decide", () => {
  const allowed = (...args: Parameters<typeof decide>) => decide(...args).allowed;
  const analyst = actor([{ role: "analyst", workgroups: ["w"] }]);
  const admin = actor([{ role: "admin", workgroups: ["w"] }]);

  it("refuses below the least role", () => {
    expect(
      decide(actor([{ role: "viewer", workgroups: ["*"] }]), "startQuery", { workgroup: "w" }),
    ).toEqual({
      allowed: false,
      reason: "Needs the analyst role",
    });
  });
  it("refuses a foreign workgroup whatever the role", () =>
    expect(allowed(admin, "getQuery", { workgroup: "x" })).toBe(false));
  it("lets analysts stop only their own", () => {
    expect(allowed(analyst, "stopQuery", { workgroup: "w", ownerId: "u1" })).toBe(true);
    expect(allowed(analyst, "stopQuery", { workgroup: "w", ownerId: "u2" })).toBe(false);
    expect(allowed(analyst, "stopQuery", { workgroup: "w" })).toBe(false);
  });
  it("lets admins stop any", () =>
    expect(allowed(admin, "stopQuery", { workgroup: "w" })).toBe(true));
  it("lets anyone signed in ask who they are", () =>
    expect(allowed(actor([]), "getMe")).toBe(true));
});
