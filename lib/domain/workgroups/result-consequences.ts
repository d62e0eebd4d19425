import type { EngineFamily } from "../engines";
import { encryptionText } from "../format";
import { breaks, type ConsequencesOf, info, warn } from "./consequence";
import { ENCRYPTION_OPTIONS, type WorkgroupSettings } from "./settings";

const hasNowhere = ({ managedResults, outputLocation }: WorkgroupSettings) =>
  !managedResults && !outputLocation;
const FAIL_ALL =
  "Every query fails: what clients send is overridden, and the workgroup has no location.";
const FAIL_SOME = "Queries that bring no location of their own fail.";
const NEW_ONLY = info("New results only: those that exist stay as they are.");
const NOT_WITH_MANAGED = info("No effect while managed query results are on: it is about buckets.");
const needsDecrypt = (key: string, family: EngineFamily) =>
  warn(
    family === "sql"
      ? `Who reads new results needs kms:Decrypt on ${key}, who runs queries kms:GenerateDataKey too.`
      : `Who reads new results needs kms:Decrypt on ${key}, the execution role kms:GenerateDataKey too.`,
  );
const CLIENTS_FIRST = "Clients that send their own still write as they say.";

const strengthOf = (option: string) => (ENCRYPTION_OPTIONS as readonly string[]).indexOf(option);
const weaker = (before = "", after = "") => strengthOf(after) < strengthOf(before);
/** Whether clients can ask for less than this option. */
const hasWeaker = (option: string | undefined): option is string =>
  option !== undefined && strengthOf(option) > 0;
const refusesWeaker = (option: string) =>
  breaks(
    `Queries of clients that ask for weaker encryption than ${encryptionText(option)} are refused.`,
  );
const WEAKEST = info("Nothing is refused: SSE-S3 is the weakest encryption.");

export const RESULT_CONSEQUENCES: ConsequencesOf<
  | "outputLocation"
  | "encryptionOption"
  | "encryptionKmsKey"
  | "expectedBucketOwner"
  | "s3AclOption"
  | "enforceConfiguration"
  | "managedResults"
  | "managedResultsKmsKey"
  | "minimumEncryption"
> = {
  outputLocation: ({ before, after, family }) => {
    const isSql = family === "sql";
    if (!after.outputLocation) {
      if (after.managedResults) return [info("Results go to storage of Athena instead.")];
      if (family === "pyspark")
        return [breaks("Calculations have nowhere to write their results.")];
      if (!isSql) return [breaks("New sessions have no working directory in S3.")];
      return [breaks(after.enforceConfiguration ? FAIL_ALL : FAIL_SOME)];
    }
    return [
      before.outputLocation
        ? warn(
            "New results go there; earlier ones stay where they are. Whoever reads or clears away the old location has to follow.",
          )
        : info("New results go there. Who reads them needs rights to it in S3."),
      isSql
        ? info(
            after.enforceConfiguration ? "Locations that clients send are ignored." : CLIENTS_FIRST,
          )
        : info("Sessions that run keep the location they started with."),
    ];
  },
  encryptionOption: ({ before, after, family }) => {
    const { encryptionOption: option, encryptionKmsKey: key } = after;
    if (after.managedResults) return [NOT_WITH_MANAGED];
    return [
      NEW_ONLY,
      !option && warn("The default encryption of the bucket applies."),
      option?.endsWith("_KMS") &&
        before.encryptionKmsKey === key &&
        needsDecrypt("the key", family),
      option === "CSE_KMS" &&
        warn("Only clients that decrypt by themselves can read results from S3."),
      option && weaker(before.encryptionOption, option) && warn("It is weaker than before."),
      family === "sql" &&
        !after.enforceConfiguration &&
        !after.minimumEncryption &&
        info(CLIENTS_FIRST),
      after.minimumEncryption &&
        !after.enforceConfiguration &&
        (option
          ? hasWeaker(option) && weaker(option, before.encryptionOption) && refusesWeaker(option)
          : warn("Minimum encryption has no effect any more: there is nothing to measure by.")),
    ];
  },
  encryptionKmsKey: ({ before, after, family }) => [
    after.managedResults ? NOT_WITH_MANAGED : NEW_ONLY,
    after.encryptionKmsKey && !after.managedResults && needsDecrypt("this key", family),
    before.encryptionKmsKey &&
      warn(
        "Earlier results stay encrypted with the old key: keep it for as long as they are read.",
      ),
  ],
  expectedBucketOwner: ({ after }) => [
    after.managedResults
      ? NOT_WITH_MANAGED
      : after.expectedBucketOwner
        ? breaks(
            `Writing results fails when the bucket is not of account ${after.expectedBucketOwner}.`,
          )
        : info("Results are written whoever owns the bucket."),
  ],
  s3AclOption: ({ after }) => {
    if (after.managedResults) return [NOT_WITH_MANAGED];
    return [
      NEW_ONLY,
      after.s3AclOption
        ? info(
            "No effect on buckets with ACLs disabled (bucket owner enforced), as new buckets are.",
          )
        : warn("The owner of a bucket in another account may not be able to read new results."),
    ];
  },
  enforceConfiguration: ({ after, family }) => {
    if (family !== "sql") return [info("No effect on Spark.")];
    const { managedResults, encryptionOption: option } = after;
    if (managedResults && !after.enforceConfiguration)
      return [info("Results are still kept by Athena: clients cannot send them elsewhere.")];
    if (!after.enforceConfiguration)
      return [
        warn(
          "Clients choose location, encryption, expected owner and ACL again, also weaker ones.",
        ),
        hasNowhere(after) && warn(FAIL_SOME),
        after.minimumEncryption &&
          hasWeaker(option) &&
          info(`Encryption weaker than ${option} is still refused.`),
      ];
    return [
      hasNowhere(after) && breaks(FAIL_ALL),
      !managedResults &&
        warn(
          "Location, encryption, expected owner and ACL that clients send are replaced without telling them: they may look for results where none are.",
        ),
      breaks("CREATE TABLE AS with external_location fails."),
      after.minimumEncryption && info("Minimum encryption has no effect meanwhile."),
    ];
  },
  managedResults: ({ after }) =>
    after.managedResults
      ? [
          breaks(
            "Whoever reads results from the bucket finds no new ones there: they come through Athena.",
          ),
          warn("Results are gone after 24 hours, and queries cannot reuse them."),
          info("Earlier results stay in the bucket."),
        ]
      : [
          hasNowhere(after) && breaks(after.enforceConfiguration ? FAIL_ALL : FAIL_SOME),
          warn("Managed results that exist are gone after 24 hours at the latest."),
          !hasNowhere(after) && info("Who reads new results needs rights to their location in S3."),
        ],
  managedResultsKmsKey: ({ after }) => [
    NEW_ONLY,
    after.managedResultsKmsKey
      ? warn(
          "The policy of the key must allow encryption.athena.amazonaws.com kms:Decrypt, kms:GenerateDataKey and kms:DescribeKey.",
        )
      : undefined,
  ],
  minimumEncryption: ({ after }) => {
    const { encryptionOption: option } = after;
    if (after.managedResults) return [NOT_WITH_MANAGED];
    if (!after.minimumEncryption)
      return [
        !after.enforceConfiguration &&
          hasWeaker(option) &&
          warn("Clients may choose weaker encryption than the workgroup's."),
      ];
    if (after.enforceConfiguration)
      return [info("No effect while client-side settings are overridden.")];
    if (!option) return [info("No effect until the workgroup has an encryption to measure by.")];
    return [hasWeaker(option) ? refusesWeaker(option) : WEAKEST];
  },
};
