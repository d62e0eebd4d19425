import { type EngineFamily, engineFamilyOf } from "../engines";
import { encryptionText } from "../format";
import type { SettingId, WorkgroupSettings } from "./settings";

/** What settings may not be together (reference 6.1); the message stands at the setting to change. */
type Fit = (
  settings: WorkgroupSettings,
  family: EngineFamily,
) => { setting: SettingId; message: string } | undefined;

const unless = (fine: boolean, setting: SettingId, message: string) =>
  fine ? undefined : { setting, message };

const results: Fit[] = [
  (settings) =>
    unless(
      !(settings.managedResults && settings.outputLocation),
      "outputLocation",
      "Managed query results and an output location exclude each other. Remove the location, or turn managed results off.",
    ),
  ({ encryptionOption: option, encryptionKmsKey: key }) =>
    unless(
      !(option?.endsWith("_KMS") && !key),
      "encryptionKmsKey",
      `${encryptionText(option ?? "")} needs a KMS key. Enter its ARN, id or alias.`,
    ),
  ({ encryptionOption: option, encryptionKmsKey: key }) =>
    unless(
      !(key && !option),
      "encryptionOption",
      "A KMS key alone encrypts nothing. Choose SSE-KMS or CSE-KMS, or remove the key.",
    ),
  ({ encryptionOption: option }, family) =>
    unless(
      !(option === "CSE_KMS" && family !== "sql"),
      "encryptionOption",
      "Spark writes with SSE-S3 or SSE-KMS only. Choose one of them.",
    ),
];

const engine: Fit[] = [
  (settings, family) =>
    unless(
      engineFamilyOf(settings.engineVersion) === family,
      "engineVersion",
      `${settings.engineVersion} is of another engine family than this workgroup. Choose another version.`,
    ),
  ({ minDpus, maxDpus }) =>
    unless(
      minDpus === undefined || maxDpus === undefined || minDpus <= maxDpus,
      "maxDpus",
      "The most must not be less than the least. Raise it, or lower the least.",
    ),
];

const logging: Fit[] = [
  (settings) =>
    unless(
      !(settings.s3Logging && !settings.s3LogLocation),
      "s3LogLocation",
      "Logging to S3 needs a location. Enter one such as s3://bucket/logs/.",
    ),
];

const access: Fit[] = [
  (settings, family) =>
    unless(
      !(settings.executionRole && family === "sql" && !settings.identityCenter),
      "executionRole",
      "SQL workgroups have an execution role with IAM Identity Center only. Remove it.",
    ),
  (settings) =>
    unless(
      !(settings.identityCenter && !settings.executionRole),
      "executionRole",
      "IAM Identity Center needs an execution role. Enter its ARN.",
    ),
  (settings) =>
    unless(
      !(settings.identityCenter && !settings.identityCenterInstance),
      "identityCenterInstance",
      "IAM Identity Center needs its instance. Enter the ARN.",
    ),
  (settings) =>
    unless(
      !(settings.s3AccessGrants && !settings.identityCenter),
      "s3AccessGrants",
      "S3 Access Grants need IAM Identity Center, which is chosen at creation. Turn them off.",
    ),
  (settings) =>
    unless(
      !(settings.userLevelPrefix && !settings.s3AccessGrants),
      "userLevelPrefix",
      "A folder for each person needs S3 Access Grants. Turn them on, or this off.",
    ),
];

export const FITS: readonly Fit[] = [...results, ...engine, ...logging, ...access];
