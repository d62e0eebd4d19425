import { type BigIntStats, lstatSync, realpathSync, renameSync } from "node:fs";
import { lstat, mkdir, rename, rm, rmdir, utimes } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import type { BucketLock } from "./bucket-lock";
import type { DiskLayout } from "./disk-layout";
import { asideName } from "./key-path";
import type { ObjectMetadata } from "./object-metadata";
import type { ObjectHead, PutOptions } from "./object-store";
import { hasErrno, StoreError, unlessErrno, unlessErrnoSync } from "./store-error";

/**
 * Puts finished files in their places and takes objects away, one change at a time in a bucket. It looks at names at
 * once: the kernel has them at hand, and a way through the thread pool costs many times as much as the look.
 */
export class ObjectWriter {
  constructor(
    private readonly layout: DiskLayout,
    private readonly metadata: ObjectMetadata,
    private readonly lock: BucketLock,
  ) {}

  /** Makes the staged file the object; `etag` is what S3 would answer for it. */
  async commit(
    bucket: string,
    key: string,
    stagedPath: string,
    etag: string,
    options: PutOptions,
  ): Promise<ObjectHead> {
    return this.lock.hold(bucket, async () => {
      await this.requireBucket(bucket);
      const before = await statFile(this.layout.pathOf(bucket, key));
      options.precondition?.(
        before &&
          ((await this.metadata.find(bucket, key, before)) ?? this.metadata.describe(key, before)),
      );
      const stats = await this.laterStats(stagedPath, before);
      const head = await this.metadata.write(bucket, key, stats, etag, options);
      await this.moveInto(bucket, key, stagedPath);
      if (before) await this.metadata.remove(bucket, key, before);
      return head;
    });
  }

  async remove(bucket: string, key: string): Promise<void> {
    const { plain, aside } = this.layout.placesOf(bucket, key);
    await this.lock.hold(bucket, async () => {
      await this.requireBucket(bucket);
      for (const path of [plain, aside]) {
        if (!this.isInside(dirname(path))) continue;
        const stats = await statFile(path);
        if (!stats) continue;
        await rm(path, { force: true });
        await this.metadata.remove(bucket, key, stats);
      }
      await this.pruneEmptyFolders(dirname(plain), this.layout.bucketDir(bucket));
    });
  }

  async requireBucket(bucket: string): Promise<void> {
    const stats = lstatSync(this.layout.bucketDir(bucket), { throwIfNoEntry: false });
    if (stats?.isDirectory()) return;
    throw new StoreError("NoSuchBucket", "The specified bucket does not exist");
  }

  /** A version is known by size and time, so a rewrite within one clock tick gets a later time. */
  private async laterStats(path: string, before: BigIntStats | undefined): Promise<BigIntStats> {
    const stats = lstatSync(path, { bigint: true });
    if (!before || stats.mtimeNs > before.mtimeNs) return stats;
    // utimes() rounds down to just below the millisecond, so one alone may change nothing.
    const later = new Date(Number(before.mtimeMs) + 2);
    await utimes(path, later, later);
    return lstatSync(path, { bigint: true });
  }

  /** Another program may remove a folder that it has emptied between mkdir and rename. */
  private async moveInto(bucket: string, key: string, stagedPath: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const path = this.layout.pathOf(bucket, key);
        await this.makeFolder(dirname(path), this.layout.bucketDir(bucket));
        return renameSync(stagedPath, path);
      } catch (error) {
        if (attempt === 5 || !hasErrno(error, "ENOENT", "ENOTDIR", "EISDIR")) throw error;
      }
    }
  }

  /** Creates the folder; an object whose name the folder needs steps aside. */
  private async makeFolder(folder: string, bucketDir: string): Promise<void> {
    if (this.isInside(folder)) return;
    let path = bucketDir;
    for (const part of relative(bucketDir, folder).split(sep)) {
      path = join(path, part);
      const stats = await unlessErrno(lstat(path), "ENOENT");
      if (stats?.isDirectory()) continue;
      if (stats?.isFile()) await rename(path, join(dirname(path), asideName(basename(path))));
      else if (stats) throw new StoreError("InvalidKey", "A link or special file is in the way");
      await mkdir(path);
    }
  }

  /** Whether this is a real folder, reached without any symbolic link. */
  private isInside(folder: string): boolean {
    const real = unlessErrnoSync(() => realpathSync.native(folder), "ENOENT", "ENOTDIR", "ELOOP");
    return (
      real === folder && (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false)
    );
  }

  private async pruneEmptyFolders(from: string, bucketDir: string): Promise<void> {
    for (let folder = from; folder !== bucketDir; folder = dirname(folder)) {
      try {
        await rmdir(folder);
      } catch (error) {
        if (hasErrno(error, "ENOENT")) continue;
        if (hasErrno(error, "ENOTEMPTY", "EEXIST", "ENOTDIR")) return;
        throw error;
      }
    }
  }
}

/** The state of a regular file; undefined for anything else. */
export async function statFile(path: string): Promise<BigIntStats | undefined> {
  const stats = unlessErrnoSync(
    () => lstatSync(path, { bigint: true, throwIfNoEntry: false }),
    "ENOTDIR",
  );
  return stats?.isFile() ? stats : undefined;
}
