import type { getSession as contract } from "@/lib/contracts/sessions";
import type { Ctx, Verb } from "../context";
import { ifRemembered } from "./if-remembered";
import { readableSession } from "./readable-session";
import { recalledSession } from "./recalled-session";
import { seenStatesOf } from "./session-memory";
import { sessionCostUsd } from "./to-row";

/**
 * GetSession, with who started it and the states seen so far. Of a session that Athena no longer knows, and while
 * Athena does not answer, what we remember.
 */
export const getSession: Verb<typeof contract> = async (ctx, { id }) => {
  const { memory, ...told } = await readSession(ctx, id).catch((cause) =>
    recalledSession(ctx, id, cause),
  );
  return {
    ...told,
    startedBy: memory?.startedBy,
    knownBy: memory?.knownBy,
    costUsd: sessionCostUsd(ctx, told.session),
    usdPerDpuHour: ctx.runtime.env.sparkUsdPerDpuHour,
  };
};

async function readSession(ctx: Ctx, id: string) {
  const { value, readAt, memory } = await readableSession(ctx, "getSession", id);
  const { queries } = ctx.runtime.database;
  const states = await ifRemembered(ctx, () => seenStatesOf(queries, id));
  return { session: value, memory, readAt, states: states ?? [] };
}
