import type { listEngineVersions as contract } from "@/lib/contracts/workgroups";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** ListEngineVersions. */
export const listEngineVersions: Verb<typeof contract> = async (ctx) => {
  authorize(ctx, "listEngineVersions");
  return { engineVersions: await ctx.runtime.athena.listEngineVersions() };
};
