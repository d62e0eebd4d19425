import * as contracts from "@/lib/contracts/queries";
import { stopQuery } from "@/lib/server/queries/stop-query";
import { route } from "@/lib/server/route";

export const POST = route(contracts.stopQuery, stopQuery);
