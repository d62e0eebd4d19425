import * as contracts from "@/lib/contracts/notebooks";
import { importNotebook } from "@/lib/server/notebooks/import-notebook";
import { route } from "@/lib/server/route";

export const POST = route(contracts.importNotebook, importNotebook);
