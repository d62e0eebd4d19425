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
  return (await readNow(ctx, asked.name)) ?? asked;
}

/** What Athena has, asked from now on; undefined where it does not say. */
export const readNow = (ctx: Ctx, name: string): Promise<VersionedWorkgroup | undefined> =>
  ctx.runtime.athena.readWorkgroupAnew(name).then(
    ({ value }) => value,
    () => undefined,
  );
