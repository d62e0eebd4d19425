import * as contracts from "@/lib/contracts/notebooks";
import { deleteNotebook } from "@/lib/server/notebooks/delete-notebook";
import { getNotebook } from "@/lib/server/notebooks/get-notebook";
import { updateNotebook } from "@/lib/server/notebooks/update-notebook";
import { route } from "@/lib/server/route";

export const GET = route(contracts.getNotebook, getNotebook);
export const PATCH = route(contracts.updateNotebook, updateNotebook);
export const DELETE = route(contracts.deleteNotebook, deleteNotebook);
