import type { EngineFamily } from "../engines";
import { QUERY_SETTINGS } from "./query-settings";
import { ALL, SECTIONS, type SettingFacts, type SettingId, SQL } from "./settings";
import { SPARK_SETTINGS } from "./spark-settings";

const ENGINE = "Configuration.EngineConfiguration";
const IDENTITY = "Configuration.IdentityCenterConfiguration";
const GRANTS = "Configuration.QueryResultsS3AccessGrantsConfiguration";

/** Every setting of a workgroup. */
export const SETTINGS: Readonly<Record<SettingId, SettingFacts>> = {
  ...QUERY_SETTINGS,
  engineVersion: {
    section: "engine",
    label: "Engine version",
    kind: "choice",
    athena: "Configuration.EngineVersion.SelectedEngineVersion",
    families: ALL,
    meaning:
      "Automatic lets Athena move the workgroup to new versions. The engine family, SQL or one of the two Sparks, is fixed at creation.",
    unset: "Automatic: Athena chooses.",
  },
  minDpus: {
    section: "engine",
    label: "Minimum DPUs per query",
    kind: "count",
    athena: `${ENGINE}.Classifications[athena-query-engine-properties].min-dpu-count`,
    families: SQL,
    meaning:
      "On a capacity reservation: DPUs that a query waits for before it starts, from 4 to 124. DDL takes 4.",
    unset: "4 DPUs.",
  },
  maxDpus: {
    section: "engine",
    label: "Maximum DPUs per query",
    kind: "count",
    athena: `${ENGINE}.Classifications[athena-query-engine-properties].max-dpu-count`,
    families: SQL,
    meaning: "On a capacity reservation: the most DPUs that one query may take, from 4 to 124.",
    unset: "All that the reservation has allocated, up to 124 DPUs.",
  },
  ...SPARK_SETTINGS,
  identityCenter: {
    section: "access",
    label: "IAM Identity Center",
    kind: "switch",
    athena: `${IDENTITY}.EnableIdentityCenter`,
    families: ALL,
    meaning:
      "People query as themselves through IAM Identity Center. An execution role is required; federated catalogs are not supported.",
    unset: "Off: clients query with IAM credentials.",
    fixedAtCreation: true,
  },
  identityCenterInstance: {
    section: "access",
    label: "Identity Center instance",
    kind: "arn",
    athena: `${IDENTITY}.IdentityCenterInstanceArn`,
    families: ALL,
    meaning: "The instance of IAM Identity Center whose people use the workgroup.",
    unset: "None; IAM Identity Center needs one.",
    fixedAtCreation: true,
  },
  s3AccessGrants: {
    section: "access",
    label: "S3 Access Grants",
    kind: "switch",
    athena: `${GRANTS}.EnableS3AccessGrants`,
    families: SQL,
    meaning:
      "Results are written and read with the S3 Access Grants of the person. Needs IAM Identity Center.",
    unset: "Off: results are written and read with the credentials of the caller.",
  },
  userLevelPrefix: {
    section: "access",
    label: "A folder for each person",
    kind: "switch",
    athena: `${GRANTS}.CreateUserLevelPrefix`,
    families: SQL,
    meaning: "Adds the id of the person to the output location. Needs S3 Access Grants.",
    unset: "Off: results of all people share the output location.",
  },
  minimumEncryption: {
    section: "access",
    label: "Minimum encryption",
    kind: "switch",
    athena: "Configuration.EnableMinimumEncryptionConfiguration",
    families: SQL,
    meaning:
      "Clients may choose their encryption, but none weaker than the workgroup's: SSE-S3, then SSE-KMS, then CSE-KMS.",
    unset: "Off: clients may choose any encryption, unless the workgroup overrides them.",
  },
  tags: {
    section: "tags",
    label: "Tags",
    kind: "map",
    athena: "Tags",
    families: ALL,
    meaning: "Up to 50 tags, for IAM policies, cost allocation and finding the workgroup.",
    unset: "None.",
  },
};

const IN_ORDER = (Object.keys(SETTINGS) as SettingId[])
  .map((setting, index) => ({
    setting,
    index,
    section: SECTIONS.indexOf(SETTINGS[setting].section),
  }))
  .sort((a, b) => a.section - b.section || a.index - b.index)
  .map(({ setting }) => setting);

/** The settings of a workgroup of this family, in the order of form and page. */
export const settingsOf = (family: EngineFamily): SettingId[] =>
  IN_ORDER.filter((setting) => SETTINGS[setting].families.includes(family));

export const SETTING_IDS: readonly SettingId[] = IN_ORDER;
