import { createHash } from "node:crypto";
import { type BigIntStats, writeFileSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import type { DiskLayout } from "./disk-layout";
import type { ObjectHead, PutOptions } from "./object-store";
import { hasErrno, unlessErrno } from "./store-error";

type Stored = Pick<ObjectHead, "etag" | "contentType" | "contentHeaders" | "metadata">;

const defaultContentType = "binary/octet-stream";
const contentTypes: Record<string, string> = {
  ".csv": "text/csv",
  ".json": "application/json",
  ".parquet": "application/vnd.apache.parquet",
  ".txt": "text/plain",
};

/**
 * What S3 remembers of an object besides its bytes. A record belongs to one version of the file,
 * told by size and modification time: it is written before the file appears, and a file that
 * another program changed has none and is described by its looks.
 */
export class ObjectMetadata {
  constructor(private readonly layout: DiskLayout) {}

  /** The recorded head of this version of the file; undefined when nothing is recorded for it. */
  async find(bucket: string, key: string, stats: BigIntStats): Promise<ObjectHead | undefined> {
    const path = this.recordPath(bucket, key, stats);
    const text = await unlessErrno(readFile(path, "utf8"), "ENOENT");
    return text === undefined ? undefined : headOf(key, stats, JSON.parse(text) as Stored);
  }

  /** The head of a file that another program wrote. */
  describe(key: string, stats: BigIntStats): ObjectHead {
    const hash = createHash("md5").update(`${stats.size}-${stats.mtimeNs}`).digest("hex");
    const contentType = contentTypes[extname(key).toLowerCase()] ?? defaultContentType;
    // A part count tells clients that the etag is not the MD5 of the content.
    return headOf(key, stats, {
      etag: `${hash}-1`,
      contentType,
      contentHeaders: {},
      metadata: {},
    });
  }

  async write(
    bucket: string,
    key: string,
    stats: BigIntStats,
    etag: string,
    options: PutOptions,
  ): Promise<ObjectHead> {
    const stored: Stored = {
      etag,
      contentType: options.contentType || defaultContentType,
      contentHeaders: options.contentHeaders ?? {},
      metadata: options.metadata ?? {},
    };
    const path = this.recordPath(bucket, key, stats);
    const write = () => writeFileSync(path, JSON.stringify(stored));
    try {
      write();
    } catch (error) {
      if (!hasErrno(error, "ENOENT")) throw error;
      await mkdir(dirname(path), { recursive: true });
      write();
    }
    return headOf(key, stats, stored);
  }

  async remove(bucket: string, key: string, stats: BigIntStats): Promise<void> {
    await rm(this.recordPath(bucket, key, stats), { force: true });
  }

  private recordPath(bucket: string, key: string, stats: BigIntStats): string {
    const hash = createHash("sha256").update(key).digest("hex");
    const name = `${hash.slice(2)}-${stats.size}-${stats.mtimeNs}.json`;
    return join(this.layout.metadataDir(bucket), hash.slice(0, 2), name);
  }
}

function headOf(key: string, stats: BigIntStats, stored: Stored): ObjectHead {
  const lastModified = new Date(Number(stats.mtimeMs));
  return { key, sizeBytes: Number(stats.size), lastModified, ...stored };
}
