import type { createWorkgroup as contract } from "@/lib/contracts/workgroups";
import { engineFamilyOf } from "@/lib/domain/engines";
import { problemsOf } from "@/lib/domain/workgroups/rules";
import { createInputOf } from "@/lib/domain/workgroups/update";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { by, foundAfter } from "./after-change";
import { inTurn } from "./in-turn";
import { keepChange } from "./keep-change";
import { recordedSettings } from "./recorded-settings";
import { refuseProblems } from "./refuse-problems";
import { newestVersion } from "./version-rows";

/** CreateWorkGroup, with its tags. @throws AppError CONFLICT with `fields.name` when the name is taken */
export const createWorkgroup: Verb<typeof contract> = async (ctx, { name, settings }) => {
  authorize(ctx, "createWorkgroup", { workgroup: name });
  const family = engineFamilyOf(settings.engineVersion);
  refuseProblems(problemsOf(settings, { family }));
  const { athena, database } = ctx.runtime;
  return inTurn(ctx, name, async () => {
    // Of one that had this name and is deleted.
    const since = await newestVersion(database.queries, name);
    await audited(ctx, {
      action: "createWorkgroup",
      workgroup: name,
      objectType: "workgroup",
      objectId: name,
      after: recordedSettings(settings),
      call: async () => {
        await athena.createWorkgroup(createInputOf(name, settings, family));
        return foundAfter(ctx, { name, settings, createdAt: undefined, tagsProblem: undefined });
      },
      record: async (queries, workgroup, auditId) => {
        await keepChange(queries, workgroup, since, { ...by(ctx), kind: "created", auditId });
        return undefined;
      },
    });
    return { name };
  });
};
