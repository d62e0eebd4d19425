import { getWorkgroupContents as contract } from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { getWorkgroupContents } from "@/lib/server/workgroups/get-workgroup-contents";

export const GET = route(contract, getWorkgroupContents);
