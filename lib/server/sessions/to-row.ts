import type { SessionReading } from "@/lib/athena/sessions";
import type { SessionRow } from "@/lib/contracts/sessions";
import { sparkCostUsd } from "@/lib/domain/cost";
import type { Ctx } from "../context";
import type { Memory, RememberedSession } from "./session-memory";

/** Estimated US dollars of a session so far; undefined while Athena has not said what it used. */
export const sessionCostUsd = (
  ctx: Pick<Ctx, "runtime">,
  { dpuMs }: { dpuMs?: number | undefined },
) => (dpuMs === undefined ? undefined : sparkCostUsd(dpuMs, ctx.runtime.env.sparkUsdPerDpuHour));

/** A session as Athena just told it, as a line of a list. */
export const liveRow = (
  ctx: Ctx,
  { value, readAt }: SessionReading,
  memory: Memory | undefined,
): SessionRow => ({ ...value, ...memory, readAt, costUsd: sessionCostUsd(ctx, value) });

/** A session that we remember, as a line of a list. */
export const rememberedRow = (ctx: Ctx, session: RememberedSession): SessionRow => ({
  ...session.facts,
  knownBy: session.knownBy,
  startedBy: session.startedBy,
  readAt: session.readAt,
  costUsd: sessionCostUsd(ctx, session.facts),
});
