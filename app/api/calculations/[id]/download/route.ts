import * as contracts from "@/lib/contracts/calculations";
import { downloadCalculationOutput } from "@/lib/server/calculations/download-calculation-output";
import { streamRoute } from "@/lib/server/route";

export const GET = streamRoute(contracts.downloadCalculationOutput, downloadCalculationOutput);
