import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import {
  durationMs,
  isQueryInFlight,
  isQueryWaiting,
  type QueryExecution,
  type QueryState,
} from "@/lib/domain/queries";
import { summarizeSql } from "@/lib/domain/sql-text";
import type { Ctx } from "../context";
import { costOf, startersIfKnown } from "../queries/to-row";

/** Of the stretch, so many are shown one by one. */
export const SHOWN_NEWEST = 10;

/** The newest page of executions of a SQL workgroup, added up. */
export async function queryActivity(ctx: Ctx, workgroup: string): Promise<WorkgroupActivity> {
  const { value: page, readAt } = await ctx.runtime.athena.readNewestExecutions(workgroup);
  const executions = page.readings
    .flatMap(({ execution }) => execution ?? [])
    .sort((one, other) => (other.submittedAt ?? 0) - (one.submittedAt ?? 0));
  const ended = executions.filter(({ state }) => !isQueryInFlight(state));
  const waiting = executions.filter(({ state }) => isQueryWaiting(state)).length;
  const count = (state: QueryState) => executions.filter((one) => one.state === state).length;
  const costs = executions.map(costOf);
  const scans = ended.map(scannedBytes);
  return {
    readAt,
    running: executions.length - ended.length - waiting,
    queued: waiting,
    stretch: {
      count: executions.length,
      since: executions.findLast(({ submittedAt }) => submittedAt !== undefined)?.submittedAt,
      whole: page.nextToken === undefined,
    },
    succeeded: count("SUCCEEDED"),
    failed: count("FAILED"),
    cancelled: count("CANCELLED"),
    scannedBytes: sum(executions.map(scannedBytes)),
    costUsd: sum(costs.map((cost = 0) => cost)),
    costUnknown: costs.filter((cost) => cost === undefined).length,
    scans,
    newest: await shown(ctx, executions.slice(0, SHOWN_NEWEST)),
  };
}

async function shown(ctx: Ctx, executions: QueryExecution[]): Promise<WorkgroupActivity["newest"]> {
  const starters = await startersIfKnown(
    ctx,
    executions.map(({ id }) => id),
  );
  return executions.map((execution) => ({
    id: execution.id,
    kind: "query",
    state: execution.state,
    summary: summarizeSql(execution.sql),
    submittedAt: execution.submittedAt,
    durationMs: durationMs(execution),
    scannedBytes: execution.statistics.dataScannedBytes,
    costUsd: costOf(execution),
    reason: execution.stateChangeReason ?? execution.error?.message,
    by: starters.get(execution.id),
  }));
}

const scannedBytes = ({ statistics }: QueryExecution) => statistics.dataScannedBytes ?? 0;

export const sum = (numbers: readonly number[]) =>
  numbers.reduce((total, number) => total + number, 0);
