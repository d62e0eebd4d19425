import * as contracts from "@/lib/contracts/calculations";
import { readCalculationOutput } from "@/lib/server/calculations/read-calculation-output";
import { route } from "@/lib/server/route";

export const GET = route(contracts.readCalculationOutput, readCalculationOutput);
