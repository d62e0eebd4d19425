import type { stopCalculation as contract } from "@/lib/contracts/calculations";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableCalculation } from "./readable-calculation";
import { recordedOf } from "./recorded";

/** StopCalculationExecution. Stopping what has finished changes nothing, as on Athena. */
export const stopCalculation: Verb<typeof contract> = async (ctx, { id }) => {
  const { calculation, workgroup } = await readableCalculation(ctx, "stopCalculation", id, {
    // Whether someone may stop it can hang on who started it: the database must answer.
    ownerOf: async () =>
      (await recordedOf(ctx.runtime.database.queries, [id])).get(id)?.startedBy.id,
  });
  await audited(ctx, {
    action: "stopCalculation",
    workgroup,
    objectType: "calculation",
    objectId: id,
    before: { state: calculation.state },
    call: () => ctx.runtime.athena.stopCalculation(id),
  });
  return {};
};
