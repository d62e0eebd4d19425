import type { Workgroup } from "@/lib/athena/workgroups";
import type { Ctx } from "../context";

/** A workgroup as far as its versions keep it. */
export type VersionedWorkgroup = Pick<Workgroup, "name" | "createdAt" | "settings" | "tagsProblem">;

export const by = ({ actor }: Pick<Ctx, "actor">) => ({ actorId: actor.id, actorName: actor.name });

/**
 * What Athena has after a change of ours, which it may have put in other words. The change is made whether or not
 * it can be read: what was asked for is known then.
 */
export async function foundAfter(ctx: Ctx, asked: VersionedWorkgroup): Promise<VersionedWorkgroup> {
  try {
    return (await ctx.runtime.athena.readWorkgroupAnew(asked.name)).value;
  } catch {
    return asked;
  }
}
