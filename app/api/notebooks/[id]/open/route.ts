import * as contracts from "@/lib/contracts/notebooks";
import { openNotebook } from "@/lib/server/notebooks/open-notebook";
import { route } from "@/lib/server/route";

export const POST = route(contracts.openNotebook, openNotebook);
