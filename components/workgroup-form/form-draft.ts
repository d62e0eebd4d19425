import { WORKGROUP_DRAFTS } from "@/lib/client/workgroup-drafts";
import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingValue } from "@/lib/domain/workgroups/changes";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";

/** What was written where no value can be made of it yet. */
export type Unread = { text: string; problem: string };

/** All that a person has made of the form. What it shows is derived from this. */
export type FormDraft = {
  /** Of a workgroup to be. */
  name: string;
  family: EngineFamily;
  /** What the edits are measured against, and its hash where Athena has it. */
  base: WorkgroupSettings;
  basedOn: string | undefined;
  settings: WorkgroupSettings;
  /** By setting, or by `classifications.<name>`. */
  unread: Readonly<Record<string, Unread>>;
  /** The version that it began as. */
  restores: number | undefined;
};

/** One setting changed; what was written there and could not be read is gone with it. */
export const withSetting = (
  draft: FormDraft,
  setting: SettingId,
  value: SettingValue,
): FormDraft => ({
  ...draft,
  settings: { ...draft.settings, [setting]: value },
  unread: withoutSetting(draft.unread, setting),
});

/** Keeps text that is no value at its path; the value stays what it was. */
export const withUnread = (draft: FormDraft, path: string, unread: Unread): FormDraft => ({
  ...draft,
  unread: { ...draft.unread, [path]: unread },
});

export const settingOfPath = (path: string) => path.split(".")[0] as SettingId;

/** The first problem of text that is no value, by setting. */
export function unreadProblems(unread: FormDraft["unread"]): Map<SettingId, string> {
  const problems = new Map<SettingId, string>();
  for (const [path, { problem }] of Object.entries(unread)) {
    const setting = settingOfPath(path);
    if (!problems.has(setting)) problems.set(setting, problem);
  }
  return problems;
}

const withoutSetting = (unread: FormDraft["unread"], setting: SettingId) =>
  Object.fromEntries(Object.entries(unread).filter(([path]) => settingOfPath(path) !== setting));

const keyOf = (place: string) => `${WORKGROUP_DRAFTS}${place}`;

/** Edits of this tab that were not applied; undefined where there are none, or storage is forbidden. */
export function readDraft(place: string): FormDraft | undefined {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(place)) ?? "null");
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(place: string, draft: FormDraft): void {
  try {
    window.sessionStorage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // Forbidden or full: the edits last as long as the page.
  }
}

export function dropDraft(place: string): void {
  try {
    window.sessionStorage.removeItem(keyOf(place));
  } catch {
    // Where storage is forbidden there is none.
  }
}

/** Written by this page alone; the shape is looked at because an older one may have written it. */
function isDraft(kept: unknown): kept is FormDraft {
  if (typeof kept !== "object" || kept === null) return false;
  const { name, family, base, settings, unread } = kept as Partial<FormDraft>;
  return (
    typeof name === "string" &&
    typeof family === "string" &&
    [base, settings, unread].every((part) => typeof part === "object" && part !== null) &&
    [base, settings].every((part) => typeof part?.tags === "object" && part.tags !== null)
  );
}
