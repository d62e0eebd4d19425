import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { besideOf, isTextMapSetting, type MapWay } from "@/lib/domain/workgroups/bulk-change";
import { changesOf, type SettingValue } from "@/lib/domain/workgroups/changes";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import { type Form, FormContext } from "../form-context";
import { type FormDraft, unreadProblems, withSetting, withUnread } from "../form-draft";
import { SettingField } from "../setting-field";
import type { BulkDraft } from "./bulk-draft";

const WAYS: readonly SelectOption<MapWay>[] = [
  { value: "put", label: "Add or replace these", hint: "others stay" },
  { value: "take", label: "Take some away", hint: "others stay" },
  { value: "replace", label: "Have exactly these" },
];

type BulkFieldsProps = { draft: BulkDraft; onChange: (draft: BulkDraft) => void };

/** The value that all of them get, with the fields of the form. */
export function BulkFields({ draft, onChange }: BulkFieldsProps) {
  const { setting, way, keys } = draft;
  const form = useFields(draft, onChange);
  const beside = besideOf(setting, draft.form.settings[setting]);
  return (
    <FormContext value={form}>
      <div className="flex flex-col gap-4">
        {isTextMapSetting(setting) ? (
          <Select
            aria-label="How"
            value={way}
            onChange={(next) => onChange({ ...draft, way: next })}
            options={WAYS}
          />
        ) : null}
        {isTextMapSetting(setting) && way === "take" ? (
          <Field label="Keys" hint="With commas between them.">
            <Input
              mono
              spellCheck={false}
              value={keys}
              onValueChange={(next) => onChange({ ...draft, keys: next })}
            />
          </Field>
        ) : (
          <SettingField setting={setting} />
        )}
        {beside.map((one) => (
          <div key={one} className="flex flex-col gap-1 border-l-2 pl-3">
            <SettingField setting={one} />
            <p className="text-sm text-soft">Left empty, each workgroup keeps its own.</p>
          </div>
        ))}
      </div>
    </FormContext>
  );
}

/** The part of a form that its fields need; they stand for no workgroup here. */
function useFields(draft: BulkDraft, onChange: (draft: BulkDraft) => void): Form {
  const [revision, setRevision] = useState(0);
  const { form } = draft;
  const put = (next: FormDraft) => onChange({ ...draft, form: next });
  return {
    mode: "edit",
    draft: form,
    revision,
    changed: new Set<SettingId>(changesOf(form.base, form.settings).map(({ setting }) => setting)),
    problems: unreadProblems(form.unread),
    hints: new Map(),
    scans: undefined,
    tagsProblem: undefined,
    set: (setting: SettingId, value: SettingValue) => put(withSetting(form, setting, value)),
    setUnread: (path, unread) => put(withUnread(form, path, unread)),
    replace: (setting, value) => {
      put(withSetting(form, setting, value));
      setRevision((before) => before + 1);
    },
  };
}
