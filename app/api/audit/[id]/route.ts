import * as contracts from "@/lib/contracts/audit";
import { getAuditEntry } from "@/lib/server/audit/get-audit-entry";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getAuditEntry, getAuditEntry);
