import type { createWorkgroup as contract } from "@/lib/contracts/workgroups";
import { engineFamilyOf } from "@/lib/domain/engines";
import { isUnheard } from "@/lib/domain/errors";
import { changesOf } from "@/lib/domain/workgroups/changes";
import { problemsOf } from "@/lib/domain/workgroups/rules";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { createInputOf } from "@/lib/domain/workgroups/update";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { by, foundAfter, readNow, type VersionedWorkgroup } from "./after-change";
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
        try {
          await athena.createWorkgroup(createInputOf(name, settings, family));
        } catch (cause) {
          return foundOf(ctx, name, settings, cause);
        }
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

/**
 * A creation whose answer was lost on the way is made where the workgroup is there, just as it was asked for: the
 * attempt after it finds the name taken. @throws `cause` for any other
 */
async function foundOf(
  ctx: Ctx,
  name: string,
  settings: WorkgroupSettings,
  cause: unknown,
): Promise<VersionedWorkgroup> {
  const found = isUnheard(cause) ? await readNow(ctx, name) : undefined;
  if (!found || changesOf(settings, found.settings).length > 0) throw cause;
  ctx.log.warn({ err: cause }, "a workgroup is created although Athena's answer was lost");
  return found;
}
