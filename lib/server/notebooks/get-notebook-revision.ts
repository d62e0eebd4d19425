import type { getNotebookRevision as contract } from "@/lib/contracts/notebooks";
import { AppError } from "@/lib/domain/errors";
import type { Verb } from "../context";
import { toRevision } from "./list-notebook-revisions";
import { readableNotebook } from "./readable-notebook";
import { revisionOf } from "./revisions";

/** One revision with its ipynb text. @throws AppError NOT_FOUND when it is not kept, or another notebook's */
export const getNotebookRevision: Verb<typeof contract> = async (ctx, { id, revision }) => {
  await readableNotebook(ctx, "getNotebookRevision", id);
  const row = await revisionOf(ctx.runtime.database.queries, id, revision);
  if (!row) throw new AppError("NOT_FOUND", "This revision is not kept");
  return { ...toRevision(row), payload: row.payload };
};
