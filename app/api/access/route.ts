import * as contracts from "@/lib/contracts/access";
import { getAccess } from "@/lib/server/access/get-access";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getAccess, getAccess);
