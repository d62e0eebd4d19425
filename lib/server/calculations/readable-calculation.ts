import type { Calculation } from "@/lib/domain/calculations";
import type { Action } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Ctx } from "../context";
import { workgroupOfSession } from "./workgroup-of-session";

/**
 * Reads a calculation on behalf of the actor, who needs the right in the workgroup of its session; `ownerOf`
 * tells who started it, where the right hangs on that.
 * @throws AppError NOT_FOUND for an unknown id; FORBIDDEN without saying anything about the calculation
 */
export async function readableCalculation(
  ctx: Ctx,
  action: Action,
  id: string,
  ownerOf?: () => Promise<string | undefined>,
): Promise<{ calculation: Calculation; workgroup: string }> {
  authorize(ctx, action);
  const calculation = await ctx.runtime.athena.readCalculation(id);
  const workgroup = await workgroupOfSession(ctx, calculation.sessionId);
  authorize(ctx, action, { workgroup, ownerId: await ownerOf?.() });
  return { calculation, workgroup };
}
