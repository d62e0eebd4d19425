import type { listWorkgroupVersions as contract } from "@/lib/contracts/workgroups";
import { decide } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { noticeWorkgroup } from "./notice";
import { shownSettings } from "./shown-settings";
import { versionPerson } from "./version-person";
import { type VersionRow, versionsBefore } from "./version-rows";

const PAGE = 25;

/** The versions that are kept of a workgroup, also of one that is deleted; what Athena has now is among them. */
export const listWorkgroupVersions: Verb<typeof contract> = async (ctx, { name, before }) => {
  authorize(ctx, "listWorkgroupVersions", { workgroup: name });
  if (before === undefined) await noticeNow(ctx, name);
  const rows = await versionsBefore(ctx.runtime.database.queries, name, before, PAGE + 1);
  const mayReadAudit = decide(ctx.actor, "listAudit", { workgroup: name }).allowed;
  return {
    versions: rows.slice(0, PAGE).map((row) => toVersion(ctx, row, mayReadAudit)),
    more: rows.length > PAGE,
  };
};

/** What is kept is worth showing also where Athena does not answer, or knows the workgroup no longer. */
async function noticeNow(ctx: Ctx, name: string): Promise<void> {
  const reading = await ctx.runtime.athena.readWorkgroup(name).catch(() => undefined);
  if (reading) await noticeWorkgroup(ctx, reading);
}

function toVersion(ctx: Ctx, row: VersionRow, mayReadAudit: boolean) {
  const { settings, hash } = shownSettings(ctx, row.workgroup, row.settings);
  return {
    number: row.number,
    kind: row.kind,
    at: row.at.getTime(),
    by: versionPerson(row),
    auditId: (mayReadAudit && row.auditId) || undefined,
    restores: row.restores ?? undefined,
    hash: hash && row.settingsHash,
    settings,
  };
}
