import * as contracts from "@/lib/contracts/calculations";
import { stopCalculation } from "@/lib/server/calculations/stop-calculation";
import { route } from "@/lib/server/route";

export const POST = route(contracts.stopCalculation, stopCalculation);
