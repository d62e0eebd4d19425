import * as contracts from "@/lib/contracts/sessions";
import { route } from "@/lib/server/route";
import { getSessionDashboard } from "@/lib/server/sessions/get-session-dashboard";

export const POST = route(contracts.getSessionDashboard, getSessionDashboard);
