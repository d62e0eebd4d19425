import * as contracts from "@/lib/contracts/workgroup-rules";
import { route } from "@/lib/server/route";
import { getWorkgroupRules } from "@/lib/server/workgroup-rules/get-workgroup-rules";
import { updateWorkgroupRules } from "@/lib/server/workgroup-rules/update-workgroup-rules";

export const GET = route(contracts.getWorkgroupRules, getWorkgroupRules);
export const PATCH = route(contracts.updateWorkgroupRules, updateWorkgroupRules);
