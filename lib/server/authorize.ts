import { AppError } from "@/lib/domain/errors";
import { type Action, decide, type Target } from "@/lib/domain/permissions";
import type { Ctx } from "./context";

/** The first line of every verb. @throws AppError FORBIDDEN with the reason */
export function authorize(ctx: Pick<Ctx, "actor">, action: Action, target?: Target): void {
  const verdict = decide(ctx.actor, action, target);
  if (!verdict.allowed) throw new AppError("FORBIDDEN", verdict.reason);
}
