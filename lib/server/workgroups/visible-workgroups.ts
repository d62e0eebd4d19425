import { type EngineFamily, engineFamilyOf } from "@/lib/domain/engines";
import { type Action, decide } from "@/lib/domain/permissions";
import type { Ctx } from "../context";

/**
 * Names of the workgroups of these engine families, SQL unless told, in which the actor may do something, in
 * name order. Athena refuses to list executions of Spark workgroups, and sessions of SQL ones.
 */
export async function visibleWorkgroups(
  ctx: Ctx,
  action: Action,
  families: readonly EngineFamily[] = ["sql"],
): Promise<string[]> {
  const all = await ctx.runtime.athena.listWorkgroups();
  return all
    .filter(({ EngineVersion }) =>
      families.includes(engineFamilyOf(EngineVersion?.EffectiveEngineVersion)),
    )
    .flatMap((summary) => summary.Name ?? [])
    .filter((workgroup) => decide(ctx.actor, action, { workgroup }).allowed);
}
