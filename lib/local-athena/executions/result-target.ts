import type { Completion, NewExecution } from "../state/execution-record";
import type { ObjectStore } from "../storage/object-store";
import {
  manifestName,
  metadataName,
  type ObjectLocation,
  parseS3Uri,
  resultFileName,
} from "./result-object";

/** The only bucket of the store that holds managed query results; that store is no part of S3 here. */
export const MANAGED_BUCKET = "managed-query-results";

export type ResultStores = {
  store: ObjectStore;
  /** Out of reach of S3 clients and of SQL. */
  managedResults: ObjectStore;
};

/** Where an execution's files are. */
export type ResultTarget = {
  store: ObjectStore;
  location: ObjectLocation;
  /** The same place as it is shown; undefined for managed query results, which nobody is shown. */
  uri: string | undefined;
};

/**
 * Where the files of an execution go, or where the earlier result is that it shows.
 * @returns undefined for an execution without a result location
 */
export function resultTargetOf(
  stores: ResultStores,
  execution: NewExecution & { completion?: Completion | undefined },
): ResultTarget | undefined {
  if (execution.managedResults) {
    const key = resultFileName(execution, execution.id);
    return {
      store: stores.managedResults,
      location: { bucket: MANAGED_BUCKET, key },
      uri: undefined,
    };
  }
  const uri =
    execution.completion?.reusedOutputLocation ?? execution.resultConfiguration.OutputLocation;
  const location = parseS3Uri(uri ?? "");
  return location && { store: stores.store, location, uri };
}

/** Removes a result, its metadata and its manifest; data that the statement wrote stays. */
export async function removeResultFiles({ store, location }: ResultTarget): Promise<void> {
  if (!(await store.bucketExists(location.bucket))) return;
  const { bucket, key } = location;
  for (const name of [key, metadataName(key), manifestName(key)]) await store.delete(bucket, name);
}
