import type { ResultConfiguration as Asked } from "@aws-sdk/client-athena";
import { parseS3Uri } from "../../executions/result-object";
import { invalidInput } from "../../protocol/errors";
import type { ManagedResults, ResultConfiguration } from "../../state/execution-record";
import type { WorkGroupRecord } from "../../state/workgroups";
import { encryptionFault } from "../workgroups/configuration-rules";

const NO_LOCATION =
  "No output location provided. You did not provide an output location for  your query results. Either specify an S3 bucket location or enable Athena managed query results in your workgroup settings.";

/** From the weakest to the strongest, as minimum encryption compares them. */
const ENCRYPTION_STRENGTH = ["SSE_S3", "SSE_KMS", "CSE_KMS"];

/** Where results go: to a place in S3, or to the service, which then has no `OutputLocation`. */
export type EffectiveResults = {
  configuration: ResultConfiguration;
  managed: ManagedResults | undefined;
  /** The client replaced what the workgroup says; results are not used again then. */
  overridden: boolean;
};

/**
 * Checks the client's own part, which Athena does whatever the workgroup enforces.
 * @throws AthenaException INVALID_INPUT
 */
export function checkResultConfiguration(asked: Asked): void {
  if (asked.OutputLocation !== undefined && !parseS3Uri(asked.OutputLocation))
    throw invalidInput("outputLocation is not a valid S3 path.");
  const fault = encryptionFault(asked.EncryptionConfiguration);
  if (fault !== undefined) throw invalidInput(fault);
}

const isWeaker = (option: string | undefined, least: string) =>
  ENCRYPTION_STRENGTH.indexOf(option ?? "") < ENCRYPTION_STRENGTH.indexOf(least);

const givenMembers = (asked: Asked): Asked =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));

/**
 * Managed results, else what the workgroup enforces, else the client's members over the workgroup's (reference 6.2).
 * Encryption is stored and shown; there are no KMS keys here, so the run of a query that needs one fails.
 * @throws AthenaException without a location, or for encryption weaker than the workgroup's minimum
 */
export function effectiveResults(workGroup: WorkGroupRecord, asked: Asked): EffectiveResults {
  const settings = workGroup.configuration;
  const own = settings.ResultConfiguration ?? {};
  if (settings.ManagedQueryResultsConfiguration?.Enabled) {
    const kmsKey = settings.ManagedQueryResultsConfiguration.EncryptionConfiguration?.KmsKey;
    return { configuration: {}, managed: { kmsKey }, overridden: false };
  }
  const enforced = settings.EnforceWorkGroupConfiguration === true;
  const configuration = { ...own, ...(enforced ? {} : givenMembers(asked)) } as ResultConfiguration;
  if (!configuration.OutputLocation) throw invalidInput(NO_LOCATION);
  const least = own.EncryptionConfiguration?.EncryptionOption;
  const option = configuration.EncryptionConfiguration?.EncryptionOption;
  if (
    settings.EnableMinimumEncryptionConfiguration &&
    least !== undefined &&
    isWeaker(option, least)
  )
    throw invalidInput(
      `The encryption option ${option} is weaker than the minimum of workgroup ${workGroup.name}, which is ${least}.`,
    );
  const overridden =
    !enforced &&
    Object.entries(own).some(
      ([name, value]) =>
        JSON.stringify(configuration[name as keyof ResultConfiguration]) !== JSON.stringify(value),
    );
  return { configuration, managed: undefined, overridden };
}
