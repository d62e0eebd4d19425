import type { Readable } from "node:stream";

export type ObjectHead = {
  key: string;
  sizeBytes: number;
  /** Hex MD5 of the content, or the multipart form `<hex>-<parts>`; without quotes. */
  etag: string;
  lastModified: Date;
  contentType: string;
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires as stored. */
  contentHeaders: Record<string, string>;
  /** User metadata (`x-amz-meta-*`), names in lower case without the prefix. */
  metadata: Record<string, string>;
};

export type PutOptions = {
  contentType?: string;
  contentHeaders?: Record<string, string>;
  metadata?: Record<string, string>;
  etag?: string;
  /** Called when nothing else can change the object any more; throw to refuse the write. */
  precondition?: (current: ObjectHead | undefined) => void;
};

export type ListPage = {
  objects: ObjectHead[];
  commonPrefixes: string[];
  /** Key or common prefix to continue after; absent on the last page. */
  nextStartAfter?: string;
};

export type UploadRef = { bucket: string; key: string; uploadId: string };

export type UploadHead = UploadRef & { initiated: Date };

export type PartHead = { partNumber: number; etag: string; sizeBytes: number; lastModified: Date };

/** An object that grows while others read it. One call at a time. */
export type ObjectAppender = {
  /** Readers see the bytes within 25 ms, as an object with the size and ETag of that moment. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
};

/** Multipart uploads in progress; they survive a restart. Errors: StoreError. */
export interface MultipartUploads {
  create(bucket: string, key: string, options?: PutOptions): Promise<string>;
  /** Uploads of a bucket by key, then by start. */
  list(bucket: string): Promise<UploadHead[]>;
  /** A part sent again replaces the older one. */
  putPart(upload: UploadRef, partNumber: number, body: Readable | Uint8Array): Promise<PartHead>;
  listParts(upload: UploadRef): Promise<PartHead[]>;
  /** Joins the named parts into the object and forgets the upload. */
  complete(
    upload: UploadRef,
    parts: { partNumber: number; etag: string }[],
    options?: Pick<PutOptions, "precondition">,
  ): Promise<ObjectHead>;
  abort(upload: UploadRef): Promise<void>;
}

/**
 * Buckets of objects kept as plain files, so that DuckDB reads them by path.
 * Keys are any valid S3 key; none can leave its bucket's folder. Errors: StoreError.
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
  readonly uploads: MultipartUploads;

  /** Writes atomically: readers see the old object or the whole new one. */
  put(
    bucket: string,
    key: string,
    body: Readable | Uint8Array,
    options?: PutOptions,
  ): Promise<ObjectHead>;
  /** Replaces the object with an empty one that grows until it is closed. */
  append(bucket: string, key: string, options?: PutOptions): Promise<ObjectAppender>;
  head(bucket: string, key: string): Promise<ObjectHead | undefined>;
  /** Bytes `start` to `end` inclusive; the whole object without a range. Undefined when absent. */
  get(
    bucket: string,
    key: string,
    range?: { start: number; end: number },
  ): Promise<{ head: ObjectHead; body: Readable } | undefined>;
  /** What `options` names replaces what the source has. */
  copy(
    from: { bucket: string; key: string },
    to: { bucket: string; key: string },
    options?: PutOptions,
  ): Promise<ObjectHead>;
  /** Deleting an absent object succeeds, as in S3. */
  delete(bucket: string, key: string): Promise<void>;
  /** Keys in UTF-8 byte order, at most `maxKeys` objects and prefixes together (default 1,000). */
  list(
    bucket: string,
    options: { prefix?: string; delimiter?: string; startAfter?: string; maxKeys?: number },
  ): Promise<ListPage>;
}
