import * as contracts from "@/lib/contracts/capacity-reservations";
import { putCapacityAssignments } from "@/lib/server/capacity-reservations/put-capacity-assignments";
import { route } from "@/lib/server/route";

export const PATCH = route(contracts.putCapacityAssignments, putCapacityAssignments);
