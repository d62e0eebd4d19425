import type { SessionRow } from "@/lib/contracts/sessions";
import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import { AppError } from "@/lib/domain/errors";
import { isSessionInFlight, type SessionState } from "@/lib/domain/sessions";
import type { Ctx } from "../context";
import { listSessions } from "../sessions/list-sessions";
import { SHOWN_NEWEST, sum } from "./query-activity";

/** As many as a page of executions holds. */
const STRETCH = 50;

/** The active sessions of a Spark workgroup and the newest ended ones that we remember, added up. */
export async function sessionActivity(ctx: Ctx, workgroup: string): Promise<WorkgroupActivity> {
  const readAt = Date.now();
  const { rows, unreadable } = await listSessions(ctx, { workgroup, show: "all" });
  const [refusal] = unreadable;
  if (refusal) throw new AppError("UPSTREAM", refusal.message);
  const sessions = rows
    .toSorted((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0))
    .slice(0, STRETCH);
  const count = (state: SessionState) => sessions.filter((one) => one.state === state).length;
  const active = rows.filter(({ state }) => isSessionInFlight(state));
  const busy = active.filter(({ state }) => state === ("BUSY" satisfies SessionState)).length;
  const costs = sessions.map(({ costUsd }) => costUsd);
  return {
    readAt,
    running: busy,
    queued: active.length - busy,
    stretch: {
      count: sessions.length,
      since: sessions.findLast(({ startedAt }) => startedAt !== undefined)?.startedAt,
      // Athena lists active sessions only: what ran before we looked is not known.
      whole: false,
    },
    succeeded: count("TERMINATED"),
    failed: count("FAILED"),
    cancelled: 0,
    scannedBytes: 0,
    costUsd: sum(costs.map((cost = 0) => cost)),
    costUnknown: costs.filter((cost) => cost === undefined).length,
    scans: [],
    newest: sessions.slice(0, SHOWN_NEWEST).map(toNewest),
  };
}

const toNewest = (session: SessionRow): WorkgroupActivity["newest"][number] => ({
  id: session.id,
  kind: "session",
  state: session.state,
  summary: session.description || "Session",
  submittedAt: session.startedAt,
  durationMs:
    session.startedAt === undefined || session.endedAt === undefined
      ? undefined
      : session.endedAt - session.startedAt,
  scannedBytes: undefined,
  costUsd: session.costUsd,
  reason: session.stateChangeReason,
  by: session.startedBy,
});
