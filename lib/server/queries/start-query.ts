import type { startQuery as contract } from "@/lib/contracts/queries";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { submissions } from "../db/schema";

/** StartQueryExecution; the actor is recorded with the execution's id. */
export const startQuery: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "startQuery", { workgroup: input.workgroup });
  const { workgroup, catalog, database, parameters } = input;
  const id = await audited(ctx, {
    action: "startQuery",
    workgroup,
    objectType: "query",
    after: {
      catalog,
      database,
      parameterCount: parameters?.length ?? 0,
      sqlLength: input.sql.length,
    },
    // By its token.
    isRepeatable: true,
    call: () => ctx.runtime.athena.startQueryExecution(input),
    record: async (queries, executionId) => {
      await queries
        .insert(submissions)
        .values({
          executionId,
          actorId: ctx.actor.id,
          actorName: ctx.actor.name,
          workgroup,
          parameters,
        })
        .onConflictDoNothing();
      return { objectId: executionId };
    },
  });
  return { id };
};
