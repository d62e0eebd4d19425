import type { listWorkgroups as contract } from "@/lib/contracts/workgroups";
import { decide } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** ListWorkGroups, reduced to what the actor may see. */
export const listWorkgroups: Verb<typeof contract> = async (ctx) => {
  authorize(ctx, "listWorkgroups");
  const all = await ctx.runtime.athena.listWorkgroups();
  const workgroups = all.flatMap((summary) => {
    const name = summary.Name;
    if (!name || !decide(ctx.actor, "listWorkgroups", { workgroup: name }).allowed) return [];
    const engineVersion = summary.EngineVersion?.EffectiveEngineVersion;
    return [
      { name, state: summary.State, description: summary.Description || undefined, engineVersion },
    ];
  });
  return { workgroups };
};
