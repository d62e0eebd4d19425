import { filesBelow, folderPrefix, type TableFile } from "../../sql/tables/table-files";
import type { ObjectStore } from "../../storage/object-store";
import { globOf, pathDoesNotExist, type S3Path, s3Path } from "./s3-path";

/** A file, and the part of its key below the path that found it: where folders name partitions. */
export type FoundFile = TableFile & { below: string };

const keyOf = (file: TableFile) => file.uri.replace(/^s3:\/\/[^/]+\//, "");

async function oneObject(store: ObjectStore, { bucket, key }: S3Path): Promise<FoundFile[]> {
  const head = key === "" || key.endsWith("/") ? undefined : await store.head(bucket, key);
  if (head === undefined) return [];
  const { sizeBytes } = head;
  return [{ path: store.pathOf(bucket, key), uri: `s3://${bucket}/${key}`, sizeBytes, below: "" }];
}

async function inFolder(store: ObjectStore, { bucket, key }: S3Path): Promise<FoundFile[]> {
  const prefix = folderPrefix(key);
  const files = await filesBelow(store, `s3://${bucket}/${prefix}`);
  return files.map((file) => ({ ...file, below: keyOf(file).slice(prefix.length) }));
}

/** Whether a folder has anything in it, hidden objects too. */
async function folderExists(store: ObjectStore, { bucket, key }: S3Path): Promise<boolean> {
  const page = await store.list(bucket, { prefix: folderPrefix(key), maxKeys: 1 });
  return page.objects.length > 0;
}

async function matching(store: ObjectStore, path: S3Path): Promise<FoundFile[] | undefined> {
  const glob = globOf(path.key);
  if (glob === undefined) return undefined;
  const files = await inFolder(store, { bucket: path.bucket, key: glob.folder });
  return files.flatMap((file) => {
    const match = glob.pattern.exec(file.below);
    return match === null ? [] : [{ ...file, below: file.below.slice(match[0].length) }];
  });
}

/**
 * The files that a path of `spark.read` means, in key order: one object, what is below a folder, or what wildcards
 * match. Objects that begin with `_` or `.` are hidden, and so is what lies in such folders.
 * @throws SparkError AnalysisException `Path does not exist: …`
 */
async function filesAt(store: ObjectStore, path: string): Promise<FoundFile[]> {
  const place = s3Path(path);
  if (!(await store.bucketExists(place.bucket))) throw pathDoesNotExist(path);
  const matched = await matching(store, place);
  if (matched !== undefined) {
    if (matched.length === 0) throw pathDoesNotExist(path);
    return matched;
  }
  const object = await oneObject(store, place);
  if (object.length > 0) return object;
  const files = await inFolder(store, place);
  if (files.length === 0 && !(await folderExists(store, place))) throw pathDoesNotExist(path);
  return files;
}

/**
 * The files that all these paths mean together.
 * @param basePath option `basePath`: the folder whose subfolders name partitions, if not the paths themselves
 * @param mayBeMissing folders that do not exist are empty ones
 * @throws SparkError AnalysisException when one of them does not exist
 */
export async function findFiles(
  store: ObjectStore,
  paths: readonly string[],
  basePath: string | undefined,
  mayBeMissing: boolean,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths)
    found.push(
      ...(mayBeMissing ? await inFolder(store, s3Path(path)) : await filesAt(store, path)),
    );
  if (basePath === undefined) return found;
  const { bucket, key } = s3Path(basePath);
  const base = `s3://${bucket}/${folderPrefix(key)}`;
  return found.map((file) =>
    file.uri.startsWith(base) ? { ...file, below: file.uri.slice(base.length) } : file,
  );
}
