import * as contracts from "@/lib/contracts/calculations";
import { downloadCalculationResult } from "@/lib/server/calculations/download-calculation-result";
import { streamRoute } from "@/lib/server/route";

export const GET = streamRoute(contracts.downloadCalculationResult, downloadCalculationResult);
