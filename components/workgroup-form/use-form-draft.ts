import { useEffect, useMemo, useState } from "react";
import { changesOf, type SettingChange, type SettingValue } from "@/lib/domain/workgroups/changes";
import { hintsOf, problemsOf } from "@/lib/domain/workgroups/rules";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import type { Form } from "./form-context";
import {
  dropDraft,
  type FormDraft,
  keepDraft,
  settingOfPath,
  unreadProblems,
  withSetting,
  withUnread,
} from "./form-draft";
import { formOrder } from "./form-order";
import { type Refusal, refusalOf } from "./refusal";

type Given = Pick<Form, "mode" | "scans" | "tagsProblem"> & {
  /** Where edits are kept for a reload. */
  place: string;
  begin: () => FormDraft;
  /** What "discard" goes back to from the draft of now. */
  fresh: (now: FormDraft) => FormDraft;
  /** It differs from that, but nobody has written any of it here: a version to be restored. */
  isUntouched?: (now: FormDraft) => boolean;
};

export type FormState = {
  form: Form;
  draft: FormDraft;
  changes: readonly SettingChange[];
  edited: boolean;
  /** Something was written here that would be lost with the page. */
  written: boolean;
  /** Settings that cannot be sent as they are, in the order of the form. */
  wrong: readonly SettingId[];
  update: (change: (draft: FormDraft) => FormDraft) => void;
  /** As `update`, for what no field has written. */
  replaceAll: (next: FormDraft) => void;
  discard: () => void;
  /** The edits are kept no longer: they were applied, or given up. */
  forget: () => void;
  /** What was refused, until the next attempt; at each field until that is edited. */
  refusal: Refusal | undefined;
  refuse: (error: Error) => void;
  /** From now on also what is merely missing is shown as wrong. */
  attempt: () => void;
  attempted: boolean;
};

/** The one value that a form is, and all that follows from it. */
export function useFormDraft(given: Given): FormState {
  const { place, mode, scans, tagsProblem } = given;
  const [draft, setDraft] = useState(given.begin);
  const [revision, setRevision] = useState(0);
  const [refusal, setRefusal] = useState<Refusal>();
  const [attempted, setAttempted] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const { family, settings, base, unread, name } = draft;

  const changes = useMemo(() => changesOf(base, settings), [base, settings]);
  // A copy of another workgroup is no edit yet.
  const isFresh = equalDrafts(draft, given.fresh(draft));
  const edited = !forgotten && (!isFresh || (mode === "new" && name !== ""));
  const written = edited && given.isUntouched?.(draft) !== true;
  useEffect(() => {
    if (written) keepDraft(place, draft);
    else dropDraft(place);
  }, [place, written, draft]);

  const found = useMemo(() => {
    const before = mode === "edit" ? base : undefined;
    const problems = new Map<SettingId, string>();
    for (const { setting, message } of problemsOf(settings, {
      family,
      ...(before ? { before } : {}),
    }))
      if (!problems.has(setting)) problems.set(setting, message);
    for (const [setting, problem] of unreadProblems(unread)) problems.set(setting, problem);
    const hints = new Map<SettingId, string[]>();
    for (const { setting, message } of hintsOf(settings, family))
      hints.set(setting, [...(hints.get(setting) ?? []), message]);
    return { problems, hints };
  }, [mode, base, settings, family, unread]);

  const changed = useMemo(
    () =>
      new Set<SettingId>([
        ...changes.map(({ setting }) => setting),
        ...unreadProblems(unread).keys(),
      ]),
    [changes, unread],
  );
  const problems = useMemo(() => {
    const shown = [...found.problems].filter(
      ([setting]) => mode === "edit" || attempted || changed.has(setting),
    );
    return new Map([...(refusal?.fields ?? []), ...shown]);
  }, [found, mode, attempted, changed, refusal]);

  const onEdit = (setting: SettingId) => setRefusal((before) => withoutField(before, setting));
  const replaceAll = (next: FormDraft) => {
    setDraft(next);
    setRevision((before) => before + 1);
    setRefusal(undefined);
  };
  const form: Form = {
    mode,
    draft,
    revision,
    changed,
    problems,
    hints: found.hints,
    scans,
    tagsProblem,
    set: (setting: SettingId, value: SettingValue) => {
      setDraft((before) => withSetting(before, setting, value));
      onEdit(setting);
    },
    setUnread: (path, text) => {
      setDraft((before) => withUnread(before, path, text));
      onEdit(settingOfPath(path));
    },
    replace: (setting, value) => {
      setDraft((before) => withSetting(before, setting, value));
      setRevision((before) => before + 1);
      onEdit(setting);
    },
  };
  return {
    form,
    draft,
    changes,
    edited,
    written,
    wrong: formOrder(family).filter((setting) => found.problems.has(setting)),
    update: (change) => setDraft(change),
    replaceAll,
    discard: () => {
      replaceAll(given.fresh(draft));
      setAttempted(false);
    },
    forget: () => {
      setForgotten(true);
      dropDraft(place);
    },
    refusal,
    attempted,
    refuse: (error) => setRefusal(refusalOf(error, family)),
    attempt: () => {
      setAttempted(true);
      setRefusal(undefined);
    },
  };
}

const equalDrafts = (one: FormDraft, other: FormDraft) =>
  one.family === other.family &&
  changesOf(one.settings, other.settings).length === 0 &&
  [one, other].every(({ unread }) => Object.keys(unread).length === 0);

function withoutField(refusal: Refusal | undefined, setting: SettingId): Refusal | undefined {
  if (!refusal?.fields.has(setting)) return refusal;
  return { ...refusal, fields: new Map([...refusal.fields].filter(([one]) => one !== setting)) };
}
