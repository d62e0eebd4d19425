import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";

/** What is to be sent for one workgroup. */
export type BulkStep = { name: string; basedOn: string; settings: WorkgroupSettings };

export type BulkOutcome =
  | { state: "waiting" }
  | { state: "sending" }
  | { state: "done" }
  /** In Athena's words; nothing of it is tried again by itself. */
  | { state: "failed"; message: string }
  | { state: "conflict"; message: string }
  | { state: "notTried" };

type RunBulk = {
  steps: readonly BulkStep[];
  send: (step: BulkStep) => Promise<unknown>;
  /** Whether what a step threw says that somebody else has changed the workgroup. */
  isConflict: (error: unknown) => boolean;
  isStopped: () => boolean;
  report: (name: string, outcome: BulkOutcome) => void;
};

/** One workgroup after the other; one that fails stops none. A stop lets what is being sent end. */
export async function runBulk({ steps, send, isConflict, isStopped, report }: RunBulk) {
  for (const step of steps) {
    if (isStopped()) {
      report(step.name, { state: "notTried" });
      continue;
    }
    report(step.name, { state: "sending" });
    try {
      await send(step);
      report(step.name, { state: "done" });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      report(step.name, { state: isConflict(error) ? "conflict" : "failed", message });
    }
  }
}
