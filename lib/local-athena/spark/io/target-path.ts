import { SqlError } from "../../sql/engine";
import { folderPrefix } from "../../sql/tables/table-files";
import type { ObjectName } from "../../sql/writes/object-writes";
import { type TargetLocation, targetLocation } from "../../sql/writes/target-location";
import type { ObjectStore } from "../../storage/object-store";
import { SparkError } from "../bridge";
import { s3Path } from "./s3-path";

const LISTED_AT_ONCE = 1000;

/** All objects at a path: an object of that name, and what lies below it, hidden ones too. */
export async function objectsAt(store: ObjectStore, uri: string): Promise<ObjectName[]> {
  const { bucket, key } = s3Path(uri);
  if (!(await store.bucketExists(bucket))) return [];
  const isObject =
    key !== "" && !key.endsWith("/") && (await store.head(bucket, key)) !== undefined;
  const found: ObjectName[] = isObject ? [{ bucket, key }] : [];
  let startAfter: string | undefined;
  do {
    const page = await store.list(bucket, {
      prefix: folderPrefix(key),
      maxKeys: LISTED_AT_ONCE,
      ...(startAfter === undefined ? {} : { startAfter }),
    });
    found.push(...page.objects.map((object) => ({ bucket, key: object.key })));
    startAfter = page.nextStartAfter;
  } while (startAfter !== undefined);
  return found;
}

/**
 * A folder to write to.
 * @throws SparkError for a path that is not on S3 or could be read in several ways, and for a bucket that does not exist
 */
export async function writablePath(store: ObjectStore, path: string): Promise<TargetLocation> {
  const { bucket, key } = s3Path(path);
  if (!(await store.bucketExists(bucket)))
    throw new SparkError(
      "Py4JJavaError",
      `com.amazonaws.services.s3.model.AmazonS3Exception: The specified bucket does not exist: ${bucket} (Service: Amazon S3; Status Code: 404; Error Code: NoSuchBucket)`,
    );
  try {
    return targetLocation(`s3://${bucket}/${key}`);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new SparkError("IllegalArgumentException", `The path ${path} cannot be written to`);
  }
}
