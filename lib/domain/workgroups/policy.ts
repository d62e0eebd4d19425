import { writeByteSize } from "../byte-size";
import { type EngineFamily, engineVersionLabel, shortEngine } from "../engines";
import { encryptionText } from "../format";
import { type PolicyRules, RULE_IDS, type RuleId } from "./policy-rules";
import { ALL, ENCRYPTION_OPTIONS, type SettingId, SQL, type WorkgroupSettings } from "./settings";

/** What a rule looks at. */
export type PolicySubject = {
  settings: WorkgroupSettings;
  family: EngineFamily;
  /** Versions of every family as Athena names them; empty where they could not be read. */
  engineVersions: readonly { selected: string; family: EngineFamily }[];
  /** Why its tags could not be read. */
  tagsProblem?: string | undefined;
};

export type RuleVerdict =
  | { verdict: "pass"; why: string }
  | { verdict: "notApplicable"; why: string }
  /** What it looks at could not be read. */
  | { verdict: "unread"; why: string }
  /** `setting`: what to change, for one; `value`: to what, where only one thing would do. */
  | { verdict: "fail"; why: string; setting: SettingId; value?: string | number | boolean };

type Rule<Id extends RuleId> = {
  title: string;
  meaning: string;
  families: readonly EngineFamily[];
  check: (subject: PolicySubject, rule: PolicyRules[Id]) => RuleVerdict;
};

const pass = (why: string): RuleVerdict => ({ verdict: "pass", why });
const fail = (setting: SettingId, why: string, value?: string | number | boolean): RuleVerdict => ({
  verdict: "fail",
  why,
  setting,
  ...(value === undefined ? {} : { value }),
});
const notApplicable = (why: string): RuleVerdict => ({ verdict: "notApplicable", why });
const unread = (why: string): RuleVerdict => ({ verdict: "unread", why });

const MANAGED = "Kept by Athena";

export const RULES: { readonly [Id in RuleId]: Rule<Id> } = {
  enforcedLocation: {
    title: "Enforced location",
    meaning:
      "Results go to a location of the workgroup, which clients cannot replace, or are kept by Athena.",
    families: ALL,
    check({ settings, family }, { prefix }) {
      const { outputLocation, managedResults, enforceConfiguration } = settings;
      if (family === "sql" && managedResults) return pass(MANAGED);
      if (!outputLocation) return fail("outputLocation", "No location");
      if (!isBelow(outputLocation, prefix))
        return fail("outputLocation", `${outputLocation} is not below ${prefix}`);
      if (family === "sql" && !enforceConfiguration)
        return fail("enforceConfiguration", "Not enforced", true);
      return pass(outputLocation);
    },
  },
  noClientOverride: {
    title: "No client override",
    meaning:
      "Location, encryption, bucket owner and ACL that clients send are replaced by the workgroup's.",
    families: SQL,
    check: ({ settings }) =>
      settings.enforceConfiguration
        ? pass("Enforced")
        : settings.managedResults
          ? pass(MANAGED)
          : fail("enforceConfiguration", "Not enforced", true),
  },
  encryption: {
    title: "Encryption",
    meaning:
      "The workgroup encrypts results with this option or a stronger one. What Athena keeps always is.",
    families: ALL,
    check({ settings, family }, { minimum }) {
      if (family === "sql" && settings.managedResults) return pass(MANAGED);
      const { encryptionOption: option } = settings;
      // Spark has no client-side encryption: nothing there could be stronger than SSE-KMS.
      const least = family !== "sql" && minimum === "CSE_KMS" ? "SSE_KMS" : minimum;
      if (!option) return fail("encryptionOption", "None", least);
      return rankOf(option) >= rankOf(least)
        ? pass(encryptionText(option))
        : fail(
            "encryptionOption",
            `${encryptionText(option)} is weaker than ${encryptionText(least)}`,
            least,
          );
    },
  },
  scanLimit: {
    title: "Scan limit",
    meaning: "A query that would read more than this many bytes is cancelled.",
    families: SQL,
    check({ settings: { scanLimitBytes: limit } }, { atMostBytes }) {
      if (limit === undefined) return fail("scanLimitBytes", "No limit", atMostBytes);
      if (atMostBytes !== undefined && limit > atMostBytes)
        return fail(
          "scanLimitBytes",
          `${writeByteSize(limit)} is more than ${writeByteSize(atMostBytes)}`,
          atMostBytes,
        );
      return pass(writeByteSize(limit));
    },
  },
  metrics: {
    title: "Metrics published",
    meaning: "Figures of each query go to Amazon CloudWatch, where alarms can watch them.",
    families: ALL,
    check: ({ settings }) =>
      settings.publishMetrics ? pass("Published") : fail("publishMetrics", "Off", true),
  },
  engineVersion: {
    title: "Engine version",
    meaning: "Athena chooses the engine version, or it is the newest one.",
    families: ALL,
    check({ settings: { engineVersion }, family, engineVersions }) {
      if (engineVersion === "AUTO") return pass(engineVersionLabel(engineVersion));
      const newest = newestOf(engineVersions.filter((version) => version.family === family));
      if (newest === undefined) return unread("The engine versions could not be read");
      return engineVersion === newest
        ? pass(shortEngine(engineVersion))
        : fail("engineVersion", `${shortEngine(engineVersion)} is not the newest`, newest);
    },
  },
  bucketOwner: {
    title: "Expected bucket owner",
    meaning: "Results are written only while the bucket belongs to the account that is named.",
    families: ALL,
    check({ settings, family }) {
      if (family === "sql" && settings.managedResults) return pass(MANAGED);
      return settings.expectedBucketOwner
        ? pass(settings.expectedBucketOwner)
        : fail("expectedBucketOwner", "None named");
    },
  },
  logging: {
    title: "Logs kept",
    meaning: "Logs of Spark sessions go to Athena, Amazon S3 or CloudWatch Logs.",
    families: ["sparkConnect"],
    check({ settings: { managedLogging, s3Logging, cloudWatchLogging } }) {
      const kept = [
        ...(managedLogging ? ["Athena"] : []),
        ...(s3Logging ? ["S3"] : []),
        ...(cloudWatchLogging ? ["CloudWatch"] : []),
      ];
      return kept.length > 0 ? pass(kept.join(", ")) : fail("managedLogging", "Nowhere", true);
    },
  },
  contentKey: {
    title: "Own key for content",
    meaning: "Notebooks and code are encrypted with a key of your own, not with one of AWS.",
    families: ["pyspark", "sparkConnect"],
    check: ({ settings }) =>
      settings.contentKmsKey ? pass("Own key") : fail("contentKmsKey", "Key of AWS"),
  },
  tags: {
    title: "Required tags",
    meaning: "These tags are there and not empty.",
    families: ALL,
    check({ settings: { tags }, tagsProblem }, { keys }) {
      if (tagsProblem !== undefined) return unread("Its tags could not be read");
      const missing = keys.filter((key) => !Object.hasOwn(tags, key) || tags[key] === "");
      return missing.length > 0
        ? fail("tags", `Without ${missing.join(", ")}`)
        : pass(keys.map((key) => `${key} = ${tags[key]}`).join(", "));
    },
  },
};

