import * as contracts from "@/lib/contracts/queries";
import { watchQueries } from "@/lib/server/queries/watch-queries";
import { route } from "@/lib/server/route";

export const GET = route(contracts.watchQueries, watchQueries);
