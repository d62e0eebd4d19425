import * as contracts from "@/lib/contracts/access";
import { previewAccess } from "@/lib/server/access/preview-access";
import { route } from "@/lib/server/route";

export const POST = route(contracts.previewAccess, previewAccess);
