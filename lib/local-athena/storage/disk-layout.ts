import { lstatSync, type Stats } from "node:fs";
import { mkdir, realpath } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { asideName, decodeKey, encodeKey, keyProblem } from "./key-path";
import { hasErrno, StoreError } from "./store-error";

const bucketPattern = /^[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/;
const addressPattern = /^\d+\.\d+\.\d+\.\d+$/;

/** Where everything of a store lies; all folders are on one file system, so renames are atomic. */
export class DiskLayout {
  private constructor(
    readonly objects: string,
    readonly metadata: string,
    readonly staging: string,
    readonly uploads: string,
  ) {}

  /** Creates the folders below `rootDir` where they are missing. */
  static async open(rootDir: string): Promise<DiskLayout> {
    await mkdir(rootDir, { recursive: true });
    const real = await realpath(rootDir);
    const folders = ["objects", "metadata", "staging", "uploads"].map((name) => join(real, name));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    const [objects = "", metadata = "", staging = "", uploads = ""] = folders;
    return new DiskLayout(objects, metadata, staging, uploads);
  }

  isBucketName(bucket: string): boolean {
    return bucketPattern.test(bucket) && !addressPattern.test(bucket);
  }

  /** The folder of a bucket's objects; InvalidBucketName for a name that S3 would refuse. */
  bucketDir(bucket: string): string {
    return join(this.objects, this.checkedBucket(bucket));
  }

  metadataDir(bucket: string): string {
    return join(this.metadata, this.checkedBucket(bucket));
  }

  uploadsDir(bucket: string): string {
    return join(this.uploads, this.checkedBucket(bucket));
  }

  /** The file of an object: its plain place, or the one beside a folder of the same name. */
  pathOf(bucket: string, key: string): string {
    const places = this.placesOf(bucket, key);
    const plain = statIfAny(places.plain);
    if (plain?.isFile()) return places.plain;
    const aside = statIfAny(places.aside);
    return aside !== undefined || plain?.isDirectory() ? places.aside : places.plain;
  }

  placesOf(bucket: string, key: string): { plain: string; aside: string } {
    const problem = keyProblem(key);
    if (problem === "KeyTooLongError") throw new StoreError(problem, "Your key is too long");
    if (problem) throw new StoreError(problem, "The object key is not valid");
    const plain = join(this.bucketDir(bucket), ...encodeKey(key));
    return { plain, aside: join(dirname(plain), asideName(basename(plain))) };
  }

  keyOf(path: string): { bucket: string; key: string } | undefined {
    const [bucket, ...parts] = relative(this.objects, path).split(sep);
    if (bucket === undefined || !this.isBucketName(bucket)) return undefined;
    const key = decodeKey(parts);
    return key === undefined ? undefined : { bucket, key };
  }

  private checkedBucket(bucket: string): string {
    if (this.isBucketName(bucket)) return bucket;
    throw new StoreError("InvalidBucketName", "The specified bucket is not valid.");
  }
}

/** An object's parent may itself be an object, which `throwIfNoEntry` does not forgive. */
function statIfAny(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hasErrno(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
