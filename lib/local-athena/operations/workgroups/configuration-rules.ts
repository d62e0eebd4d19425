import type { EncryptionConfiguration, WorkGroupConfiguration } from "@aws-sdk/client-athena";
import { parseS3Uri } from "../../executions/result-object";
import { invalidInput } from "../../protocol/errors";
import { type EngineFamily, engineNamed } from "../engines/engine-versions";
import { checkEngineConfiguration } from "./engine-configuration";
import { checkMonitoring } from "./monitoring-configuration";

type Rule = (configuration: WorkGroupConfiguration, family: EngineFamily) => string | undefined;

const isOnSql = (family: EngineFamily) => family === "SQL";
const hasIdentityCenter = (configuration: WorkGroupConfiguration) =>
  configuration.IdentityCenterConfiguration?.EnableIdentityCenter === true;

/** @returns what is wrong with how results are to be encrypted */
export function encryptionFault(encryption: EncryptionConfiguration | undefined) {
  const { EncryptionOption: option, KmsKey } = encryption ?? {};
  return option !== undefined && option !== "SSE_S3" && !KmsKey
    ? `KmsKey is required when EncryptionOption is ${option}.`
    : undefined;
}

const resultRules: Rule[] = [
  ({ ResultConfiguration: results }) =>
    results?.OutputLocation !== undefined && !parseS3Uri(results.OutputLocation)
      ? "outputLocation is not a valid S3 path."
      : undefined,
  ({ ResultConfiguration: results }) => encryptionFault(results?.EncryptionConfiguration),
  ({ ManagedQueryResultsConfiguration: managed, ResultConfiguration: results }) =>
    managed?.Enabled && results?.OutputLocation !== undefined
      ? "OutputLocation cannot be set when managed query results are enabled."
      : undefined,
];

const settingOnlyFor = (
  setting: string,
  engine: string,
  present: (configuration: WorkGroupConfiguration) => boolean,
  fits: (family: EngineFamily) => boolean,
): Rule => {
  return (configuration, family) =>
    present(configuration) && !fits(family)
      ? `${setting} applies to ${engine} workgroups only.`
      : undefined;
};

const familyRules: Rule[] = [
  settingOnlyFor(
    "ManagedQueryResultsConfiguration",
    "SQL",
    (configuration) => configuration.ManagedQueryResultsConfiguration?.Enabled === true,
    isOnSql,
  ),
  settingOnlyFor(
    "BytesScannedCutoffPerQuery",
    "SQL",
    (configuration) => configuration.BytesScannedCutoffPerQuery !== undefined,
    isOnSql,
  ),
  settingOnlyFor(
    "RequesterPaysEnabled",
    "SQL",
    (configuration) => configuration.RequesterPaysEnabled === true,
    isOnSql,
  ),
  settingOnlyFor(
    "EnableMinimumEncryptionConfiguration",
    "SQL",
    (configuration) => configuration.EnableMinimumEncryptionConfiguration === true,
    isOnSql,
  ),
  settingOnlyFor(
    "QueryResultsS3AccessGrantsConfiguration",
    "SQL",
    (configuration) =>
      configuration.QueryResultsS3AccessGrantsConfiguration?.EnableS3AccessGrants === true,
    isOnSql,
  ),
  settingOnlyFor(
    "EncryptionOption CSE_KMS",
    "SQL",
    (configuration) =>
      configuration.ResultConfiguration?.EncryptionConfiguration?.EncryptionOption === "CSE_KMS",
    isOnSql,
  ),
  settingOnlyFor(
    "AdditionalConfiguration",
    "Apache Spark",
    (configuration) => configuration.AdditionalConfiguration !== undefined,
    (family) => !isOnSql(family),
  ),
  settingOnlyFor(
    "CustomerContentEncryptionConfiguration",
    "Apache Spark",
    (configuration) => configuration.CustomerContentEncryptionConfiguration !== undefined,
    (family) => !isOnSql(family),
  ),
  settingOnlyFor(
    "MonitoringConfiguration",
    "Apache Spark version 3.5",
    (configuration) => configuration.MonitoringConfiguration !== undefined,
    (family) => family === "SPARK_3_5",
  ),
];

const identityRules: Rule[] = [
  (configuration, family) =>
    configuration.ExecutionRole !== undefined &&
    isOnSql(family) &&
    !hasIdentityCenter(configuration)
      ? "ExecutionRole applies to Apache Spark workgroups and to workgroups with IAM Identity Center only."
      : undefined,
  (configuration) =>
    hasIdentityCenter(configuration) && configuration.ExecutionRole === undefined
      ? "ExecutionRole is required when IAM Identity Center is enabled."
      : undefined,
  (configuration) =>
    hasIdentityCenter(configuration) &&
    !configuration.IdentityCenterConfiguration?.IdentityCenterInstanceArn
      ? "IdentityCenterInstanceArn is required when IAM Identity Center is enabled."
      : undefined,
  (configuration) =>
    configuration.QueryResultsS3AccessGrantsConfiguration?.EnableS3AccessGrants &&
    !hasIdentityCenter(configuration)
      ? "S3 Access Grants require a workgroup with IAM Identity Center enabled."
      : undefined,
  (configuration) =>
    configuration.QueryResultsS3AccessGrantsConfiguration?.CreateUserLevelPrefix &&
    !configuration.QueryResultsS3AccessGrantsConfiguration.EnableS3AccessGrants
      ? "CreateUserLevelPrefix requires S3 Access Grants to be enabled."
      : undefined,
];

const RULES: readonly Rule[] = [
  ...resultRules,
  ...familyRules,
  ...identityRules,
  ({ MonitoringConfiguration }) => checkMonitoring(MonitoringConfiguration),
  ({ EngineConfiguration }, family) => checkEngineConfiguration(EngineConfiguration, family),
];

/**
 * Checks a whole configuration, as it would be stored (reference 6.1: what applies to which engine
 * and what excludes what; the wording is ours).
 * @throws AthenaException INVALID_INPUT with the first rule that is broken
 */
export function checkConfiguration(configuration: WorkGroupConfiguration): void {
  const { family } = engineNamed(configuration.EngineVersion?.SelectedEngineVersion ?? "AUTO");
  for (const rule of RULES) {
    const fault = rule(configuration, family);
    if (fault !== undefined) throw invalidInput(fault);
  }
}
