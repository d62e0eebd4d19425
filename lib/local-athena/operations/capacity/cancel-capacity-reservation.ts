import type { CapacityReservationRecord } from "../../state/capacity-reservations";
import type { Handler } from "../operation";
import { settleReservation } from "./allocation";
import { isCancelled, reservationNamed } from "./capacity-reservation";

/** Gives the capacity back once running queries have ended. Cancelling again changes nothing. */
export const cancelCapacityReservation: Handler<"CancelCapacityReservation"> = (context, input) => {
  const record = reservationNamed(context, input.Name);
  if (isCancelled(record)) return {};
  const cancelling: CapacityReservationRecord = { ...record, status: "CANCELLING" };
  context.capacityReservations.put(cancelling);
  settleReservation(context, cancelling);
  return {};
};
