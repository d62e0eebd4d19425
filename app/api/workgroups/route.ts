import * as contracts from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { listWorkgroups } from "@/lib/server/workgroups/list-workgroups";

export const GET = route(contracts.listWorkgroups, listWorkgroups);
