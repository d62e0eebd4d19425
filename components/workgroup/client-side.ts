import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";

/** What a query may bring of its own (ResultConfiguration of StartQueryExecution). */
const OF_QUERIES: readonly SettingId[] = [
  "outputLocation",
  "encryptionOption",
  "encryptionKmsKey",
  "expectedBucketOwner",
  "s3AclOption",
];
/** What a session may bring of its own (EngineConfiguration and MonitoringConfiguration of StartSession). */
const OF_SESSIONS: readonly SettingId[] = [
  "coordinatorDpuSize",
  "defaultExecutorDpuSize",
  "maxConcurrentDpus",
  "additionalConfigs",
  "sparkProperties",
  "classifications",
  "managedLogging",
  "s3Logging",
  "cloudWatchLogging",
];

/** What a setting does to what clients send with a query or a session; undefined where they can send nothing. */
export function clientSideEffect(
  setting: SettingId,
  settings: WorkgroupSettings,
  family: EngineFamily,
): string | undefined {
  if (family !== "sql")
    return OF_SESSIONS.includes(setting)
      ? "Counts for sessions that bring none of their own."
      : undefined;
  if (setting === "minDpus" || setting === "maxDpus")
    return "Counts for queries that bring none of their own.";
  if (!OF_QUERIES.includes(setting)) return undefined;
  if (settings.managedResults) return "Nothing that clients send counts: Athena keeps the results.";
  const given = settings[setting] !== undefined;
  if (settings.enforceConfiguration)
    return given ? "Replaces what clients send." : "What clients send is ignored.";
  if (setting === "encryptionOption" && given && settings.minimumEncryption)
    return "Clients may send this or a stronger one.";
  return given ? "Counts for queries that bring none of their own." : "Clients may send their own.";
}
