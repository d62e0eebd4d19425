import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import type { RuleId } from "@/lib/domain/workgroups/policy-rules";
import type { EncryptionOption } from "@/lib/domain/workgroups/settings";
import type { RulesDraft } from "./rules-draft";

const OPTIONS: readonly SelectOption<EncryptionOption>[] = [
  { value: "SSE_S3", label: "SSE-S3", hint: "any encryption" },
  { value: "SSE_KMS", label: "SSE-KMS" },
  { value: "CSE_KMS", label: "CSE-KMS", hint: "SSE-KMS on Spark" },
];

type ParameterProps = {
  rule: RuleId;
  draft: RulesDraft;
  problems: Record<string, string>;
  onChange: (part: Partial<RulesDraft>) => void;
};

/** What a rule can be told beside on and off. */
export function Parameter({ rule, draft, problems, onChange }: ParameterProps) {
  if (rule === "enforcedLocation")
    return (
      <Field
        label="Location begins with"
        optional
        hint="Whole folders: s3://results/team does not take s3://results/teams."
        error={problems["enforcedLocation.prefix"]}
      >
        <Input
          mono
          spellCheck={false}
          placeholder="s3://bucket/folder/"
          value={draft.prefix}
          onValueChange={(prefix) => onChange({ prefix })}
        />
      </Field>
    );
  if (rule === "encryption")
    return (
      <Field label="At least" nativeLabel={false}>
        <Select
          value={draft.minimum}
          onChange={(minimum) => onChange({ minimum })}
          options={OPTIONS}
          className="max-w-72"
        />
      </Field>
    );
  if (rule === "scanLimit")
    return (
      <Field
        label="At most"
        optional
        hint="Without it any limit will do."
        error={problems["scanLimit.atMostBytes"]}
      >
        <Input
          placeholder="500 GB"
          value={draft.atMost}
          onValueChange={(atMost) => onChange({ atMost })}
          className="max-w-72"
        />
      </Field>
    );
  if (rule === "tags")
    return (
      <Field label="Keys" hint="With commas between them." error={problems["tags.keys"]}>
        <Input
          spellCheck={false}
          placeholder="team, cost-center"
          value={draft.tagKeys}
          onValueChange={(tagKeys) => onChange({ tagKeys })}
        />
      </Field>
    );
  return null;
}
