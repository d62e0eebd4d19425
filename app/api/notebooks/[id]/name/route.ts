import * as contracts from "@/lib/contracts/notebooks";
import { renameNotebook } from "@/lib/server/notebooks/rename-notebook";
import { route } from "@/lib/server/route";

export const PATCH = route(contracts.renameNotebook, renameNotebook);
