import type { SelectOption } from "@/components/ui/select";
import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingId } from "@/lib/domain/workgroups/settings";

/** Stands for "not set" in a list of choices. */
export const NOT_SET = "";

/** What can be chosen for a setting; engine versions come from Athena. */
export function choicesOf(setting: SettingId, family: EngineFamily): SelectOption[] {
  switch (setting) {
    case "state":
      return [
        { value: "ENABLED", label: "Enabled" },
        { value: "DISABLED", label: "Disabled", hint: "starts nothing new" },
      ];
    case "encryptionOption":
      return [
        { value: NOT_SET, label: "Not set" },
        { value: "SSE_S3", label: "SSE-S3", hint: "keys of Amazon S3" },
        { value: "SSE_KMS", label: "SSE-KMS", hint: "a KMS key, used by Amazon S3" },
        ...(family === "sql"
          ? [{ value: "CSE_KMS", label: "CSE-KMS", hint: "a KMS key, before they leave Athena" }]
          : []),
      ];
    case "s3AclOption":
      return [
        { value: NOT_SET, label: "Not set" },
        { value: "BUCKET_OWNER_FULL_CONTROL", label: "Bucket owner has full control" },
      ];
    default:
      return [];
  }
}

/** With what is chosen now, even where it is nothing that we know. */
export const withChosen = (
  options: readonly SelectOption[],
  chosen: string,
  label = chosen,
): SelectOption[] =>
  options.some(({ value }) => value === chosen)
    ? [...options]
    : [...options, { value: chosen, label }];
