import type { getCalculation as contract } from "@/lib/contracts/calculations";
import { calculationTimeline } from "@/lib/domain/calculations";
import type { Ctx, Verb } from "../context";
import { ifRemembered } from "../sessions/if-remembered";
import { costOf } from "./cost-of";
import { readableCalculation } from "./readable-calculation";
import { recordedOf, seenStates } from "./recorded";

/** Pages ask every second, and three times as often while it is being stopped. */
const FRESH_MS = 250;

/** GetCalculationExecution and GetCalculationExecutionCode, with who started it and the states seen. */
export const getCalculation: Verb<typeof contract> = async (ctx, { id }) => {
  const { calculation, workgroup } = await readableCalculation(ctx, "getCalculation", id, {
    maxAgeMs: FRESH_MS,
  });
  const { queries } = ctx.runtime.database;
  const now = { state: calculation.state, at: new Date(), reason: calculation.stateChangeReason };
  const [code, recorded, seen] = await Promise.all([
    codeIfReadable(ctx, id),
    ifRemembered(ctx, () => recordedOf(queries, [id])),
    ifRemembered(ctx, () => seenStates(queries, id, now)),
  ]);
  return {
    calculation,
    workgroup,
    code,
    ...recorded?.get(id),
    states: calculationTimeline(calculation, seen ?? []),
    costUsd: costOf(ctx, calculation.dpuMs),
  };
};

/** Releases before the newest model gave a presigned address: that one goes nowhere. */
async function codeIfReadable(ctx: Ctx, id: string): Promise<string | undefined> {
  try {
    const code = await ctx.runtime.athena.readCalculationCode(id);
    return /^\s*https?:\/\/\S+\s*$/i.test(code) ? undefined : code;
  } catch (error) {
    ctx.log.warn({ reason: (error as Error).message }, "the code of a calculation is not known");
    return undefined;
  }
}
