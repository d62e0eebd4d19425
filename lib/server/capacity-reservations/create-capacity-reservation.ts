import type { createCapacityReservation as contract } from "@/lib/contracts/capacity-reservations";
import { capacityNameProblem, dpusProblem } from "@/lib/domain/capacity";
import { AppError } from "@/lib/domain/errors";
import { tagsProblem } from "@/lib/domain/workgroups/tag-rules";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/**
 * CreateCapacityReservation. Athena answers a repeated call as if it had created it once more, so the name is looked
 * up first. @throws CONFLICT when the name is taken
 */
export const createCapacityReservation: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "createCapacityReservation");
  const { name, targetDpus, tags } = input;
  const problem = dpusProblem(targetDpus);
  if (problem) throw new AppError("INVALID", problem, { fields: { targetDpus: problem } });
  const unfit = tagsProblem(tags, {}, "A reservation");
  if (unfit) throw new AppError("INVALID", unfit, { fields: { tags: unfit } });
  const { value: reservations } = await ctx.runtime.athena.readCapacityReservations(0);
  const taken = capacityNameProblem(name, reservations);
  if (taken) throw new AppError("CONFLICT", taken, { fields: { name: taken } });
  await audited(ctx, {
    action: "createCapacityReservation",
    objectType: "capacityReservation",
    objectId: name,
    after: { targetDpus, tags },
    call: () => ctx.runtime.athena.createCapacityReservation({ name, targetDpus, tags }),
  });
  return { name };
};
