import { SqlError } from "../engine";
import { engineError } from "../errors";

/** A property of CTAS, UNLOAD or an Iceberg table that cannot be (AthenaError type 1101). */
export const invalidProperty = (text: string) =>
  new SqlError(`INVALID_TABLE_PROPERTY: ${text}`, 2, 1101);

export const pathExists = (table: string, location: string) =>
  engineError(
    "HIVE_PATH_ALREADY_EXISTS",
    `Target directory for table '${table}' already exists: ${location}`,
  );

export const tooManyPartitions = (kind: "HIVE" | "ICEBERG") =>
  engineError(
    `${kind}_TOO_MANY_OPEN_PARTITIONS`,
    "Exceeded limit of 100 open writers for partitions/buckets",
  );

/** Appends to a failure what Athena tells about the objects that may be left. */
export async function withHint<T>(hint: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    const told = (text: string) => `${text}${text.endsWith(".") ? "" : "."} ${hint}`;
    const { reason, errorCategory, errorType, errorMessage, retryable } = error;
    throw new SqlError(told(reason), errorCategory, errorType, told(errorMessage), retryable);
  }
}

const NOTHING_DELETED = "Athena will not delete data in your account.";

/** @param location of the new table; empty where there is none, with managed query results */
export const cleanLocationHint = (location: string) =>
  location === ""
    ? NOTHING_DELETED
    : `You may need to manually clean the data at location '${location}' before retrying. ${NOTHING_DELETED}`;

/** @param manifest its S3 URI; empty where none is written, with managed query results */
export const cleanManifestHint = (manifest: string) =>
  manifest === ""
    ? NOTHING_DELETED
    : `If a data manifest file was generated at '${manifest}', you may need to manually clean the data from locations specified in the manifest. ${NOTHING_DELETED}`;
