import * as contracts from "@/lib/contracts/calculations";
import { getCalculationResult } from "@/lib/server/calculations/get-calculation-result";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getCalculationResult, getCalculationResult);
