import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { type BulkChange, type BulkPlan, planOf } from "@/lib/domain/workgroups/bulk-change";
import { describeChange } from "@/lib/domain/workgroups/describe";
import type { BulkStep } from "./run-bulk";

export type Planned = { workgroup: WorkgroupConfiguration; plan: BulkPlan };

export const plansOf = (
  workgroups: readonly WorkgroupConfiguration[],
  change: BulkChange,
): Planned[] => workgroups.map((workgroup) => ({ workgroup, plan: planOf(workgroup, change) }));

/** What is to be sent, in the order of the review. */
export const stepsOf = (planned: readonly Planned[]): BulkStep[] =>
  planned.flatMap(({ workgroup: { name }, plan }) =>
    plan.kind === "changes" ? [{ name, basedOn: plan.basedOn, settings: plan.after }] : [],
  );

/** Of how many of them the change takes something away. `scans`: by workgroup, what its newest queries scanned. */
export const destructiveCount = (
  planned: readonly Planned[],
  scans: ReadonlyMap<string, readonly number[]>,
): number =>
  planned.filter(({ workgroup: { name, family, settings }, plan }) => {
    if (plan.kind !== "changes") return false;
    const facts = { family, before: settings, after: plan.after, scans: scans.get(name) };
    return plan.changes.some((change) => describeChange(change, facts).destructive);
  }).length;
