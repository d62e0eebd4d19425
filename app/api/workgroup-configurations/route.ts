import { listWorkgroupConfigurations as contract } from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { listWorkgroupConfigurations } from "@/lib/server/workgroups/list-workgroup-configurations";

export const GET = route(contract, listWorkgroupConfigurations);
