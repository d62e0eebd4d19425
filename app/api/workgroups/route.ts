import * as contracts from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { createWorkgroup } from "@/lib/server/workgroups/create-workgroup";
import { listWorkgroups } from "@/lib/server/workgroups/list-workgroups";

export const GET = route(contracts.listWorkgroups, listWorkgroups);
export const POST = route(contracts.createWorkgroup, createWorkgroup);
