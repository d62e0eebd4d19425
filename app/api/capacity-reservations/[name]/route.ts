import * as contracts from "@/lib/contracts/capacity-reservations";
import { deleteCapacityReservation } from "@/lib/server/capacity-reservations/delete-capacity-reservation";
import { getCapacityReservation } from "@/lib/server/capacity-reservations/get-capacity-reservation";
import { updateCapacityReservation } from "@/lib/server/capacity-reservations/update-capacity-reservation";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getCapacityReservation, getCapacityReservation);
export const PATCH = route(contracts.updateCapacityReservation, updateCapacityReservation);
export const DELETE = route(contracts.deleteCapacityReservation, deleteCapacityReservation);
