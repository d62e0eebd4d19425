import * as contracts from "@/lib/contracts/capacity-reservations";
import { updateCapacityTags } from "@/lib/server/capacity-reservations/update-capacity-tags";
import { route } from "@/lib/server/route";

export const PATCH = route(contracts.updateCapacityTags, updateCapacityTags);
