import * as contracts from "@/lib/contracts/audit";
import { exportAudit } from "@/lib/server/audit/export-audit";
import { streamRoute } from "@/lib/server/route";

export const GET = streamRoute(contracts.exportAudit, exportAudit);
