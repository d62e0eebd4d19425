import type { listNotebookRevisions as contract } from "@/lib/contracts/notebooks";
import type { Verb } from "../context";
import { readableNotebook } from "./readable-notebook";
import { personOf, type RevisionFacts, revisionsOf } from "./revisions";

/** The revisions kept here, newest first, without their text. */
export const listNotebookRevisions: Verb<typeof contract> = async (ctx, { id }) => {
  await readableNotebook(ctx, "listNotebookRevisions", id);
  const rows = await revisionsOf(ctx.runtime.database.queries, id);
  return { revisions: rows.map(toRevision) };
};

export const toRevision = (row: RevisionFacts) => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  savedAt: row.savedAt.getTime(),
  savedBy: personOf(row),
  payloadHash: row.payloadHash,
  payloadChars: row.payloadChars,
});
