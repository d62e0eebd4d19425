import * as contracts from "@/lib/contracts/notebooks";
import { exportNotebook } from "@/lib/server/notebooks/export-notebook";
import { streamRoute } from "@/lib/server/route";

export const GET = streamRoute(contracts.exportNotebook, exportNotebook);
