import type { listNotebookSessions as contract } from "@/lib/contracts/notebooks";
import type { Verb } from "../context";
import { readableNotebook } from "./readable-notebook";

/** ListNotebookSessions: active ones only. */
export const listNotebookSessions: Verb<typeof contract> = async (ctx, { id }) => {
  await readableNotebook(ctx, "listNotebookSessions", id);
  return { sessions: await ctx.runtime.athena.listNotebookSessions(id) };
};
