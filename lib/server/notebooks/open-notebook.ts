import type { openNotebook as contract } from "@/lib/contracts/notebooks";
import { AppError } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import type { Verb } from "../context";
import { readableNotebook } from "./readable-notebook";

/**
 * CreatePresignedNotebookUrl of the active session. The address holds a token: it goes to the browser that
 * asked and nowhere else. @throws AppError CONFLICT without an active session
 */
export const openNotebook: Verb<typeof contract> = async (ctx, { id }) => {
  const { workgroup } = await readableNotebook(ctx, "openNotebook", id);
  const [session] = await ctx.runtime.athena.listNotebookSessions(id);
  if (!session)
    throw new AppError("CONFLICT", "Start a session first: Athena opens a notebook within one");
  const url = await audited(ctx, {
    action: "openNotebook",
    workgroup,
    objectType: "notebook",
    objectId: id,
    after: { sessionId: session.id },
    call: () => ctx.runtime.athena.presignNotebookUrl(session.id),
  });
  return { url };
};
