import type { QueryStatistics } from "./queries";

export type PhaseTone = "queue" | "service" | "engine" | "planning" | "other";
export type Phase = {
  label: string;
  startMs: number;
  durationMs: number;
  tone: PhaseTone;
  indent?: boolean;
};

/**
 * The phases of a run in order, with planning inside engine (reference 4.1).
 * The top-level phases add up to `totalMs`: what Athena does not account for is its own last row.
 */
export function phasesOf(statistics: Partial<QueryStatistics>): {
  phases: Phase[];
  totalMs: number;
} {
  const phases: Phase[] = [];
  let at = 0;
  const push = (label: string, durationMs: number | undefined, tone: PhaseTone) => {
    if (durationMs === undefined) return;
    phases.push({ label, startMs: at, durationMs, tone });
    at += durationMs;
  };
  push("Queued", statistics.queueMs, "queue");
  push("Pre-processing", statistics.preProcessingMs, "service");
  const engineStart = at;
  push("Engine", statistics.engineMs, "engine");
  if (statistics.planningMs !== undefined && statistics.engineMs !== undefined) {
    const durationMs = Math.min(statistics.planningMs, statistics.engineMs);
    phases.push({
      label: "of it planning",
      startMs: engineStart,
      durationMs,
      tone: "planning",
      indent: true,
    });
  }
  push("Publishing result", statistics.serviceProcessingMs, "service");
  const totalMs = Math.max(at, statistics.totalMs ?? 0);
  if (phases.length > 0 && totalMs > at) push("Other", totalMs - at, "other");
  return { phases, totalMs };
}
