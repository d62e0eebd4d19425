import * as contracts from "@/lib/contracts/notebooks";
import { listNotebookRevisions } from "@/lib/server/notebooks/list-notebook-revisions";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listNotebookRevisions, listNotebookRevisions);
