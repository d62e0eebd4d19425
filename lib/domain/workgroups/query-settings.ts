import { ALL, type SettingFacts, type SettingId, SQL } from "./settings";

const RESULTS = "Configuration.ResultConfiguration";
const MANAGED = "Configuration.ManagedQueryResultsConfiguration";

/** What a workgroup is, where results go, and what queries may cost. */
export const QUERY_SETTINGS = {
  description: {
    section: "general",
    label: "Description",
    kind: "longText",
    athena: "Description",
    families: ALL,
    meaning: "What the workgroup is for, in up to 1,024 characters.",
    unset: "None.",
  },
  state: {
    section: "general",
    label: "State",
    kind: "choice",
    athena: "State",
    families: ALL,
    meaning:
      "A disabled workgroup takes no new queries, sessions or saved queries. What it holds stays readable.",
    unset: "Enabled.",
  },
  managedResults: {
    section: "results",
    label: "Managed query results",
    kind: "switch",
    athena: `${MANAGED}.Enabled`,
    families: SQL,
    meaning:
      "Athena keeps results in storage of its own for 24 hours, at no cost. No bucket is needed, and reading them needs rights in Athena only.",
    unset: "Off: results go to the output location.",
  },
  managedResultsKmsKey: {
    section: "results",
    label: "KMS key of managed results",
    kind: "arn",
    athena: `${MANAGED}.EncryptionConfiguration.KmsKey`,
    families: SQL,
    meaning:
      "Encrypts managed results with a key of yours. Its policy must allow encryption.athena.amazonaws.com.",
    unset: "A key that AWS owns.",
  },
  outputLocation: {
    section: "results",
    label: "Output location",
    kind: "s3Location",
    athena: `${RESULTS}.OutputLocation`,
    families: ALL,
    meaning:
      "The folder in S3 for results of queries and calculations. Who reads results needs rights to it.",
    unset:
      "None: queries bring a location of their own or fail, calculations have nowhere to write.",
  },
  enforceConfiguration: {
    section: "results",
    label: "Override client-side settings",
    kind: "switch",
    athena: "Configuration.EnforceWorkGroupConfiguration",
    families: SQL,
    meaning:
      "Location, encryption, expected owner and ACL that clients send are silently replaced by those of the workgroup.",
    unset: "Off: what a client sends comes first; the workgroup fills in what it leaves out.",
  },
  encryptionOption: {
    section: "results",
    label: "Encryption",
    kind: "choice",
    athena: `${RESULTS}.EncryptionConfiguration.EncryptionOption`,
    families: ALL,
    meaning:
      "How results are encrypted: SSE-S3 with keys of S3, SSE-KMS with a KMS key, or CSE-KMS before they leave Athena (SQL only).",
    unset: "The default encryption of the bucket applies.",
  },
  encryptionKmsKey: {
    section: "results",
    label: "KMS key",
    kind: "arn",
    athena: `${RESULTS}.EncryptionConfiguration.KmsKey`,
    families: ALL,
    meaning: "The key for SSE-KMS and CSE-KMS. Who reads results needs kms:Decrypt on it.",
    unset: "None; SSE-S3 needs none.",
  },
  expectedBucketOwner: {
    section: "results",
    label: "Expected bucket owner",
    kind: "text",
    athena: `${RESULTS}.ExpectedBucketOwner`,
    families: ALL,
    meaning:
      "The account that must own the bucket of results; writing fails when another one does. Source data, CTAS and UNLOAD are not checked.",
    unset: "The owner of the bucket is not checked.",
  },
  s3AclOption: {
    section: "results",
    label: "ACL of results",
    kind: "choice",
    athena: `${RESULTS}.AclConfiguration.S3AclOption`,
    families: ALL,
    meaning:
      "BUCKET_OWNER_FULL_CONTROL lets the owner of a bucket in another account read the results.",
    unset: "Results are written without an ACL.",
  },
  scanLimitBytes: {
    section: "limits",
    label: "Data scanned per query",
    kind: "bytes",
    athena: "Configuration.BytesScannedCutoffPerQuery",
    families: SQL,
    meaning:
      "A query that scans more is cancelled; what it scanned until then is charged. At least 10 MB.",
    unset: "Queries may scan any amount.",
  },
  requesterPays: {
    section: "limits",
    label: "Requester pays buckets",
    kind: "switch",
    athena: "Configuration.RequesterPaysEnabled",
    families: SQL,
    meaning: "Queries may read Requester Pays buckets; your account is charged for it.",
    unset: "Off: queries that read Requester Pays buckets fail.",
  },
  publishMetrics: {
    section: "limits",
    label: "CloudWatch metrics",
    kind: "switch",
    athena: "Configuration.PublishCloudWatchMetricsEnabled",
    families: ALL,
    meaning: "Athena publishes metrics of the workgroup to CloudWatch: times, bytes, states.",
    unset: "Off: CloudWatch shows nothing of the workgroup.",
  },
} satisfies Partial<Record<SettingId, SettingFacts>>;
