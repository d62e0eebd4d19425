import * as contracts from "@/lib/contracts/sessions";
import { route } from "@/lib/server/route";
import { getSessionEndpoint } from "@/lib/server/sessions/get-session-endpoint";

export const POST = route(contracts.getSessionEndpoint, getSessionEndpoint);
