import type { ObjectStore } from "../../storage/object-store";
import { SqlError } from "../engine";
import { parseLocation } from "../tables/table-files";
import { invalidProperty } from "./write-error";

/** Where a statement puts its objects. `prefix` is empty or ends with a slash. */
export type TargetLocation = { bucket: string; prefix: string; uri: string };

/** Keys that a file system, a URI or a person could read in another way. */
const awkward = /(?:^|\/)\.{0,2}\/|%|\\|\p{Cc}|\?|#/u;

/**
 * Reads `s3://bucket/folder` as a place to write to.
 * @throws SqlError INVALID_TABLE_PROPERTY when it is not one, or its path could be read in more than one way
 */
export function targetLocation(text: string): TargetLocation {
  const found = /^s3:/.test(text) ? parseLocation(text) : undefined;
  const prefix =
    found === undefined || found.prefix === "" ? "" : `${found.prefix.replace(/\/$/, "")}/`;
  const tooLong = Buffer.byteLength(prefix) > 700;
  if (found === undefined || found.bucket === "" || awkward.test(prefix) || tooLong)
    throw invalidProperty(`External location is not a valid file system URI: ${text}`);
  return { bucket: found.bucket, prefix, uri: `s3://${found.bucket}/${prefix}` };
}

/**
 * Whether nothing lies below the place.
 * @throws SqlError when its bucket does not exist
 */
export async function isEmptyLocation(
  store: ObjectStore,
  { bucket, prefix }: TargetLocation,
): Promise<boolean> {
  await requireBucket(store, bucket);
  const page = await store.list(bucket, { prefix, maxKeys: 1 });
  return page.objects.length === 0;
}

/** @throws SqlError when the bucket does not exist */
export async function requireBucket(store: ObjectStore, bucket: string): Promise<void> {
  if (await store.bucketExists(bucket)) return;
  throw new SqlError(
    `HIVE_FILESYSTEM_ERROR: The specified bucket does not exist: ${bucket} (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)`,
    2,
    1306,
  );
}
