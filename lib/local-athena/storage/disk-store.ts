import { type BigIntStats, constants, lstatSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, realpath, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { BucketLock } from "./bucket-lock";
import { DiskLayout } from "./disk-layout";
import { DiskUploads } from "./disk-uploads";
import { FolderReader, holdsObject } from "./folder-entries";
import { GrowingObjects } from "./growing-objects";
import { type ListedKey, listKeys } from "./list-keys";
import { ObjectMetadata } from "./object-metadata";
import type { ListPage, ObjectAppender, ObjectHead, ObjectStore, PutOptions } from "./object-store";
import { ObjectWriter, statFile } from "./object-writer";
import { Staging } from "./staging";
import { hasErrno, StoreError, unlessErrno } from "./store-error";

const headConcurrencyMax = 32;

/**
 * Opens (or creates) a store below `rootDir`. One process owns it at a time; other programs may
 * read object files and drop new ones into the folder of a bucket.
 */
export async function createDiskStore(options: { rootDir: string }): Promise<ObjectStore> {
  const layout = await DiskLayout.open(options.rootDir);
  const staging = new Staging(layout.staging);
  await staging.clear();
  return new DiskStore(layout, staging);
}

class DiskStore implements ObjectStore {
  readonly root: string;
  readonly uploads: DiskUploads;
  private readonly metadata: ObjectMetadata;
  private readonly writer: ObjectWriter;
  private readonly lock = new BucketLock();
  private readonly folders = new FolderReader();
  private readonly growing = new GrowingObjects();

  constructor(
    private readonly layout: DiskLayout,
    private readonly staging: Staging,
  ) {
    this.root = layout.objects;
    this.metadata = new ObjectMetadata(layout);
    this.writer = new ObjectWriter(layout, this.metadata, this.lock);
    this.uploads = new DiskUploads(layout, staging, this.writer);
  }

  pathOf(bucket: string, key: string): string {
    return this.layout.pathOf(bucket, key);
  }

  keyOf(path: string): { bucket: string; key: string } | undefined {
    return this.layout.keyOf(path);
  }

  async createBucket(bucket: string): Promise<void> {
    try {
      await mkdir(this.layout.bucketDir(bucket));
    } catch (error) {
      if (!hasErrno(error, "EEXIST")) throw error;
      throw new StoreError("BucketAlreadyOwnedByYou", "You already own a bucket of this name.");
    }
  }

  async deleteBucket(bucket: string): Promise<void> {
    await this.lock.hold(bucket, async () => {
      await this.writer.requireBucket(bucket);
      const folder = this.layout.bucketDir(bucket);
      if ((await holdsObject(folder)) || !(await removeEmptyFolders(folder))) {
        throw new StoreError("BucketNotEmpty", "The bucket you tried to delete is not empty");
      }
      await rm(this.layout.metadataDir(bucket), { recursive: true, force: true });
      await rm(this.layout.uploadsDir(bucket), { recursive: true, force: true });
    });
  }

  async bucketExists(bucket: string): Promise<boolean> {
    if (!this.layout.isBucketName(bucket)) return false;
    const stats = lstatSync(this.layout.bucketDir(bucket), { throwIfNoEntry: false });
    return stats?.isDirectory() ?? false;
  }

  async listBuckets(): Promise<{ name: string; creationDate: Date }[]> {
    const entries = await readdir(this.layout.objects, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isDirectory() && this.layout.isBucketName(entry.name))
      .map((entry) => entry.name)
      .sort();
    const buckets = names.map(async (name) => {
      const stats = await unlessErrno(stat(join(this.layout.objects, name)), "ENOENT");
      return stats && { name, creationDate: new Date(stats.birthtimeMs || stats.ctimeMs) };
    });
    return (await Promise.all(buckets)).filter((bucket) => bucket !== undefined);
  }

  async put(
    bucket: string,
    key: string,
    body: Readable | Uint8Array,
    options: PutOptions = {},
  ): Promise<ObjectHead> {
    this.layout.placesOf(bucket, key);
    await this.writer.requireBucket(bucket);
    return this.staging.with(body, ({ path, md5 }) =>
      this.writer.commit(bucket, key, path, options.etag ?? md5, options),
    );
  }

  async append(bucket: string, key: string, options: PutOptions = {}): Promise<ObjectAppender> {
    await this.put(bucket, key, new Uint8Array(), options);
    const path = this.layout.pathOf(bucket, key);
    const empty = await statFile(path);
    const object = await this.growing.add(path, options);
    return {
      write: (bytes) => object.write(bytes),
      close: async () => {
        const etag = object.finish();
        await this.lock.hold(bucket, async () => {
          const stats = await object.file.stat({ bigint: true });
          const current = await statFile(path);
          // Another object may have taken its place meanwhile, or none.
          if (current?.ino === stats.ino && stats.size > 0n) {
            await this.metadata.write(bucket, key, stats, etag, options);
            if (empty) await this.metadata.remove(bucket, key, empty);
          }
          await object.release();
        });
      },
    };
  }

  async head(bucket: string, key: string): Promise<ObjectHead | undefined> {
    for (;;) {
      const path = this.layout.pathOf(bucket, key);
      const head = (await isReal(path)) ? await this.headAt(bucket, key, path) : undefined;
      if (head || this.layout.pathOf(bucket, key) === path) return head;
    }
  }

  async get(
    bucket: string,
    key: string,
    range?: { start: number; end: number },
  ): Promise<{ head: ObjectHead; body: Readable } | undefined> {
    for (;;) {
      const path = this.layout.pathOf(bucket, key);
      const file = await openObject(path);
      if (!file) {
        if (this.layout.pathOf(bucket, key) === path) return undefined;
        continue;
      }
      const stats = await file.stat({ bigint: true });
      const growing = this.growing.find(stats);
      if (growing) {
        const head = growing.head(key);
        return { head, body: await growing.read(file, head, range) };
      }
      const head = await this.metadata.find(bucket, key, stats);
      if (head || isSameVersion(stats, await statFile(path))) {
        const body = file.createReadStream({ ...range });
        return { head: head ?? this.metadata.describe(key, stats), body };
      }
      await file.close();
    }
  }

  async copy(
    from: { bucket: string; key: string },
    to: { bucket: string; key: string },
    options: PutOptions = {},
  ): Promise<ObjectHead> {
    const source = await this.get(from.bucket, from.key);
    if (!source) throw new StoreError("NoSuchKey", "The specified key does not exist.");
    const { contentType, contentHeaders, metadata } = source.head;
    try {
      return await this.put(to.bucket, to.key, source.body, {
        contentType,
        contentHeaders,
        metadata,
        ...options,
      });
    } finally {
      source.body.destroy();
    }
  }

  async delete(bucket: string, key: string): Promise<void> {
    await this.writer.remove(bucket, key);
  }

  async list(
    bucket: string,
    options: { prefix?: string; delimiter?: string; startAfter?: string; maxKeys?: number },
  ): Promise<ListPage> {
    await this.writer.requireBucket(bucket);
    const { prefix = "", delimiter = "", startAfter = "", maxKeys = 1_000 } = options;
    const found: ListedKey[] = [];
    let nextStartAfter: string | undefined;
    if (maxKeys > 0) {
      const query = { prefix, delimiter, startAfter };
      for await (const item of listKeys(this.folders, this.layout.bucketDir(bucket), query)) {
        if (found.length === maxKeys) {
          nextStartAfter = found.at(-1)?.key;
          break;
        }
        found.push(item);
      }
    }
    const commonPrefixes = found.filter((it) => it.kind === "commonPrefix").map((it) => it.key);
    return { objects: await this.headsOf(bucket, found), commonPrefixes, nextStartAfter };
  }

  private async headsOf(bucket: string, found: ListedKey[]): Promise<ObjectHead[]> {
    const heads: ObjectHead[] = [];
    for (let i = 0; i < found.length; i += headConcurrencyMax) {
      const some = found.slice(i, i + headConcurrencyMax).map(async (it) => {
        return it.kind === "object" ? this.headAt(bucket, it.key, it.path) : undefined;
      });
      heads.push(...(await Promise.all(some)).filter((head) => head !== undefined));
    }
    return heads;
  }

  /** A version replaced while we look has lost its record: look at the new one then. */
  private async headAt(bucket: string, key: string, path: string): Promise<ObjectHead | undefined> {
    for (;;) {
      const stats = await statFile(path);
      if (!stats) return undefined;
      const growing = this.growing.find(stats);
      if (growing) return growing.head(key);
      const head = await this.metadata.find(bucket, key, stats);
      if (head) return head;
      if (isSameVersion(stats, await statFile(path))) return this.metadata.describe(key, stats);
    }
  }
}

function isSameVersion(stats: BigIntStats, now: BigIntStats | undefined): boolean {
  return now?.mtimeNs === stats.mtimeNs && now.size === stats.size;
}

/** Whether the path exists and no part of it is a symbolic link. */
async function isReal(path: string): Promise<boolean> {
  return (await unlessErrno(realpath(path), "ENOENT", "ENOTDIR", "ELOOP")) === path;
}

async function openObject(path: string): Promise<FileHandle | undefined> {
  if (!(await isReal(path))) return undefined;
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await unlessErrno(open(path, flags), "ENOENT", "ENOTDIR", "ELOOP");
  if (file && (await file.stat()).isFile()) return file;
  await file?.close();
  return undefined;
}

/** Removes a tree of empty folders; false when something in it is not a folder. */
async function removeEmptyFolders(folder: string): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !(await removeEmptyFolders(join(folder, entry.name)))) return false;
  }
  await rmdir(folder);
  return true;
}
