import type { updateCapacityReservation as contract } from "@/lib/contracts/capacity-reservations";
import { dpusProblem } from "@/lib/domain/capacity";
import { AppError } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { inTurn } from "./in-turn";

/**
 * UpdateCapacityReservation, unless its target is what was asked for. Whether the time for fewer DPUs has come is
 * Athena's to say. @throws CONFLICT when its target is not what the editor saw
 */
export const updateCapacityReservation: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "updateCapacityReservation");
  const { name, fromDpus, targetDpus } = input;
  const problem = dpusProblem(targetDpus);
  if (problem) throw new AppError("INVALID", problem, { fields: { targetDpus: problem } });
  return inTurn(ctx, name, async () => {
    const before = await ctx.runtime.athena.readCapacityReservation(name, 0);
    if (before.targetDpus !== fromDpus)
      throw new AppError(
        "CONFLICT",
        `Somebody has changed it from ${fromDpus} to ${before.targetDpus} DPUs meanwhile`,
      );
    if (targetDpus === fromDpus) return {};
    await audited(ctx, {
      action: "updateCapacityReservation",
      objectType: "capacityReservation",
      objectId: name,
      before: { targetDpus: fromDpus },
      after: { targetDpus },
      call: () => ctx.runtime.athena.updateCapacityReservation(name, targetDpus),
    });
    return {};
  });
};
