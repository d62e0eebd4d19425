import { readByteSize, writeByteSize } from "@/lib/domain/byte-size";
import {
  type PolicyRules,
  problemsOfRules,
  RULE_IDS,
  type RuleId,
} from "@/lib/domain/workgroups/policy-rules";
import type { EncryptionOption } from "@/lib/domain/workgroups/settings";

/** Rules as they are written in the form. */
export type RulesDraft = {
  on: Record<RuleId, boolean>;
  prefix: string;
  minimum: EncryptionOption;
  /** A size; empty for any limit. */
  atMost: string;
  /** Keys with commas between them. */
  tagKeys: string;
};

export const draftOf = (rules: PolicyRules): RulesDraft => ({
  on: Object.fromEntries(RULE_IDS.map((id) => [id, rules[id].on])) as Record<RuleId, boolean>,
  prefix: rules.enforcedLocation.prefix,
  minimum: rules.encryption.minimum,
  atMost:
    rules.scanLimit.atMostBytes === undefined ? "" : writeByteSize(rules.scanLimit.atMostBytes),
  tagKeys: rules.tags.keys.join(", "),
});

type Read = { rules?: Rules; problems: Record<string, string> };
type Rules = PolicyRules & { tags: { keys: string[] } };

/** The rules that are written, or what keeps them from being any, by the path of the parameter. */
export function readDraft({ on, prefix, minimum, atMost, tagKeys }: RulesDraft): Read {
  const atMostBytes = atMost.trim() === "" ? undefined : readByteSize(atMost);
  if (atMostBytes === undefined && atMost.trim() !== "")
    return { problems: { "scanLimit.atMostBytes": "Write a size such as 500 GB or 1 TiB" } };
  const rules: Rules = {
    enforcedLocation: { on: on.enforcedLocation, prefix: prefix.trim() },
    noClientOverride: { on: on.noClientOverride },
    encryption: { on: on.encryption, minimum },
    scanLimit: { on: on.scanLimit, ...(atMostBytes === undefined ? {} : { atMostBytes }) },
    metrics: { on: on.metrics },
    engineVersion: { on: on.engineVersion },
    bucketOwner: { on: on.bucketOwner },
    logging: { on: on.logging },
    contentKey: { on: on.contentKey },
    tags: {
      on: on.tags,
      keys: tagKeys
        .split(",")
        .map((key) => key.trim())
        .filter((key) => key !== ""),
    },
  };
  const problems = problemsOfRules(rules);
  return Object.keys(problems).length === 0 ? { rules, problems } : { problems };
}
