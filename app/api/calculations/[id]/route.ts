import * as contracts from "@/lib/contracts/calculations";
import { getCalculation } from "@/lib/server/calculations/get-calculation";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getCalculation, getCalculation);
