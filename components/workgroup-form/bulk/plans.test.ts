import { expect, it } from "vitest";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { destructiveCount, plansOf, stepsOf } from "./plans";

const workgroup = (name: string, more: Partial<WorkgroupSettings> = {}) => ({
  name,
  family: "sql" as const,
  effectiveEngineVersion: "Athena engine version 3",
  settings: { ...newSettings("sql"), ...more },
  hash: "0".repeat(64),
  withheld: [],
});
const limit = { setting: "scanLimitBytes", value: 1e9, way: "put", beside: {} } as const;

it("a limit takes away from those whose newest queries scanned more, as the review says", () => {
  const planned = plansOf(
    [workgroup("a"), workgroup("b"), workgroup("c", { scanLimitBytes: 1e9 })],
    limit,
  );
  expect(stepsOf(planned).map(({ name }) => name)).toEqual(["a", "b"]);
  const scans = new Map([
    ["a", [5e9]],
    ["b", [1e6]],
    ["c", [5e9]],
  ]);
  expect(destructiveCount(planned, scans)).toBe(1);
  expect(destructiveCount(planned, new Map())).toBe(0);
});
