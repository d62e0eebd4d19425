import type {
  ManagedQueryResultsConfiguration,
  ResultConfiguration,
  WorkGroupConfiguration,
  WorkGroupConfigurationUpdates,
} from "@aws-sdk/client-athena";
import { invalidInput } from "../../protocol/errors";
import { engineNamed } from "../engines/engine-versions";

type Changed<Value> = Value | undefined;

/** A removal wins over a value that is given with it. */
const changed = <Value>(
  current: Changed<Value>,
  next: Changed<Value>,
  removed: boolean | undefined,
): Changed<Value> => (removed ? undefined : (next ?? current));

function changedResults(
  current: ResultConfiguration,
  updates: WorkGroupConfigurationUpdates["ResultConfigurationUpdates"] = {},
): ResultConfiguration {
  return {
    OutputLocation: changed(
      current.OutputLocation,
      updates.OutputLocation,
      updates.RemoveOutputLocation,
    ),
    EncryptionConfiguration: changed(
      current.EncryptionConfiguration,
      updates.EncryptionConfiguration,
      updates.RemoveEncryptionConfiguration,
    ),
    ExpectedBucketOwner: changed(
      current.ExpectedBucketOwner,
      updates.ExpectedBucketOwner,
      updates.RemoveExpectedBucketOwner,
    ),
    AclConfiguration: changed(
      current.AclConfiguration,
      updates.AclConfiguration,
      updates.RemoveAclConfiguration,
    ),
  };
}

function changedManagedResults(
  current: ManagedQueryResultsConfiguration | undefined,
  updates: WorkGroupConfigurationUpdates["ManagedQueryResultsConfigurationUpdates"],
): ManagedQueryResultsConfiguration | undefined {
  if (!updates) return current;
  return {
    Enabled: updates.Enabled ?? current?.Enabled ?? false,
    EncryptionConfiguration: changed(
      current?.EncryptionConfiguration,
      updates.EncryptionConfiguration,
      updates.RemoveEncryptionConfiguration,
    ),
  };
}

/** A selection with the engine that it runs on; what a client says of the latter is ignored. */
function engineVersion(selected: string): WorkGroupConfiguration["EngineVersion"] {
  return {
    SelectedEngineVersion: selected,
    EffectiveEngineVersion: engineNamed(selected).effective,
  };
}

/**
 * The configuration of a new workgroup: what was given over the defaults of CreateWorkGroup
 * (reference 6.1; EnforceWorkGroupConfiguration is on, as API tools assume, when it is not given).
 * @throws AthenaException for an unknown engine version
 */
export function newConfiguration(given: WorkGroupConfiguration = {}): WorkGroupConfiguration {
  const selected = given.EngineVersion?.SelectedEngineVersion ?? "AUTO";
  const logsByDefault = engineNamed(selected).family === "SPARK_3_5";
  return {
    ...given,
    ResultConfiguration: given.ResultConfiguration ?? {},
    EnforceWorkGroupConfiguration: given.EnforceWorkGroupConfiguration ?? true,
    PublishCloudWatchMetricsEnabled: given.PublishCloudWatchMetricsEnabled ?? false,
    RequesterPaysEnabled: given.RequesterPaysEnabled ?? false,
    EngineVersion: engineVersion(selected),
    MonitoringConfiguration:
      given.MonitoringConfiguration ??
      (logsByDefault ? { ManagedLoggingConfiguration: { Enabled: true } } : undefined),
  };
}

/**
 * The configuration after UpdateWorkGroup: members that are not given stay as they are.
 * @throws AthenaException for an engine of another family than the workgroup was created with
 */
export function changedConfiguration(
  current: WorkGroupConfiguration,
  updates: WorkGroupConfigurationUpdates,
): WorkGroupConfiguration {
  const before = current.EngineVersion?.SelectedEngineVersion ?? "AUTO";
  const selected = updates.EngineVersion?.SelectedEngineVersion ?? before;
  if (engineNamed(selected).family !== engineNamed(before).family)
    throw invalidInput(
      `The engine of a workgroup is fixed when it is created: ${before} cannot be changed to ${selected}.`,
    );
  const {
    ResultConfigurationUpdates: results,
    ManagedQueryResultsConfigurationUpdates: managed,
    RemoveBytesScannedCutoffPerQuery: removesCutoff,
    RemoveCustomerContentEncryptionConfiguration: removesContentKey,
    ...values
  } = updates;
  return {
    ...current,
    ...values,
    ResultConfiguration: changedResults(current.ResultConfiguration ?? {}, results),
    ManagedQueryResultsConfiguration: changedManagedResults(
      current.ManagedQueryResultsConfiguration,
      managed,
    ),
    BytesScannedCutoffPerQuery: changed(
      current.BytesScannedCutoffPerQuery,
      updates.BytesScannedCutoffPerQuery,
      removesCutoff,
    ),
    CustomerContentEncryptionConfiguration: changed(
      current.CustomerContentEncryptionConfiguration,
      updates.CustomerContentEncryptionConfiguration,
      removesContentKey,
    ),
    EngineVersion: engineVersion(selected),
  };
}
