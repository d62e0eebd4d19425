import * as contracts from "@/lib/contracts/queries";
import { downloadQueryResults } from "@/lib/server/queries/download-query-results";
import { streamRoute } from "@/lib/server/route";

export const GET = streamRoute(contracts.downloadQueryResults, downloadQueryResults);
