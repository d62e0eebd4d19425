import type { Readable } from "node:stream";

export type ObjectHead = {
  key: string;
  sizeBytes: number;
  /** Hex MD5 of the content, or the multipart form `<hex>-<parts>`; without quotes. */
  etag: string;
  lastModified: Date;
  contentType: string;
  /** User metadata (`x-amz-meta-*`), names in lower case without the prefix. */
  metadata: Record<string, string>;
};

export type PutOptions = { contentType?: string; metadata?: Record<string, string>; etag?: string };

export type ListPage = {
  objects: ObjectHead[];
  commonPrefixes: string[];
  /** Key or common prefix to continue after; absent on the last page. */
  nextStartAfter?: string;
};

/**
 * Buckets of objects kept as plain files, so that DuckDB reads them by path.
 * Keys are any valid S3 key; none can leave its bucket's folder.
 */
export interface ObjectStore {
  createBucket(bucket: string): Promise<void>;
  deleteBucket(bucket: string): Promise<void>;
  bucketExists(bucket: string): Promise<boolean>;
  listBuckets(): Promise<{ name: string; creationDate: Date }[]>;

  /** Absolute path of the file that holds (or would hold) the object. */
  pathOf(bucket: string, key: string): string;
  /** The key of a file below the bucket folders; undefined for any other path. */
  keyOf(path: string): { bucket: string; key: string } | undefined;
  /** The folder that holds all objects: what DuckDB is allowed to read. */
  readonly root: string;

  /** Writes atomically: readers see the old object or the whole new one. */
  put(
    bucket: string,
    key: string,
    body: Readable | Uint8Array,
    options?: PutOptions,
  ): Promise<ObjectHead>;
  head(bucket: string, key: string): Promise<ObjectHead | undefined>;
  /** Bytes `start` to `end` inclusive; the whole object without a range. Undefined when absent. */
  get(
    bucket: string,
    key: string,
    range?: { start: number; end: number },
  ): Promise<{ head: ObjectHead; body: Readable } | undefined>;
  copy(
    from: { bucket: string; key: string },
    to: { bucket: string; key: string },
    options?: PutOptions,
  ): Promise<ObjectHead>;
  /** Deleting an absent object succeeds, as in S3. */
  delete(bucket: string, key: string): Promise<void>;
  /** Keys in UTF-8 byte order, at most `maxKeys` objects and prefixes together. */
  list(
    bucket: string,
    options: { prefix?: string; delimiter?: string; startAfter?: string; maxKeys?: number },
  ): Promise<ListPage>;
}
