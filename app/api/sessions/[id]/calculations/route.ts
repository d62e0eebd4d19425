import * as contracts from "@/lib/contracts/calculations";
import { listCalculations } from "@/lib/server/calculations/list-calculations";
import { startCalculation } from "@/lib/server/calculations/start-calculation";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listCalculations, listCalculations);
export const POST = route(contracts.startCalculation, startCalculation);
