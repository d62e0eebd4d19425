import { SqlError, type Statement } from "../sql/engine";
import type { ExecutionError } from "../state/execution-record";
import { StoreError } from "../storage/store-error";

export type Failure = { reason: string; error: ExecutionError };

const failure = (
  reason: string,
  category: number,
  type: number,
  retryable: boolean,
  message = reason,
): Failure => ({ reason, error: { category, type, retryable, message } });

export const RESTARTED = failure(
  "Query failed: the service was restarted while the query was running",
  1,
  9999,
  true,
);

export const STOPPED = failure(
  "Query failed: the service was stopped while the query was running",
  1,
  9999,
  true,
);

export const resultBucketMissing = (bucket: string) =>
  failure(
    `The S3 location provided to save your query results is invalid: the bucket ${bucket} does not exist. Please check your S3 location is correct and is in the same region and try again.`,
    2,
    1306,
    false,
  );

/** S3 refuses a bucket whose owner is not the expected one, and Athena names the object (Athena's own words). */
export const wrongBucketOwner = (uri: string) =>
  failure(
    `Access denied when writing output to url: ${uri} . Please ensure you are allowed to access the S3 bucket. If you are encrypting query results with KMS key, please ensure you are allowed to access your KMS key`,
    2,
    1501,
    false,
  );

/** There is no KMS on one machine, and a result that asks for a key must not lie there without. */
export const kmsMissing = (kmsKey: string) =>
  failure(
    `Query results cannot be encrypted with the KMS key ${kmsKey}: AWS KMS is not available in local-athena. Choose SSE_S3 or no encryption for the results.`,
    2,
    401,
    false,
  );

/** A statement's failure in Athena's words; anything else is our own fault and says so. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SqlError)
    return failure(
      error.reason,
      error.errorCategory,
      error.errorType,
      error.retryable,
      error.errorMessage,
    );
  if (error instanceof StoreError)
    return failure(
      `${error.message} (Service: Amazon S3; Error Code: ${error.code})`,
      2,
      1306,
      false,
    );
  const message = error instanceof Error ? error.message : String(error);
  return failure(`GENERIC_INTERNAL_ERROR: ${message}`, 1, 100, true);
}

/** Whether a failure is our own; Hive's refusals have the category of internal errors and are none. */
export const isInternalFailure = ({ reason }: Failure) =>
  reason.startsWith("GENERIC_INTERNAL_ERROR");

/** Failed Hive statements leave their reason as a text object and empty results (reference 5.1). */
export const isHiveFailure = (
  statement: Pick<Statement, "resultFormat">,
  reason: string | undefined,
) => statement.resultFormat === "txt" && reason?.startsWith("FAILED:") === true;
