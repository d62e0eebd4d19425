import { listEngineVersions as contract } from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { listEngineVersions } from "@/lib/server/workgroups/list-engine-versions";

export const GET = route(contract, listEngineVersions);
