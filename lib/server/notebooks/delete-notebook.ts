import { eq } from "drizzle-orm";
import type { deleteNotebook as contract } from "@/lib/contracts/notebooks";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { notebookRevisions } from "../db/schema";
import { readableNotebook } from "./readable-notebook";

/** DeleteNotebook, and the revisions kept here. @throws AppError INVALID while a session is active */
export const deleteNotebook: Verb<typeof contract> = async (ctx, { id }) => {
  const { workgroup, name } = await readableNotebook(ctx, "deleteNotebook", id);
  await audited(ctx, {
    action: "deleteNotebook",
    workgroup,
    objectType: "notebook",
    objectId: id,
    before: { name },
    call: () => ctx.runtime.athena.deleteNotebook(id),
    record: async (queries) => {
      await queries.delete(notebookRevisions).where(eq(notebookRevisions.notebookId, id));
      return undefined;
    },
  });
  return {};
};
