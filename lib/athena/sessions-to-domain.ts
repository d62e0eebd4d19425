import type {
  EngineConfiguration,
  ExecutorsSummary,
  GetSessionResponse,
  MonitoringConfiguration,
} from "@aws-sdk/client-athena";
import type { Executor } from "@/lib/domain/executors";
import type { Session, SessionEngine, SessionMonitoring } from "@/lib/domain/sessions";

const MINUTE_MS = 60_000;

/** GetSession's answer as ours (reference 1.1). Times become epoch milliseconds. */
export function toSession(wire: GetSessionResponse): Session {
  const { Status: status, SessionConfiguration: configuration } = wire;
  const additionalConfigs = wire.EngineConfiguration?.AdditionalConfigs ?? {};
  return {
    id: wire.SessionId ?? "",
    description: wire.Description,
    workgroup: wire.WorkGroup ?? "",
    engineVersion: wire.EngineVersion,
    state: status?.State ?? "UNKNOWN",
    stateChangeReason: status?.StateChangeReason,
    startedAt: status?.StartDateTime?.getTime(),
    lastModifiedAt: status?.LastModifiedDateTime?.getTime(),
    endedAt: status?.EndDateTime?.getTime(),
    idleSince: status?.IdleSinceDateTime?.getTime(),
    idleTimeoutMs: idleTimeoutMs(configuration),
    notebookId: additionalConfigs.NotebookId,
    notebookVersion: wire.NotebookVersion,
    dpuMs: wire.Statistics?.DpuExecutionInMillis,
    engine: toEngine(wire.EngineConfiguration ?? {}, additionalConfigs),
    executionRole: configuration?.ExecutionRole,
    workingDirectory: configuration?.WorkingDirectory,
    encryption: configuration?.EncryptionConfiguration && {
      option: configuration.EncryptionConfiguration.EncryptionOption,
      kmsKey: configuration.EncryptionConfiguration.KmsKey,
    },
    monitoring: toMonitoring(wire.MonitoringConfiguration ?? {}),
  };
}

type Configuration = GetSessionResponse["SessionConfiguration"];

function idleTimeoutMs(configuration: Configuration): number | undefined {
  const minutes = configuration?.SessionIdleTimeoutInMinutes;
  if (minutes !== undefined) return minutes * MINUTE_MS;
  const seconds = configuration?.IdleTimeoutSeconds;
  return seconds === undefined ? undefined : seconds * 1_000;
}

function toEngine(
  wire: EngineConfiguration,
  additionalConfigs: Record<string, string>,
): SessionEngine {
  return {
    coordinatorDpuSize: wire.CoordinatorDpuSize,
    defaultExecutorDpuSize: wire.DefaultExecutorDpuSize,
    maxConcurrentDpus: wire.MaxConcurrentDpus,
    additionalConfigs,
    sparkProperties: wire.SparkProperties ?? {},
    classifications: (wire.Classifications ?? []).map(({ Name, Properties }) => ({
      name: Name ?? "",
      properties: Properties ?? {},
    })),
  };
}

function toMonitoring(wire: MonitoringConfiguration): SessionMonitoring {
  const {
    ManagedLoggingConfiguration: managed,
    S3LoggingConfiguration: s3,
    CloudWatchLoggingConfiguration: cloudWatch,
  } = wire;
  return {
    managed: managed && { enabled: managed.Enabled ?? false, kmsKey: managed.KmsKey },
    s3: s3 && { enabled: s3.Enabled ?? false, kmsKey: s3.KmsKey, location: s3.LogLocation },
    cloudWatch: cloudWatch && {
      enabled: cloudWatch.Enabled ?? false,
      logGroup: cloudWatch.LogGroup,
      streamPrefix: cloudWatch.LogStreamNamePrefix,
      logTypes: cloudWatch.LogTypes ?? {},
    },
  };
}

/** Before this as milliseconds, which was in 1973, it can only be seconds. */
const SECONDS_MAX = 1e11;
/** ListExecutors has plain numbers for times, and no document says of what. */
const toEpochMs = (value: number | undefined) =>
  value === undefined ? undefined : value < SECONDS_MAX ? value * 1_000 : value;

/** ExecutorsSummary as ours (reference 1.1). */
export function toExecutor(wire: ExecutorsSummary): Executor {
  return {
    id: wire.ExecutorId ?? "",
    type: wire.ExecutorType,
    state: wire.ExecutorState ?? "UNKNOWN",
    startedAt: toEpochMs(wire.StartDateTime),
    terminatedAt: toEpochMs(wire.TerminationDateTime),
    sizeDpus: wire.ExecutorSize,
  };
}
