import { invalidInput } from "../../protocol/errors";
import type { CapacityReservationRecord } from "../../state/capacity-reservations";
import type { Handler } from "../operation";
import { settleReservation } from "./allocation";
import { reservationNamed } from "./capacity-reservation";
import { checkCapacity } from "./capacity-rules";

/** What was allocated is paid for at least this long. */
const DECREASE_AFTER_MS = 3_600_000;

/**
 * Asks for more or fewer DPUs: UPDATE_PENDING until they are allocated. Only ACTIVE reservations are
 * changed, and made smaller an hour after their last allocation at the earliest.
 */
export const updateCapacityReservation: Handler<"UpdateCapacityReservation"> = (context, input) => {
  const { TargetDpus: targetDpus } = input;
  const record = reservationNamed(context, input.Name);
  if (record.status !== "ACTIVE")
    throw invalidInput(
      `Capacity reservation ${record.name} cannot be updated while it is ${record.status}.`,
    );
  checkCapacity(context, record.name, targetDpus);
  if (targetDpus === record.targetDpus) return {};
  const now = context.now();
  const decreasableAt = (record.lastSuccessfulAllocationAt ?? record.createdAt) + DECREASE_AFTER_MS;
  if (targetDpus < record.targetDpus && now < decreasableAt)
    throw invalidInput(
      `Capacity reservation ${record.name} cannot be decreased before ${new Date(decreasableAt).toISOString()}.`,
    );
  const pending: CapacityReservationRecord = {
    ...record,
    status: "UPDATE_PENDING",
    targetDpus,
    lastAllocation: { status: "PENDING", requestedAt: now },
  };
  context.capacityReservations.put(pending);
  settleReservation(context, pending);
  return {};
};
