import { type EncryptionOption, SCAN_LIMIT_MAX_BYTES, SCAN_LIMIT_MIN_BYTES } from "./settings";

/** What every workgroup should be: one member a rule, each on or off, some with a parameter. */
export type PolicyRules = {
  /** `prefix`: what the location has to begin with; empty for any. */
  enforcedLocation: { on: boolean; prefix: string };
  noClientOverride: { on: boolean };
  encryption: { on: boolean; minimum: EncryptionOption };
  /** `atMostBytes` absent: any limit will do. */
  scanLimit: { on: boolean; atMostBytes?: number | undefined };
  metrics: { on: boolean };
  engineVersion: { on: boolean };
  bucketOwner: { on: boolean };
  logging: { on: boolean };
  contentKey: { on: boolean };
  tags: { on: boolean; keys: readonly string[] };
};

/** In the order of the board. */
export const RULE_IDS = [
  "enforcedLocation",
  "noClientOverride",
  "encryption",
  "scanLimit",
  "metrics",
  "engineVersion",
  "bucketOwner",
  "logging",
  "contentKey",
  "tags",
] as const satisfies readonly (keyof PolicyRules)[];
export type RuleId = (typeof RULE_IDS)[number];

/** In force until an administrator saves others. */
export const DEFAULT_RULES: PolicyRules = {
  enforcedLocation: { on: true, prefix: "" },
  noClientOverride: { on: true },
  encryption: { on: true, minimum: "SSE_S3" },
  scanLimit: { on: true },
  metrics: { on: true },
  engineVersion: { on: true },
  bucketOwner: { on: false },
  logging: { on: true },
  contentKey: { on: false },
  tags: { on: false, keys: [] },
};

/** What is wrong with rules, by the path of the parameter; empty when they can be saved. */
export function problemsOfRules(rules: PolicyRules): Record<string, string> {
  const problems: Record<string, string> = {};
  const { prefix } = rules.enforcedLocation;
  if (prefix !== "" && !/^s3:\/\/[a-z0-9][a-z0-9.-]{1,62}(\/.*)?$/.test(prefix))
    problems["enforcedLocation.prefix"] = "It begins with s3:// and the name of a bucket";
  const { atMostBytes } = rules.scanLimit;
  if (atMostBytes !== undefined && atMostBytes < SCAN_LIMIT_MIN_BYTES)
    problems["scanLimit.atMostBytes"] = "Athena takes no limit below 10 MB, so none could meet it";
  if (atMostBytes !== undefined && !(atMostBytes <= SCAN_LIMIT_MAX_BYTES))
    problems["scanLimit.atMostBytes"] = "Athena takes no limit above 7 EiB";
  if (atMostBytes !== undefined && !Number.isInteger(atMostBytes))
    problems["scanLimit.atMostBytes"] = "Write whole bytes";
  const { on, keys } = rules.tags;
  if (on && keys.length === 0) problems["tags.keys"] = "Name at least one tag";
  if (new Set(keys).size < keys.length) problems["tags.keys"] = "Name each tag once";
  return problems;
}
