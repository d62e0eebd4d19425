import { ChevronRight } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import type { EngineFamily } from "@/lib/domain/engines";
import {
  readSessionForm,
  type SessionForm,
  type SessionFormErrors,
} from "@/lib/domain/session-form";
import { LoggingSettings } from "./logging-settings";

export type SettingsProps = {
  form: SessionForm;
  errors: SessionFormErrors;
  set: (change: Partial<SessionForm>) => void;
};

const COMMON = new Set<string>([
  "workgroup",
  "description",
  "idleTimeoutMinutes",
  "maxConcurrentDpus",
  "sparkProperties",
]);

/** What most people leave as the workgroup has it; it opens by itself when something in it is wrong. */
export function MoreSettings({ family, ...props }: SettingsProps & { family: EngineFamily }) {
  const { form, errors, set } = props;
  const [open, setOpen] = useState(false);
  const contentId = useId();
  const wrong = Object.keys(errors).some((field) => !COMMON.has(field));
  useEffect(() => {
    if (wrong) setOpen(true);
  }, [wrong]);
  return (
    <div className="flex flex-col gap-3.5 border-t pt-3">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? contentId : undefined}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 items-center gap-1.5 self-start rounded-sm font-medium"
      >
        <ChevronRight
          aria-hidden
          className={open ? "size-4 rotate-90 text-muted" : "size-4 text-muted"}
        />
        More settings
      </button>
      {open ? (
        <div id={contentId} className="flex flex-col gap-3.5">
          <Field
            label="Execution role"
            optional
            hint="The workgroup's, unless another is named here."
            error={errors.executionRole}
          >
            <Input
              mono
              spellCheck={false}
              placeholder="arn:aws:iam::123456789012:role/name"
              value={form.executionRole}
              onChange={({ currentTarget }) => set({ executionRole: currentTarget.value })}
            />
          </Field>
          {family === "sparkConnect" ? (
            <>
              <Field label="Tags" optional hint="key=value, one a line." error={errors.tags}>
                <Textarea
                  mono
                  rows={2}
                  spellCheck={false}
                  placeholder="team=analytics"
                  value={form.tags}
                  onChange={({ currentTarget }) => set({ tags: currentTarget.value })}
                />
              </Field>
              <Switch
                label="Copy the workgroup's tags"
                checked={form.copiesWorkgroupTags}
                onChange={(copiesWorkgroupTags) => set({ copiesWorkgroupTags })}
              />
              <LoggingSettings {...props} />
            </>
          ) : null}
          <Sent form={form} family={family} />
        </div>
      ) : null}
    </div>
  );
}

/** What the settings come to, for who wants to see it before it is sent. */
function Sent({ form, family }: { form: SessionForm; family: EngineFamily }) {
  const { input } = readSessionForm(form, family);
  return (
    <details>
      <summary className="cursor-pointer rounded-sm text-muted">Show what is sent</summary>
      {input ? (
        <pre className="mt-1.5 rounded-lg border bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {JSON.stringify(input, null, 2)}
        </pre>
      ) : (
        <p className="mt-1.5 text-muted">Some fields are not right yet: nothing would be sent.</p>
      )}
    </details>
  );
}
