import * as contracts from "@/lib/contracts/sessions";
import { route } from "@/lib/server/route";
import { listSessions } from "@/lib/server/sessions/list-sessions";
import { startSession } from "@/lib/server/sessions/start-session";

export const GET = route(contracts.listSessions, listSessions);
export const POST = route(contracts.startSession, startSession);
