import * as contracts from "@/lib/contracts/me";
import { getMe } from "@/lib/server/me/get-me";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getMe, getMe);
