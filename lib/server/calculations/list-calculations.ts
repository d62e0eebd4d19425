import type { listCalculations as contract } from "@/lib/contracts/calculations";
import { summarizeCode } from "@/lib/domain/calculations";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { ifRemembered } from "../sessions/if-remembered";
import { costOf } from "./cost-of";
import { recordedOf } from "./recorded";
import { workgroupOfSession } from "./workgroup-of-session";

/**
 * ListCalculationExecutions; each line with its code and DPU time, which are read apart. Of what has finished
 * both are kept, so that a list that is read again asks for what is in flight only.
 */
export const listCalculations: Verb<typeof contract> = async (ctx, { id, cursor }) => {
  authorize(ctx, "listCalculations");
  const { athena, database } = ctx.runtime;
  authorize(ctx, "listCalculations", { workgroup: await workgroupOfSession(ctx, id) });
  const { summaries, nextToken } = await athena.listCalculations(id, cursor);
  const ids = summaries.map((summary) => summary.id);
  const [recorded, codes, readings] = await Promise.all([
    ifRemembered(ctx, () => recordedOf(database.queries, ids)),
    Promise.allSettled(ids.map((each) => athena.readCalculationCode(each))),
    Promise.allSettled(ids.map((each) => athena.readCalculation(each))),
  ]);
  const rows = summaries.map((summary, index) => {
    const code = fulfilled(codes[index]);
    const dpuMs = fulfilled(readings[index])?.dpuMs;
    return {
      ...summary,
      summary: code === undefined ? undefined : summarizeCode(code),
      dpuMs,
      costUsd: costOf(ctx, dpuMs),
      startedBy: recorded?.get(summary.id)?.startedBy,
    };
  });
  return { rows, cursor: nextToken };
};

const fulfilled = <T>(result: PromiseSettledResult<T> | undefined): T | undefined =>
  result?.status === "fulfilled" ? result.value : undefined;
