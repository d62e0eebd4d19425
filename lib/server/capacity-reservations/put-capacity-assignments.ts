import type { putCapacityAssignments as contract } from "@/lib/contracts/capacity-reservations";
import { canonicalAssignments } from "@/lib/domain/capacity-assignments";
import { AppError } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { assignmentsHash } from "./assignments-hash";
import { inTurn } from "./in-turn";

/**
 * PutCapacityAssignmentConfiguration. What Athena takes of workgroups is left for it to say.
 * @throws CONFLICT when the assignments are not those that the editor saw
 */
export const putCapacityAssignments: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "putCapacityAssignments");
  const { name, basedOn, workgroups } = input;
  const { athena } = ctx.runtime;
  return inTurn(ctx, name, async () => {
    await athena.readCapacityReservation(name, 0);
    const before = await athena.readCapacityAssignments(name, 0);
    if (assignmentsHash(before) !== basedOn)
      throw new AppError("CONFLICT", "Somebody has changed the assignments meanwhile");
    const after = { workgroups: [...workgroups].sort(), hash: assignmentsHash(workgroups) };
    if (canonicalAssignments(before) === canonicalAssignments(workgroups)) return after;
    await audited(ctx, {
      action: "putCapacityAssignments",
      objectType: "capacityReservation",
      objectId: name,
      before: { workgroups: before },
      after: { workgroups: after.workgroups },
      call: () => athena.putCapacityAssignments(name, after.workgroups),
    });
    return after;
  });
};
