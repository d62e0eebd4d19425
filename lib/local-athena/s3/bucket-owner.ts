import type { ObjectStore } from "../storage/object-store";
import { S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";

/**
 * Holds `x-amz-expected-bucket-owner`, and the one of a copy's source: every bucket here belongs to the service's own
 * account. A bucket that does not exist has no owner; the operation says so. @throws S3Error AccessDenied
 */
export async function checkBucketOwner(
  store: ObjectStore,
  accountId: string,
  request: S3Request,
): Promise<void> {
  const source = request.header("x-amz-copy-source")?.replace(/^\//, "").split("/")[0];
  await check(store, accountId, request.bucket, request.header("x-amz-expected-bucket-owner"));
  await check(store, accountId, source, request.header("x-amz-source-expected-bucket-owner"));
}

async function check(
  store: ObjectStore,
  accountId: string,
  bucket: string | undefined,
  expected: string | undefined,
): Promise<void> {
  if (expected === undefined || expected === accountId || !bucket) return;
  if (!/^\d{12}$/.test(expected)) {
    throw new S3Error(
      "InvalidBucketOwnerAWSAccountID",
      "The value of the expected bucket owner parameter must be an AWS Account ID.",
    );
  }
  if (await store.bucketExists(bucket)) throw new S3Error("AccessDenied", "Access Denied");
}
