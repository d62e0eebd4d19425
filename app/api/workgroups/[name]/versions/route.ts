import { listWorkgroupVersions as contract } from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { listWorkgroupVersions } from "@/lib/server/workgroups/list-workgroup-versions";

export const GET = route(contract, listWorkgroupVersions);
