import * as contracts from "@/lib/contracts/health";
import { getHealth } from "@/lib/server/health/get-health";
import { publicRoute } from "@/lib/server/route";

export const GET = publicRoute(contracts.getHealth, getHealth);
export const dynamic = "force-dynamic";
