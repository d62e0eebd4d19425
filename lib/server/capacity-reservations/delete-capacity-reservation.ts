import type { deleteCapacityReservation as contract } from "@/lib/contracts/capacity-reservations";
import { capacityBlocked } from "@/lib/domain/capacity";
import { AppError } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** DeleteCapacityReservation. @throws INVALID unless the name was repeated; CONFLICT unless it is cancelled */
export const deleteCapacityReservation: Verb<typeof contract> = async (ctx, { name, confirm }) => {
  authorize(ctx, "deleteCapacityReservation");
  if (confirm !== name)
    throw new AppError("INVALID", "Type the name of the reservation to delete it", {
      fields: { confirm: "This is not its name" },
    });
  const { athena } = ctx.runtime;
  const { state, targetDpus, createdAt } = await athena.readCapacityReservation(name, 0);
  const blocked = capacityBlocked(state, "delete");
  if (blocked) throw new AppError("CONFLICT", blocked);
  await audited(ctx, {
    action: "deleteCapacityReservation",
    objectType: "capacityReservation",
    objectId: name,
    before: { state, targetDpus, createdAt },
    call: () => athena.deleteCapacityReservation(name),
  });
  return {};
};
