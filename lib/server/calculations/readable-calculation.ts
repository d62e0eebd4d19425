import type { Calculation } from "@/lib/domain/calculations";
import type { Action } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Ctx } from "../context";
import { workgroupOfSession } from "./workgroup-of-session";

/**
 * Reads a calculation on behalf of the actor, who needs the right in the workgroup of its session; `ownerOf`
 * tells who started it, where the right hangs on that. The reading is at most `maxAgeMs` old.
 * @throws AppError NOT_FOUND for an unknown id; FORBIDDEN without saying anything about the calculation
 */
export async function readableCalculation(
  ctx: Ctx,
  action: Action,
  id: string,
  { ownerOf, maxAgeMs }: { ownerOf?: () => Promise<string | undefined>; maxAgeMs?: number } = {},
): Promise<{ calculation: Calculation; workgroup: string }> {
  authorize(ctx, action);
  const calculation = await ctx.runtime.athena.readCalculation(id, maxAgeMs);
  const workgroup = await workgroupOfSession(ctx, calculation.sessionId);
  authorize(ctx, action, { workgroup, ownerId: await ownerOf?.() });
  return { calculation, workgroup };
}
