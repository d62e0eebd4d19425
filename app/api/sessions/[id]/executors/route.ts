import * as contracts from "@/lib/contracts/sessions";
import { route } from "@/lib/server/route";
import { listExecutors } from "@/lib/server/sessions/list-executors";

export const GET = route(contracts.listExecutors, listExecutors);
