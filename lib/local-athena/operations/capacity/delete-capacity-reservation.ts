import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { removeReservation, reservationNamed } from "./capacity-reservation";

/** Removes a CANCELLED reservation, whose name is free from then on. */
export const deleteCapacityReservation: Handler<"DeleteCapacityReservation"> = (context, input) => {
  const record = reservationNamed(context, input.Name);
  if (record.status !== "CANCELLED")
    throw invalidInput(
      `Capacity reservation ${record.name} cannot be deleted while it is ${record.status}. Cancel it first.`,
    );
  removeReservation(context, record.name);
  return {};
};
