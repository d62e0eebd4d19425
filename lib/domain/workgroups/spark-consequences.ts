import { breaks, type Change, type ConsequencesOf, info, NEW_SESSIONS, warn } from "./consequence";

const properties = () => [NEW_SESSIONS, info("What a session brings itself comes first.")];
const newSessions = () => [NEW_SESSIONS];
const keptNowhere = ({ after }: Change) =>
  !after.managedLogging &&
  !after.s3Logging &&
  !after.cloudWatchLogging &&
  warn("Logs of new sessions are kept nowhere.");

export const SPARK_CONSEQUENCES: ConsequencesOf<
  | "executionRole"
  | "coordinatorDpuSize"
  | "defaultExecutorDpuSize"
  | "maxConcurrentDpus"
  | "additionalConfigs"
  | "sparkProperties"
  | "classifications"
  | "additionalConfiguration"
  | "contentKmsKey"
  | "managedLogging"
  | "managedLoggingKmsKey"
  | "s3Logging"
  | "s3LogLocation"
  | "s3LoggingKmsKey"
  | "cloudWatchLogging"
  | "logGroup"
  | "logStreamPrefix"
  | "logTypes"
> = {
  executionRole: ({ before, family }) => [
    family === "sql" ? undefined : NEW_SESSIONS,
    before.executionRole
      ? warn("What the role may not do fails from then on: data, output location, keys.")
      : warn("It needs rights to data, output location and keys."),
    info(
      family === "sql"
        ? "Athenaeum needs iam:PassRole on it to save the change."
        : "Who starts sessions needs iam:PassRole on it, and Athenaeum to save the change.",
    ),
  ],
  coordinatorDpuSize: newSessions,
  defaultExecutorDpuSize: newSessions,
  maxConcurrentDpus: ({ before, after }) => [
    NEW_SESSIONS,
    (after.maxConcurrentDpus ?? 20) < (before.maxConcurrentDpus ?? 20)
      ? warn("Work that needs more executors takes longer.")
      : info("More DPUs cost more while a session holds them; the maximum alone costs nothing."),
  ],
  additionalConfigs: properties,
  sparkProperties: properties,
  classifications: properties,
  additionalConfiguration: newSessions,
  contentKmsKey: ({ before, after, family }) => {
    const hasNotebooks = family === "pyspark";
    return [
      info("New content only: what exists keeps the key it was made with."),
      before.contentKmsKey &&
        warn(
          hasNotebooks
            ? "Keep the old key: without it the notebooks made with it are lost. Export and import them to move them over."
            : "Keep the old key: without it what was made with it is lost.",
        ),
      after.contentKmsKey &&
        hasNotebooks &&
        warn("Who opens notebooks needs kms:Decrypt and kms:GenerateDataKey on it."),
    ];
  },
  managedLogging: (change) =>
    change.after.managedLogging
      ? [NEW_SESSIONS, info("Athena keeps logs for 30 days, and sessions have the Spark UI.")]
      : [
          breaks("New sessions have no Spark UI, and Athena keeps no logs of them."),
          keptNowhere(change),
        ],
  managedLoggingKmsKey: newSessions,
  s3Logging: (change) =>
    change.after.s3Logging
      ? [NEW_SESSIONS, info("The execution role needs s3:PutObject there.")]
      : [
          breaks("Logs of new sessions no longer go to S3. Those that are there stay."),
          keptNowhere(change),
        ],
  s3LogLocation: ({ after }) => [
    NEW_SESSIONS,
    after.s3LogLocation && info("The execution role needs s3:PutObject there."),
  ],
  s3LoggingKmsKey: newSessions,
  cloudWatchLogging: (change) =>
    change.after.cloudWatchLogging
      ? [NEW_SESSIONS, warn("CloudWatch Logs charges for what is written and kept.")]
      : [
          breaks(
            "Logs of new sessions no longer go to CloudWatch: filters and alarms on them get nothing.",
          ),
          keptNowhere(change),
        ],
  logGroup: ({ after }) => [
    NEW_SESSIONS,
    after.logGroup && info("The execution role needs rights to write to it."),
  ],
  logStreamPrefix: newSessions,
  logTypes: newSessions,
};
