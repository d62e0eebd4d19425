import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { SessionForm } from "@/lib/domain/session-form";
import type { SettingsProps } from "./more-settings";

type TextField = "managedKey" | "s3Location" | "s3Key" | "logGroup" | "streamPrefix";

/** Where an Apache Spark 3.5 session writes its logs, where that is not as the workgroup says. */
export function LoggingSettings({ form, errors, set }: SettingsProps) {
  const text = (field: TextField, label: string, placeholder?: string, optional = true) => (
    <Field label={label} optional={optional} error={errors[field]}>
      <Input
        mono
        spellCheck={false}
        placeholder={placeholder}
        value={form[field]}
        onChange={({ currentTarget }) =>
          set({ [field]: currentTarget.value } satisfies Partial<SessionForm>)
        }
      />
    </Field>
  );
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-1 font-medium">Logging</legend>
      <Switch
        label="Other than the workgroup says"
        checked={form.ownLogging}
        onChange={(ownLogging) => set({ ownLogging })}
      />
      {form.ownLogging ? (
        <div className="flex flex-col gap-2.5 border-l pl-3.5">
          <Switch
            label="Managed by Athena"
            hint="Kept for 30 days. The Spark UI needs it."
            checked={form.managedLogging}
            onChange={(managedLogging) => set({ managedLogging })}
          />
          {form.managedLogging ? text("managedKey", "KMS key of managed logs") : null}
          <Switch
            label="Amazon S3"
            checked={form.s3Logging}
            onChange={(s3Logging) => set({ s3Logging })}
          />
          {form.s3Logging ? (
            <>
              {text("s3Location", "Log location", "s3://bucket/logs/", false)}
              {text("s3Key", "KMS key of logs in Amazon S3")}
            </>
          ) : null}
          <Switch
            label="CloudWatch"
            checked={form.cloudWatchLogging}
            onChange={(cloudWatchLogging) => set({ cloudWatchLogging })}
          />
          {form.cloudWatchLogging ? (
            <>
              {text("logGroup", "Log group", "/aws/athena/sessions/name")}
              {text("streamPrefix", "Stream prefix")}
            </>
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}
