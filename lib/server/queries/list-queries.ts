import { z } from "zod";
import { toAppError } from "@/lib/athena/errors";
import type { listQueries as contract, UnprocessedQuery } from "@/lib/contracts/queries";
import { AppError } from "@/lib/domain/errors";
import {
  beginHistory,
  type HistoryCursor,
  nextToRead,
  settledSince,
  type WorkgroupPosition,
} from "@/lib/domain/history";
import { decide } from "@/lib/domain/permissions";
import type { QueryExecution } from "@/lib/domain/queries";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { visibleWorkgroups } from "../workgroups/visible-workgroups";
import { startersIfKnown, toRow } from "./to-row";

/** First pages of so many workgroups are read by one request; the browser asks on for the others. */
const FIRST_PAGES_MAX = 5;

/** The next stretch of the history: ListQueryExecutions + BatchGetQueryExecution, each page once. */
export const listQueries: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "listQueries", input.workgroup ? { workgroup: input.workgroup } : {});
  const begun = input.cursor ? decodeCursor(ctx, input.cursor) : await begin(ctx, input.workgroup);

  const read = await Promise.all(
    nextToRead(begun.positions, FIRST_PAGES_MAX).map((position) => readWorkgroup(ctx, position)),
  );
  const after = new Map(read.map((page) => [page.workgroup, page.position]));
  const positions = begun.positions.flatMap((position) =>
    after.has(position.workgroup) ? (after.get(position.workgroup) ?? []) : [position],
  );

  const executions = read.flatMap((page) => page.executions);
  const starters = await startersIfKnown(
    ctx,
    executions.map(({ id }) => id),
  );
  const since = settledSince(positions);
  return {
    rows: executions.map((execution) => toRow(execution, starters.get(execution.id))),
    unprocessed: read.flatMap((page) => page.unprocessed),
    unreadable: read.flatMap((page) => page.unreadable ?? []),
    cursor: positions.length === 0 ? undefined : encodeCursor({ total: begun.total, positions }),
    settledSince: Number.isFinite(since) ? since : undefined,
    workgroups: {
      read:
        begun.total - positions.filter((position) => position.oldestReadAt === undefined).length,
      total: begun.total,
    },
  };
};

type Page = {
  workgroup: string;
  executions: QueryExecution[];
  unprocessed: UnprocessedQuery[];
  unreadable?: { workgroup: string; message: string };
  /** Absent once the workgroup is read to its end. */
  position?: WorkgroupPosition;
};

async function readWorkgroup(ctx: Ctx, position: WorkgroupPosition): Promise<Page> {
  const { workgroup } = position;
  try {
    const { readings, nextToken } = await ctx.runtime.athena.readHistoryPage(
      workgroup,
      position.nextToken,
    );
    const executions = readings.flatMap((reading) => reading.execution ?? []);
    const unprocessed = readings.flatMap((reading) =>
      reading.unprocessed ? { ...reading.unprocessed, workgroup } : [],
    );
    const page: Page = { workgroup, executions, unprocessed };
    if (nextToken === undefined) return page;
    const times = executions.flatMap((execution) => execution.submittedAt ?? []);
    // A page without a single time keeps its place at the front, so that the next one is read at once.
    const oldestReadAt =
      times.length > 0 ? Math.min(...times) : (position.oldestReadAt ?? Number.MAX_SAFE_INTEGER);
    return { ...page, position: { workgroup, nextToken, oldestReadAt } };
  } catch (cause) {
    const error = toAppError(cause);
    // Nothing answers at all, or too fast: the whole request fails and may be tried again.
    if (error.code === "UPSTREAM" && error.details.upstreamCode !== "AccessDeniedException")
      throw error;
    if (error.code === "THROTTLED") throw error;
    return {
      workgroup,
      executions: [],
      unprocessed: [],
      unreadable: { workgroup, message: error.message },
    };
  }
}

async function begin(ctx: Ctx, workgroup: string | undefined): Promise<CursorState> {
  const names = workgroup === undefined ? await visibleWorkgroups(ctx, "listQueries") : [workgroup];
  return { total: names.length, positions: beginHistory(names) };
}

type CursorState = { total: number; positions: HistoryCursor };

const cursorState = z.object({
  total: z.number().int().nonnegative(),
  positions: z
    .array(
      z.tuple([z.string().min(1).max(128), z.string().min(1).nullable(), z.number().nullable()]),
    )
    .max(1_000),
});

function encodeCursor({ total, positions }: CursorState): string {
  const compact = positions.map(({ workgroup, nextToken, oldestReadAt }) => [
    workgroup,
    nextToken ?? null,
    oldestReadAt ?? null,
  ]);
  return Buffer.from(JSON.stringify({ total, positions: compact })).toString("base64url");
}

/** A cursor comes back from a browser: its workgroups are checked against the person's grants again. */
function decodeCursor(ctx: Ctx, cursor: string): CursorState {
  const invalid = () =>
    new AppError("INVALID", "This place in the history is not known: reload the list");
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw invalid();
  }
  const parsed = cursorState.safeParse(json);
  if (!parsed.success) throw invalid();
  const positions = parsed.data.positions.map(([workgroup, nextToken, oldestReadAt]) => ({
    workgroup,
    nextToken: nextToken ?? undefined,
    oldestReadAt: oldestReadAt ?? undefined,
  }));
  const denied = positions.find(
    ({ workgroup }) => !decide(ctx.actor, "listQueries", { workgroup }).allowed,
  );
  if (denied)
    throw new AppError("FORBIDDEN", "You have no access to a workgroup of this list: reload it");
  return { total: parsed.data.total, positions };
}
