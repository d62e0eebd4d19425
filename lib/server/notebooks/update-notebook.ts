import type { updateNotebook as contract } from "@/lib/contracts/notebooks";
import { AppError, isUnheard } from "@/lib/domain/errors";
import type { NotebookMetadata } from "@/lib/domain/notebooks";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { payloadHash, requireNotebook } from "./payload";
import { readablePayload } from "./readable-notebook";
import { keepRevision, noticeRevision, personOf, type RevisionFacts } from "./revisions";

/**
 * UpdateNotebook where the notebook still is what the editor began with. What is there already is not sent
 * again: a repeated request succeeds. @throws AppError CONFLICT when someone else has saved since
 */
export const updateNotebook: Verb<typeof contract> = async (ctx, input) => {
  const { id, payload, basedOn, kind } = input;
  authorize(ctx, "updateNotebook");
  requireNotebook(payload);
  const hash = payloadHash(payload);
  return ctx.runtime.database.inTurn(`notebook/${id}`, async () => {
    const current = await readablePayload(ctx, "updateNotebook", id);
    const currentHash = payloadHash(current.payload);
    if (currentHash === hash)
      return { payloadHash: hash, savedAt: current.metadata.modifiedAt ?? Date.now() };
    const newest = await noticeRevision(ctx, current.metadata, current.payload);
    if (currentHash !== basedOn) throw conflict(current.metadata, currentHash, newest);
    const [session] = await ctx.runtime.athena.listNotebookSessions(id);
    const savedAt = new Date();
    await audited(ctx, {
      action: "updateNotebook",
      workgroup: current.metadata.workgroup,
      objectType: "notebook",
      objectId: id,
      before: { payloadHash: currentHash, payloadChars: current.payload.length },
      after: { payloadHash: hash, payloadChars: payload.length, kind },
      isRepeatable: true,
      call: () =>
        ctx.runtime.athena
          .updateNotebook({ id, payload, sessionId: session?.id })
          .catch((cause) => unlessSaved(ctx, id, hash, cause)),
      record: async (queries) => {
        const by = { id: ctx.actor.id, name: ctx.actor.name };
        await keepRevision(queries, { notebook: current.metadata, payload, kind, by, savedAt });
        return undefined;
      },
    });
    return { payloadHash: hash, savedAt: savedAt.getTime() };
  });
};

/**
 * A save whose answer was lost on the way, and which is found to be made: else the next one would take it for
 * somebody else's. @throws `cause` for any other
 */
async function unlessSaved(ctx: Ctx, id: string, hash: string, cause: unknown): Promise<void> {
  if (!isUnheard(cause)) throw cause;
  const found = await ctx.runtime.athena.exportNotebook(id).catch(() => undefined);
  if (found === undefined || payloadHash(found.payload) !== hash) throw cause;
  ctx.log.warn({ err: cause }, "a notebook is saved although Athena's answer was lost");
}

function conflict(
  metadata: NotebookMetadata,
  currentHash: string,
  newest: RevisionFacts | undefined,
): AppError {
  const by = newest && personOf(newest);
  const { modifiedAt } = metadata;
  return new AppError(
    "CONFLICT",
    by
      ? `${by.name} has saved this notebook since you opened it`
      : "This notebook was saved elsewhere since you opened it",
    {
      fields: {
        payloadHash: currentHash,
        ...(modifiedAt === undefined ? {} : { savedAt: String(modifiedAt) }),
        ...(by ? { savedBy: by.name } : {}),
      },
    },
  );
}
