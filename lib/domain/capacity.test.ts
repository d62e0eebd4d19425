import { describe, expect, test } from "vitest";
import {
  CAPACITY_STATES,
  type CapacityReservation,
  capacityBlocked,
  capacityLifecycle,
  capacityNameProblem,
  decreasableAt,
  dpusProblem,
  whyCapacityState,
} from "./capacity";
import {
  assignedBy,
  assignmentChanges,
  assignmentConsequence,
  assignmentsProblem,
  canonicalAssignments,
  rebaseAssignments,
} from "./capacity-assignments";

const reservation = (more: Partial<CapacityReservation> = {}): CapacityReservation => ({
  name: "etl",
  state: "ACTIVE",
  targetDpus: 24,
  allocatedDpus: 24,
  ...more,
});

describe("states", () => {
  test.each(CAPACITY_STATES)("%s leads on, is polled while it does, and is explained", (state) => {
    const { inFlight, pollMs, next } = capacityLifecycle[state];
    expect(pollMs !== undefined).toBe(inFlight);
    if (inFlight) expect(next.length).toBeGreaterThan(0);
    expect(whyCapacityState(reservation({ state }))).toMatch(/\.$/);
  });

  test.each([
    ["PENDING", "resize", /one thing at a time/],
    ["UPDATE_PENDING", "resize", /one thing at a time/],
    ["ACTIVE", "resize", undefined],
    ["FAILED", "resize", /It is failed/],
    ["FAILED", "cancel", undefined],
    ["CANCELLED", "cancel", /It is cancelled/],
    ["CANCELLING", "assign", /It is cancelling/],
    ["PENDING", "assign", undefined],
    ["ACTIVE", "delete", /cancel it first/],
    ["CANCELLED", "delete", undefined],
  ] as const)("%s, %s: %s", (state, action, reason) => {
    if (reason === undefined) expect(capacityBlocked(state, action)).toBeUndefined();
    else expect(capacityBlocked(state, action)).toMatch(reason);
  });

  test("a failed one says Athena's reason", () =>
    expect(
      whyCapacityState(
        reservation({ state: "FAILED", lastAllocation: { state: "FAILED", message: "No DPUs." } }),
      ),
    ).toMatch(/^No DPUs\. /));
});

test.each([
  [4, undefined],
  [1_000, undefined],
  [0, "At least 4 DPUs"],
  [-4, "At least 4 DPUs"],
  [5, "DPUs come in steps of 4"],
  [1_004, "An account has at most 1,000 DPUs"],
  [4.5, "A whole number of DPUs"],
  [Number.NaN, "A whole number of DPUs"],
])("%d DPUs: %s", (dpus, problem) => expect(dpusProblem(dpus)).toBe(problem));

test("a name has its form, and is free", () => {
  expect(capacityNameProblem("etl_2.x-1")).toBeUndefined();
  expect(capacityNameProblem("")).toMatch(/1 to 128/);
  expect(capacityNameProblem("a b")).toMatch(/1 to 128/);
  expect(capacityNameProblem("x".repeat(129))).toMatch(/1 to 128/);
  expect(capacityNameProblem("etl", [reservation()])).toMatch(/^There is/);
  expect(capacityNameProblem("etl", [reservation({ state: "CANCELLED" })])).toMatch(/delete it/);
});

test("it is made smaller an hour after its last allocation, or else its creation", () => {
  const at = 1_800_000_000_000;
  expect(decreasableAt(reservation({ lastSuccessfulAllocationAt: at }), at)).toBe(at + 3_600_000);
  expect(decreasableAt(reservation({ createdAt: at }), at + 3_599_999)).toBe(at + 3_600_000);
  expect(decreasableAt(reservation({ createdAt: at }), at + 3_600_000)).toBeUndefined();
  expect(decreasableAt(reservation(), at)).toBeUndefined();
});

describe("assignments", () => {
  const assigned = assignedBy([
    { name: "a", state: "ACTIVE", workgroups: ["etl"] },
    { name: "b", state: "PENDING", workgroups: ["primary"] },
    { name: "c", state: "CANCELLING", workgroups: ["analytics"] },
    { name: "d", state: "FAILED" },
  ]);

  test("a workgroup has one reservation, unless that is being cancelled", () => {
    expect([...assigned]).toEqual([
      ["etl", "a"],
      ["primary", "b"],
    ]);
    expect(assignmentsProblem("a", ["etl", "analytics"], assigned)).toBeUndefined();
    expect(assignmentsProblem("a", ["etl", "primary"], assigned)).toMatch(/has the reservation b/);
    expect(assignmentsProblem("a", ["etl", "etl"], assigned)).toMatch(/twice/);
    const many = Array.from({ length: 21 }, (_, index) => `wg-${index}`);
    expect(assignmentsProblem("a", many, assigned)).toMatch(/at most 20/);
    expect(assignmentsProblem("a", many.slice(1), assigned)).toBeUndefined();
  });

  test("the order of workgroups says nothing", () => {
    expect(canonicalAssignments(["b", "a"])).toBe(canonicalAssignments(["a", "b"]));
    expect(canonicalAssignments(["a"])).not.toBe(canonicalAssignments([]));
  });

  test("changes are by name, and are kept on top of what others changed", () => {
    expect(assignmentChanges(["a", "b"], ["b", "c"])).toEqual([
      { workgroup: "a", kind: "removed" },
      { workgroup: "c", kind: "added" },
    ]);
    expect(rebaseAssignments(["a", "b"], ["b", "d"], ["a", "c"])).toEqual(["c", "d"]);
    expect(rebaseAssignments(["a"], ["a", "c"], ["a", "c"])).toEqual(["a", "c"]);
  });

  test.each([
    [
      "added",
      { state: "ACTIVE", allocatedDpus: 24 },
      /^From now on queries of etl queue while the DPUs of night/,
    ],
    ["added", { state: "UPDATE_PENDING", allocatedDpus: 24 }, /^From now on/],
    ["added", { state: "PENDING", allocatedDpus: 0 }, /^From when the DPUs are allocated/],
    ["added", { state: "FAILED", allocatedDpus: 0 }, /go on running on demand/],
    ["removed", { state: "ACTIVE", allocatedDpus: 24 }, /run on demand again/],
  ] as const)("%s where it is %o", (kind, where, words) =>
    expect(assignmentConsequence({ workgroup: "etl", kind }, { name: "night", ...where })).toMatch(
      words,
    ),
  );
});
