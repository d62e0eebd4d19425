import type { Handler } from "../operation";
import { capacityReservationOf, reservationNamed } from "./capacity-reservation";

export const getCapacityReservation: Handler<"GetCapacityReservation"> = (context, input) => ({
  CapacityReservation: capacityReservationOf(reservationNamed(context, input.Name)),
});
