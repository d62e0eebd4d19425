import * as contracts from "@/lib/contracts/sessions";
import { route } from "@/lib/server/route";
import { terminateSession } from "@/lib/server/sessions/terminate-session";

export const POST = route(contracts.terminateSession, terminateSession);
