import type { cancelCapacityReservation as contract } from "@/lib/contracts/capacity-reservations";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** CancelCapacityReservation; the workgroups that lose their capacity are recorded with it. */
export const cancelCapacityReservation: Verb<typeof contract> = async (ctx, { name }) => {
  authorize(ctx, "cancelCapacityReservation");
  const { athena } = ctx.runtime;
  const { state, targetDpus } = await athena.readCapacityReservation(name, 0);
  const workgroups = await athena.readCapacityAssignments(name, 0);
  await audited(ctx, {
    action: "cancelCapacityReservation",
    objectType: "capacityReservation",
    objectId: name,
    before: { state, targetDpus, workgroups },
    call: () => athena.cancelCapacityReservation(name),
  });
  return {};
};
