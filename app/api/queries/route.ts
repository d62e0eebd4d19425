import * as contracts from "@/lib/contracts/queries";
import { listQueries } from "@/lib/server/queries/list-queries";
import { startQuery } from "@/lib/server/queries/start-query";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listQueries, listQueries);
export const POST = route(contracts.startQuery, startQuery);
