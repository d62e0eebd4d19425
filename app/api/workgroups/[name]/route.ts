import * as contracts from "@/lib/contracts/workgroups";
import { route } from "@/lib/server/route";
import { deleteWorkgroup } from "@/lib/server/workgroups/delete-workgroup";
import { getWorkgroup } from "@/lib/server/workgroups/get-workgroup";
import { updateWorkgroup } from "@/lib/server/workgroups/update-workgroup";

export const GET = route(contracts.getWorkgroup, getWorkgroup);
export const PATCH = route(contracts.updateWorkgroup, updateWorkgroup);
export const DELETE = route(contracts.deleteWorkgroup, deleteWorkgroup);
