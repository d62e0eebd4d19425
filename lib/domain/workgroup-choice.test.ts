import { describe, expect, it } from "vitest";
import { firstWorkgroup, pickName, whyNotRun } from "./workgroup-choice";

const analyst = {
  id: "a",
  grants: [{ role: "analyst" as const, workgroups: ["team-*", "primary"] }],
};
const viewer = { id: "v", grants: [{ role: "viewer" as const, workgroups: ["*"] }] };

describe("whyNotRun", () => {
  it.each([
    [{ name: "team-a", state: "ENABLED", engineVersion: "Athena engine version 3" }, undefined],
    [{ name: "team-a" }, undefined],
    [{ name: "other" }, "You have no access to this workgroup"],
    [{ name: "team-a", state: "DISABLED" }, "Disabled: starts no queries"],
    [{ name: "team-a", engineVersion: "PySpark engine version 3" }, "Runs Spark, not SQL"],
    [{ name: "team-a", engineVersion: "Apache Spark version 3.5" }, "Runs Spark, not SQL"],
  ])("%j", (workgroup, reason) => {
    expect(whyNotRun(analyst, workgroup)).toBe(reason);
  });

  it("tells a viewer the role that is missing", () => {
    expect(whyNotRun(viewer, { name: "team-a" })).toBe("Needs the analyst role");
  });
});

describe("firstWorkgroup", () => {
  const all = [{ name: "other" }, { name: "team-a" }, { name: "primary" }];

  it.each([
    [all, "team-a", "team-a"],
    [all, "other", "primary"],
    [all, undefined, "primary"],
    [[{ name: "other" }, { name: "team-b" }], undefined, "team-b"],
    [[{ name: "primary", state: "DISABLED" }, { name: "team-b" }], "primary", "team-b"],
    [[], undefined, undefined],
  ])("%j, last %s", (workgroups, last, first) => {
    expect(firstWorkgroup(analyst, workgroups, last)).toBe(first);
  });

  it("gives a reader who may run nowhere something to look at", () => {
    expect(firstWorkgroup(viewer, all, undefined)).toBe("primary");
  });
});

describe("pickName", () => {
  it("takes the first wanted name that exists, as the list spells it", () => {
    expect(pickName(["Other", "AwsDataCatalog"], null, "gone", "awsdatacatalog")).toBe(
      "AwsDataCatalog",
    );
    expect(pickName(["a", "b"], "gone")).toBe("a");
    expect(pickName([], "gone")).toBeUndefined();
  });
});
