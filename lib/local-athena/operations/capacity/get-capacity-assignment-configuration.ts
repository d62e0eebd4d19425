import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { reservationNamed } from "./capacity-reservation";

/** The assignments as they were put last; a reservation that was never given any has none to get. */
export const getCapacityAssignmentConfiguration: Handler<"GetCapacityAssignmentConfiguration"> = (
  context,
  input,
) => {
  const { name, assignments } = reservationNamed(context, input.CapacityReservationName);
  if (!assignments)
    throw invalidInput(`Capacity reservation ${name} has no capacity assignment configuration.`);
  return {
    CapacityAssignmentConfiguration: {
      CapacityReservationName: name,
      CapacityAssignments: assignments.map((names) => ({ WorkGroupNames: names })),
    },
  };
};
