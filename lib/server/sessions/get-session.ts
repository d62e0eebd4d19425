import type { getSession as contract } from "@/lib/contracts/sessions";
import type { Verb } from "../context";
import { ifRemembered } from "./if-remembered";
import { readableSession } from "./readable-session";
import { seenStatesOf } from "./session-memory";
import { sessionCostUsd } from "./to-row";

/** GetSession, with who started it and the states seen so far. */
export const getSession: Verb<typeof contract> = async (ctx, { id }) => {
  const { value, readAt, memory } = await readableSession(ctx, "getSession", id);
  const { queries } = ctx.runtime.database;
  const states = await ifRemembered(ctx, () => seenStatesOf(queries, id));
  return {
    session: value,
    startedBy: memory?.startedBy,
    knownBy: memory?.knownBy,
    costUsd: sessionCostUsd(ctx, value),
    usdPerDpuHour: ctx.runtime.env.sparkUsdPerDpuHour,
    states: states ?? [],
    readAt,
  };
};
