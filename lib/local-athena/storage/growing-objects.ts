import { createHash } from "node:crypto";
import { type BigIntStats, constants, writeSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import type { ObjectHead, PutOptions } from "./object-store";
import { AT_ONCE_MAX_BYTES } from "./staging";

/** Readers compare an object's ETag before and after they open it: it must stand still for some of their turns. */
const PUBLISH_EVERY_MS = 25;

type Range = { start: number; end: number };
type Published = Pick<ObjectHead, "sizeBytes" | "etag" | "lastModified">;

/** Objects that are written to at their end while others read them. Known by their files' inodes. */
export class GrowingObjects {
  private readonly objects = new Map<bigint, GrowingObject>();

  async add(path: string, options: PutOptions): Promise<GrowingObject> {
    const file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW);
    const { ino } = await file.stat({ bigint: true });
    const object = new GrowingObject(file, options, () => this.objects.delete(ino));
    this.objects.set(ino, object);
    return object;
  }

  find(stats: BigIntStats): GrowingObject | undefined {
    return this.objects.get(stats.ino);
  }
}

/** One file that grows. What readers see of it is a whole object at every moment, a little behind the file. */
export class GrowingObject {
  private readonly hash = createHash("md5");
  private sizeBytes = 0;
  private published: Published = this.now();
  private publishedAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly file: FileHandle,
    readonly options: PutOptions,
    private readonly forget: () => void,
  ) {}

  /** What S3 answers for the object just now. */
  head(key: string): ObjectHead {
    const {
      contentType = "binary/octet-stream",
      contentHeaders = {},
      metadata = {},
    } = this.options;
    return { key, ...this.published, contentType, contentHeaders, metadata };
  }

  /** A stream over what `head` tells, from a file handle of the reader's own, which it closes. */
  async read(file: FileHandle, { sizeBytes }: ObjectHead, range?: Range): Promise<Readable> {
    const start = range?.start ?? 0;
    const end = Math.min(range?.end ?? sizeBytes - 1, sizeBytes - 1);
    if (end >= start) return file.createReadStream({ start, end });
    await file.close();
    return Readable.from([]);
  }

  /** Appends bytes, one call after the other; readers see them within 25 ms. */
  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length > AT_ONCE_MAX_BYTES) await this.file.appendFile(bytes);
    else for (let at = 0; at < bytes.length; ) at += writeSync(this.file.fd, bytes, at);
    this.hash.update(bytes);
    this.sizeBytes += bytes.length;
    const waitMs = this.publishedAt + PUBLISH_EVERY_MS - performance.now();
    if (waitMs <= 0) this.publish();
    else this.timer ??= setTimeout(() => this.publish(), waitMs);
  }

  /** The ETag of all that was written; readers see it from now on. */
  finish(): string {
    this.publish();
    return this.published.etag;
  }

  /** The file is an object like any other from now on. */
  async release(): Promise<void> {
    this.forget();
    await this.file.close();
  }

  private publish(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.published = this.now();
    this.publishedAt = performance.now();
  }

  private now(): Published {
    const etag = this.hash.copy().digest("hex");
    return { sizeBytes: this.sizeBytes, etag, lastModified: new Date() };
  }
}
