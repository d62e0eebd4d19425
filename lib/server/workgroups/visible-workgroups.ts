import { type Action, decide } from "@/lib/domain/permissions";
import type { Ctx } from "../context";

/** Spark workgroups have no query executions: Athena refuses to list them. */
const SPARK_ENGINE = /spark/i;

/** Names of the SQL workgroups in which the actor may do something, in name order. */
export async function visibleWorkgroups(ctx: Ctx, action: Action): Promise<string[]> {
  const all = await ctx.runtime.athena.listWorkgroups();
  return all
    .filter((summary) => !SPARK_ENGINE.test(summary.EngineVersion?.EffectiveEngineVersion ?? ""))
    .flatMap((summary) => summary.Name ?? [])
    .filter((workgroup) => decide(ctx.actor, action, { workgroup }).allowed);
}
