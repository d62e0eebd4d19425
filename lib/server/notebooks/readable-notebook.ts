import type { NotebookMetadata } from "@/lib/domain/notebooks";
import type { Action } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Ctx } from "../context";
import { ownerOf } from "./revisions";

/**
 * GetNotebookMetadata on behalf of the actor, who needs the right in its workgroup.
 * @throws AppError NOT_FOUND for an unknown id; FORBIDDEN without saying anything about the notebook
 */
export async function readableNotebook(
  ctx: Ctx,
  action: Action,
  id: string,
): Promise<NotebookMetadata> {
  authorize(ctx, action);
  const metadata = await ctx.runtime.athena.readNotebookMetadata(id);
  // Whether someone may delete it can hang on who created it: then the database must answer.
  const owner =
    action === "deleteNotebook" ? await ownerOf(ctx.runtime.database.queries, id) : undefined;
  authorize(ctx, action, { workgroup: metadata.workgroup, ownerId: owner?.id });
  return metadata;
}

/** ExportNotebook on behalf of the actor, as `readableNotebook`. */
export async function readablePayload(
  ctx: Ctx,
  action: Action,
  id: string,
): Promise<{ metadata: NotebookMetadata; payload: string }> {
  authorize(ctx, action);
  const exported = await ctx.runtime.athena.exportNotebook(id);
  authorize(ctx, action, { workgroup: exported.metadata.workgroup });
  return exported;
}
