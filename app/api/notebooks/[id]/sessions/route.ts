import * as contracts from "@/lib/contracts/notebooks";
import { listNotebookSessions } from "@/lib/server/notebooks/list-notebook-sessions";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listNotebookSessions, listNotebookSessions);
