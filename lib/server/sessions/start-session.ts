import type { startSession as contract } from "@/lib/contracts/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import { AppError } from "@/lib/domain/errors";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { readableNotebook } from "../notebooks/readable-notebook";
import { rememberStart } from "./session-memory";

/** StartSession in the form that the workgroup's engine takes; the actor is recorded with the session's id. */
export const startSession: Verb<typeof contract> = async (ctx, input) => {
  const { workgroup, notebookId } = input;
  authorize(ctx, "startSession", { workgroup });
  if (notebookId !== undefined) {
    const notebook = await readableNotebook(ctx, "getNotebook", notebookId);
    if (notebook.workgroup !== workgroup)
      throw new AppError("INVALID", `The notebook is not one of workgroup ${workgroup}`);
  }
  const { athena } = ctx.runtime;
  const summary = (await athena.listWorkgroups()).find(({ Name }) => Name === workgroup);
  const family = engineFamilyOf(summary?.EngineVersion?.EffectiveEngineVersion);
  return audited(ctx, {
    action: "startSession",
    workgroup,
    objectType: "session",
    after: {
      notebookId,
      idleTimeoutMinutes: input.idleTimeoutMinutes,
      maxConcurrentDpus: input.maxConcurrentDpus,
      executionRole: input.executionRole,
      tags: input.tags,
      copyWorkgroupTags: input.copyWorkgroupTags,
      logging: input.logging,
      // Values may hold passwords of other systems.
      sparkProperties: Object.keys(input.sparkProperties ?? {}),
    },
    call: () => athena.startSession({ ...input, family }),
    record: async (queries, session) => {
      await rememberStart(queries, { ...session, workgroup, notebookId }, ctx.actor);
      return { objectId: session.id };
    },
  });
};
