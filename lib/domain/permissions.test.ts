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
