import * as contracts from "@/lib/contracts/audit";
import { listAudit } from "@/lib/server/audit/list-audit";
import { route } from "@/lib/server/route";

export const GET = route(contracts.listAudit, listAudit);
