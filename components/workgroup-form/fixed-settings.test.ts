import { expect, it } from "vitest";
import { problemsOf } from "@/lib/domain/workgroups/rules";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { withFixed } from "./fixed-settings";

const STACK = "aws:cloudformation:stack-name";
const sql = (more: Partial<WorkgroupSettings>): WorkgroupSettings => ({
  ...newSettings("sql"),
  ...more,
});

it("an earlier version fits the workgroup of now: tags of AWS are what they are", () => {
  const base = sql({ tags: { [STACK]: "new", "aws:x": "1", team: "data" } });
  const earlier = sql({ tags: { [STACK]: "old", team: "web" }, scanLimitBytes: 10_000_000 });
  const { settings, fixed } = withFixed(earlier, base);
  expect(settings.tags).toEqual({ [STACK]: "new", "aws:x": "1", team: "web" });
  expect(settings.scanLimitBytes).toBe(10_000_000);
  expect(fixed).toEqual([]);
  expect(problemsOf(settings, { family: "sql", before: base })).toEqual([]);
});

it("says what was fixed at creation", () => {
  const base = sql({ identityCenter: true });
  expect(withFixed(sql({}), base)).toMatchObject({
    settings: { identityCenter: true },
    fixed: ["identityCenter"],
  });
});
