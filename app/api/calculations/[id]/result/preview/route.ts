import * as contracts from "@/lib/contracts/calculations";
import { previewCalculationResult } from "@/lib/server/calculations/preview-calculation-result";
import { route } from "@/lib/server/route";

export const GET = route(contracts.previewCalculationResult, previewCalculationResult);
