import { AppError } from "@/lib/domain/errors";
import type { Action } from "@/lib/domain/permissions";
import type { QueryExecution } from "@/lib/domain/queries";
import { authorize } from "../authorize";
import type { Ctx } from "../context";
import { type Starter, startersIfKnown, startersOf } from "./to-row";

/**
 * Reads an execution on behalf of the actor, who needs the right in its workgroup.
 * @throws AppError NOT_FOUND for an unknown id; FORBIDDEN without saying anything about the execution
 */
export async function readableQuery(
  ctx: Ctx,
  action: Action,
  id: string,
): Promise<{ execution: QueryExecution; startedBy: Starter | undefined }> {
  authorize(ctx, action);
  const { execution, unprocessed } = await ctx.runtime.athena.readExecution(id);
  if (!execution)
    throw new AppError("NOT_FOUND", unprocessed.message ?? `QueryExecution ${id} was not found`);
  // Whether someone may stop it can hang on who started it: then the database must answer.
  const starters =
    action === "stopQuery"
      ? await startersOf(ctx.runtime.database.queries, [id])
      : await startersIfKnown(ctx, [id]);
  const startedBy = starters.get(id);
  authorize(ctx, action, { workgroup: execution.workgroup, ownerId: startedBy?.id });
  return { execution, startedBy };
}
