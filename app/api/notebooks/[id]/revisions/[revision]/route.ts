import * as contracts from "@/lib/contracts/notebooks";
import { getNotebookRevision } from "@/lib/server/notebooks/get-notebook-revision";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getNotebookRevision, getNotebookRevision);
