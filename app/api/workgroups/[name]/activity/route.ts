import { getWorkgroupActivity as contract } from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { getWorkgroupActivity } from "@/lib/server/workgroups/get-workgroup-activity";

export const GET = route(contract, getWorkgroupActivity);
