import type { EngineFamily } from "../engines";
import { type HclNode, type HclValue, hclLines, hclText } from "./hcl";
import { TERRAFORM_SCAN_LIMIT_MIN_BYTES } from "./hints";
import { SETTINGS, settingsOf } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";
import { withoutTagsOfAws } from "./tag-rules";

/** An argument, unless there is nothing to say. */
const argument = (name: string, value: HclValue | undefined): HclNode[] =>
  value === undefined || value === "" ? [] : [{ argument: name, value }];
/** A block, unless it would be empty. */
const block = (name: string, ...nodes: HclNode[][]): HclNode[] =>
  nodes.flat().length === 0 ? [] : [{ block: name, nodes: nodes.flat() }];

/** What the provider takes as an ARN only; Athena takes ids and aliases too. */
function arnArgument(name: string, value: string | undefined): HclNode[] {
  if (!value) return [];
  if (value.startsWith("arn:")) return [{ argument: name, value }];
  return [
    { comment: `${name} takes the ARN of a key. Replace this id or alias by it.` },
    { argument: name, value },
  ];
}

const results = (settings: WorkgroupSettings) =>
  block(
    "result_configuration",
    argument("output_location", settings.outputLocation),
    argument("expected_bucket_owner", settings.expectedBucketOwner),
    block(
      "encryption_configuration",
      argument("encryption_option", settings.encryptionOption),
      arnArgument("kms_key_arn", settings.encryptionKmsKey),
    ),
    block("acl_configuration", argument("s3_acl_option", settings.s3AclOption)),
  );

const managedResults = (settings: WorkgroupSettings) =>
  settings.managedResults || settings.managedResultsKmsKey
    ? block(
        "managed_query_results_configuration",
        argument("enabled", settings.managedResults),
        block("encryption_configuration", arnArgument("kms_key", settings.managedResultsKmsKey)),
      )
    : [];

function scanLimit({ scanLimitBytes: limit }: WorkgroupSettings): HclNode[] {
  if (limit === undefined) return [];
  if (limit >= TERRAFORM_SCAN_LIMIT_MIN_BYTES)
    return [{ argument: "bytes_scanned_cutoff_per_query", value: limit }];
  return [
    {
      comment: `The provider takes no limit below ${TERRAFORM_SCAN_LIMIT_MIN_BYTES} bytes; Athena has ${limit}.`,
    },
  ];
}

/** Athena takes more than the provider does. */
const streamPrefix = ({ logStreamPrefix: prefix = "" }: WorkgroupSettings): HclNode[] =>
  /^[a-zA-Z0-9._/-]*$/.test(prefix)
    ? argument("log_stream_name_prefix", prefix)
    : [{ comment: `The provider takes no such log_stream_name_prefix: ${hclText(prefix)}` }];

const logging = (settings: WorkgroupSettings) =>
  block(
    "monitoring_configuration",
    block(
      "managed_logging_configuration",
      argument("enabled", settings.managedLogging),
      argument("kms_key", settings.managedLoggingKmsKey),
    ),
    settings.s3Logging || settings.s3LogLocation || settings.s3LoggingKmsKey
      ? block(
          "s3_logging_configuration",
          argument("enabled", settings.s3Logging),
          argument("log_location", settings.s3LogLocation),
          argument("kms_key", settings.s3LoggingKmsKey),
        )
      : [],
    settings.cloudWatchLogging || settings.logGroup || settings.logStreamPrefix || settings.logTypes
      ? block(
          "cloud_watch_logging_configuration",
          argument("enabled", settings.cloudWatchLogging),
          argument("log_group", settings.logGroup),
          streamPrefix(settings),
          ...Object.entries(settings.logTypes ?? {}).map(([key, values]) =>
            block("log_type", argument("key", key), argument("values", values)),
          ),
        )
      : [],
  );

const access = (settings: WorkgroupSettings) => [
  ...(settings.identityCenter || settings.identityCenterInstance
    ? block(
        "identity_center_configuration",
        argument("enable_identity_center", settings.identityCenter),
        argument("identity_center_instance_arn", settings.identityCenterInstance),
      )
    : []),
  ...(settings.s3AccessGrants || settings.userLevelPrefix
    ? block(
        "query_results_s3_access_grants_configuration",
        argument("enable_s3_access_grants", settings.s3AccessGrants),
        argument("create_user_level_prefix", settings.userLevelPrefix),
        argument("authentication_type", "DIRECTORY_IDENTITY"),
      )
    : []),
];

/** Settings that aws_athena_workgroup has no argument for (EngineConfiguration, AdditionalConfiguration). */
const UNSAID: readonly SettingId[] = [
  "minDpus",
  "maxDpus",
  "coordinatorDpuSize",
  "defaultExecutorDpuSize",
  "maxConcurrentDpus",
  "sparkProperties",
  "classifications",
  "additionalConfigs",
  "additionalConfiguration",
];

function unsaid(settings: WorkgroupSettings, family: EngineFamily): HclNode[] {
  const labels = settingsOf(family)
    .filter((setting) => UNSAID.includes(setting) && settings[setting])
    .map((setting) => `  ${SETTINGS[setting].label} (${SETTINGS[setting].athena})`);
  if (labels.length === 0) return [];
  return [
    {
      comment: [
        "aws_athena_workgroup cannot say these settings; set them with the AWS CLI:",
        ...labels,
      ].join("\n"),
    },
  ];
}

/** A label as HCL allows it; dots become underscores. */
const labelOf = (name: string) => {
  const label = name.replace(/[^a-zA-Z0-9_-]/g, "_");
  return /^[a-zA-Z_]/.test(label) ? label : `_${label}`;
};

/** The workgroup as a resource of Terraform's AWS provider (6.x). */
export function asTerraform(
  name: string,
  settings: WorkgroupSettings,
  family: EngineFamily,
): string {
  const isSql = family === "sql";
  const configuration = [
    argument("enforce_workgroup_configuration", settings.enforceConfiguration),
    argument("publish_cloudwatch_metrics_enabled", settings.publishMetrics),
    isSql ? argument("requester_pays_enabled", settings.requesterPays) : [],
    isSql ? argument("enable_minimum_encryption_configuration", settings.minimumEncryption) : [],
    argument("execution_role", settings.executionRole),
    scanLimit(settings),
    block("engine_version", argument("selected_engine_version", settings.engineVersion)),
    results(settings),
    managedResults(settings),
    block("customer_content_encryption_configuration", argument("kms_key", settings.contentKmsKey)),
    family === "sparkConnect" ? logging(settings) : [],
    access(settings),
    unsaid(settings, family),
  ];
  const own = withoutTagsOfAws(settings.tags);
  const tags = Object.keys(own).length > 0 ? own : undefined;
  const nodes = [
    argument("name", name),
    argument("description", settings.description),
    argument("state", settings.state),
    block("configuration", ...configuration),
    argument("tags", tags),
  ].flat();
  return [
    `resource "aws_athena_workgroup" ${hclText(labelOf(name))} {`,
    ...hclLines(nodes).map((line) => (line === "" ? line : `  ${line}`)),
    "}",
  ].join("\n");
}
