import * as contracts from "@/lib/contracts/capacity-reservations";
import { createCapacityReservation } from "@/lib/server/capacity-reservations/create-capacity-reservation";
import { listCapacityReservations } from "@/lib/server/capacity-reservations/list-capacity-reservations";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listCapacityReservations, listCapacityReservations);
export const POST = route(contracts.createCapacityReservation, createCapacityReservation);
