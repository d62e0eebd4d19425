import * as contracts from "@/lib/contracts/queries";
import { getQuery } from "@/lib/server/queries/get-query";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getQuery, getQuery);
