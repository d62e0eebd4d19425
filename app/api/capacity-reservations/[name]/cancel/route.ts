import * as contracts from "@/lib/contracts/capacity-reservations";
import { cancelCapacityReservation } from "@/lib/server/capacity-reservations/cancel-capacity-reservation";
import { route } from "@/lib/server/route";

export const POST = route(contracts.cancelCapacityReservation, cancelCapacityReservation);
