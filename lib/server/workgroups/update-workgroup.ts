import type { Workgroup } from "@/lib/athena/workgroups";
import type { updateWorkgroup as contract } from "@/lib/contracts/workgroups";
import { AppError, isUnheard } from "@/lib/domain/errors";
import { changesOf } from "@/lib/domain/workgroups/changes";
import { problemsOf } from "@/lib/domain/workgroups/rules";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { updateInputOf } from "@/lib/domain/workgroups/update";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { HalfDone } from "../in-steps";
import { by, foundAfter, readNow, type VersionedWorkgroup } from "./after-change";
import { inTurn } from "./in-turn";
import { keepChange } from "./keep-change";
import { noticeWorkgroup } from "./notice";
import { recordedSettings } from "./recorded-settings";
import { refuseProblems } from "./refuse-problems";
import { sendUpdate } from "./send-update";
import { settingsHash } from "./settings-hash";
import { versionPerson } from "./version-person";
import { type Attribution, hasVersion, newestVersion, type VersionRow } from "./version-rows";

/**
 * UpdateWorkGroup where the workgroup still is what the editor began with, TagResource and UntagResource where tags
 * change. What is so already is not sent: a repeated request succeeds. @throws AppError CONFLICT, INVALID with fields
 */
export const updateWorkgroup: Verb<typeof contract> = async (ctx, input) => {
  const { name, settings, basedOn, restores } = input;
  authorize(ctx, "updateWorkgroup", { workgroup: name });
  return inTurn(ctx, name, async () => {
    const reading = await ctx.runtime.athena.readWorkgroupAnew(name);
    const since = await noticeWorkgroup(ctx, reading);
    const { value: current } = reading;
    const hash = settingsHash(current.settings);
    const changes = changesOf(current.settings, settings);
    const { family } = current;
    const calls = updateInputOf(name, current.settings, settings);
    if (hash !== basedOn && changes.length > 0) throw conflict(hash, since);
    refuseProblems(problemsOf(settings, { family, before: current.settings }));
    if (!calls.update && calls.tag.length === 0 && calls.untag.length === 0)
      return { hash, changed: [], version: since?.number };
    refuseUnknownTags(current, calls);
    await refuseUnknownVersion(ctx, name, restores);
    return change(ctx, { current, settings, restores, since, calls });
  });
};

type Intended = {
  current: Workgroup;
  settings: WorkgroupSettings;
  restores: number | undefined;
  since: VersionRow | undefined;
  calls: ReturnType<typeof updateInputOf>;
};

async function change(ctx: Ctx, intended: Intended) {
  const { current, settings, restores, since, calls } = intended;
  const { name } = current;
  const kind = restores === undefined ? "changed" : "restored";
  const attribution = { ...by(ctx), kind, restores } as const;
  const { queries } = ctx.runtime.database;
  const found = await audited(ctx, {
    action: "updateWorkgroup",
    workgroup: name,
    objectType: "workgroup",
    objectId: name,
    before: recordedSettings(current.settings),
    after: recordedSettings(settings),
    call: async (auditId) => {
      try {
        await sendUpdate(ctx, current, calls);
      } catch (cause) {
        return afterFailure(ctx, intended, { ...attribution, auditId }, cause);
      }
      return foundAfter(ctx, { ...current, settings });
    },
    record: async (tx, workgroup, auditId) => {
      await keepChange(tx, workgroup, since, { ...attribution, auditId });
      return undefined;
    },
  });
  return {
    hash: settingsHash(found.settings),
    changed: changesOf(current.settings, settings).map(({ setting }) => setting),
    version: (await newestVersion(queries, name).catch(() => undefined))?.number,
  };
}

/**
 * A change whose answer was lost on the way is made all the same: then it is what Athena has now. Of one that was
 * made in part the history has what Athena has now. @throws what failed, where the change is not there whole
 */
async function afterFailure(
  ctx: Ctx,
  { current, settings, since }: Intended,
  attribution: Attribution,
  cause: unknown,
): Promise<VersionedWorkgroup> {
  const reason = cause instanceof HalfDone ? cause.reason : cause;
  const withoutTags = { ...settings, tags: current.settings.tags };
  const found =
    cause instanceof HalfDone
      ? await foundAfter(ctx, { ...current, settings: withoutTags })
      : mayBeMade(reason) && (await readNow(ctx, current.name));
  if (!found) throw reason;
  if (changesOf(found.settings, settings).length === 0) {
    ctx.log.warn({ err: reason }, "a change was made although Athena's answer was lost");
    return found;
  }
  if (cause instanceof HalfDone)
    await ctx.runtime.database.queries
      .transaction((tx) => keepChange(tx, found, since, attribution))
      .catch((err) => ctx.log.error({ err }, "a change made in part is in no version"));
  throw reason;
}

/** An answer that was lost, or Athena's own failure in the middle. */
const mayBeMade = (reason: unknown) =>
  isUnheard(reason) || (reason instanceof AppError && reason.code === "UPSTREAM");

/** Who opened the workgroup before learns whose change they would have taken back. */
function conflict(hash: string, newest: VersionRow | undefined): AppError {
  const person = newest && versionPerson(newest);
  return new AppError(
    "CONFLICT",
    person
      ? `${person.name} has changed this workgroup since you opened it`
      : "This workgroup was changed outside Athenaeum since you opened it",
    { fields: { hash, ...(person ? { changedBy: person.name } : {}) } },
  );
}

function refuseUnknownTags({ tagsProblem }: Workgroup, { tag, untag }: Intended["calls"]): void {
  if (tagsProblem === undefined || tag.length + untag.length === 0) return;
  const message = `Tags cannot be changed: ${tagsProblem}`;
  throw new AppError("INVALID", message, { fields: { tags: message } });
}

async function refuseUnknownVersion(ctx: Ctx, name: string, number: number | undefined) {
  if (number === undefined) return;
  const { queries } = ctx.runtime.database;
  if (await hasVersion(queries, name, number)) return;
  const message = `${name} has no version ${number}`;
  throw new AppError("INVALID", message, { fields: { restores: message } });
}
