import * as contracts from "@/lib/contracts/sessions";
import { route } from "@/lib/server/route";
import { getSession } from "@/lib/server/sessions/get-session";

export const GET = route(contracts.getSession, getSession);
