import type { listExecutors as contract } from "@/lib/contracts/sessions";
import type { Verb } from "../context";
import { readableSession } from "./readable-session";

/** ListExecutors of a session, all pages. */
export const listExecutors: Verb<typeof contract> = async (ctx, { id }) => {
  await readableSession(ctx, "listExecutors", id);
  const { value: executors, readAt } = await ctx.runtime.athena.readExecutors(id);
  return { executors, readAt };
};
