import * as contracts from "@/lib/contracts/queries";
import { getQueryResults } from "@/lib/server/queries/get-query-results";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getQueryResults, getQueryResults);
