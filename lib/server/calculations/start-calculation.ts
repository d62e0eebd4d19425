import type { startCalculation as contract } from "@/lib/contracts/calculations";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { calculations } from "../db/schema";
import { workgroupOfSession } from "./workgroup-of-session";

/** StartCalculationExecution in any session of a workgroup in which the actor may run code. */
export const startCalculation: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "startCalculation");
  const { id: sessionId, code, description, notebookId, clientRequestToken } = input;
  const workgroup = await workgroupOfSession(ctx, sessionId);
  authorize(ctx, "startCalculation", { workgroup });
  const { id } = await audited(ctx, {
    action: "startCalculation",
    workgroup,
    objectType: "calculation",
    after: { sessionId, notebookId, codeLength: code.length },
    call: () =>
      ctx.runtime.athena.startCalculation({ sessionId, code, description, clientRequestToken }),
    record: async (queries, started) => {
      await queries
        .insert(calculations)
        .values({
          id: started.id,
          sessionId,
          workgroup,
          actorId: ctx.actor.id,
          actorName: ctx.actor.name,
          notebookId,
        })
        .onConflictDoNothing();
      return { objectId: started.id };
    },
  });
  return { id };
};
