import type { getNotebook as contract } from "@/lib/contracts/notebooks";
import type { Verb } from "../context";
import { ifRemembered } from "../sessions/if-remembered";
import { payloadHash } from "./payload";
import { readablePayload } from "./readable-notebook";
import { noticeRevision, ownerOf, personOf } from "./revisions";

/** ExportNotebook and ListNotebookSessions, with who created it and who saved it last. */
export const getNotebook: Verb<typeof contract> = async (ctx, { id }) => {
  const { metadata, payload } = await readablePayload(ctx, "getNotebook", id);
  const [sessions, newest, createdBy] = await Promise.all([
    ctx.runtime.athena.listNotebookSessions(id),
    noticeRevision(ctx, metadata, payload),
    ifRemembered(ctx, () => ownerOf(ctx.runtime.database.queries, id)),
  ]);
  return {
    ...metadata,
    payload,
    payloadHash: payloadHash(payload),
    session: sessions[0],
    savedBy: newest && personOf(newest),
    createdBy,
  };
};
