import * as contracts from "@/lib/contracts/calculations";
import { findInCalculationOutput } from "@/lib/server/calculations/find-in-calculation-output";
import { route } from "@/lib/server/route";

export const GET = route(contracts.findInCalculationOutput, findInCalculationOutput);