/** One rule on one workgroup. A rule that is off is the caller's to leave out. */
export function checkRule<Id extends RuleId>(
  id: Id,
  rules: PolicyRules,
  subject: PolicySubject,
): RuleVerdict {
  const rule: Rule<Id> = RULES[id];
  return rule.families.includes(subject.family)
    ? rule.check(subject, rules[id])
    : notApplicable("Its engine has no such setting");
}

/** What a rule's parameter asks for, in words; undefined where there is none. */
export function askedOf(id: RuleId, rules: PolicyRules): string | undefined {
  const { prefix } = rules.enforcedLocation;
  const { atMostBytes } = rules.scanLimit;
  if (id === "enforcedLocation" && prefix !== "") return `Below ${prefix}`;
  if (id === "encryption") return `At least ${encryptionText(rules.encryption.minimum)}`;
  if (id === "scanLimit" && atMostBytes !== undefined)
    return `At most ${writeByteSize(atMostBytes)}`;
  return id === "tags" ? rules.tags.keys.join(", ") : undefined;
}

export const rulesInForce = (rules: PolicyRules): RuleId[] => RULE_IDS.filter((id) => rules[id].on);

/** Whole names of folders: `s3://a/team` is not above `s3://a/teams`. */
function isBelow(location: string, prefix: string): boolean {
  if (prefix === "") return true;
  const folder = prefix.endsWith("/") ? prefix : `${prefix}/`;
  return location === prefix || `${location}/`.startsWith(folder);
}

/** An option that we do not know counts as none. */
const rankOf = (option: string) => (ENCRYPTION_OPTIONS as readonly string[]).indexOf(option);

/** By the number in the name: `Athena engine version 3`, `Apache Spark version 3.5`. */
function newestOf(versions: readonly { selected: string }[]): string | undefined {
  let newest: string | undefined;
  for (const { selected } of versions) {
    if (selected === "AUTO" || numberOf(selected) === undefined) continue;
    if (newest === undefined || isNewer(selected, newest)) newest = selected;
  }
  return newest;
}

const numberOf = (version: string) =>
  /(\d+(?:\.\d+)*)\s*$/.exec(version)?.[1]?.split(".").map(Number);

function isNewer(version: string, than: string): boolean {
  const [a = [], b = []] = [numberOf(version), numberOf(than)];
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}
