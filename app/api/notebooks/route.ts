import * as contracts from "@/lib/contracts/notebooks";
import { createNotebook } from "@/lib/server/notebooks/create-notebook";
import { listNotebooks } from "@/lib/server/notebooks/list-notebooks";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listNotebooks, listNotebooks);
export const POST = route(contracts.createNotebook, createNotebook);
