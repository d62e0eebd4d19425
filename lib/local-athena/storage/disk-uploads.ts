import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { DiskLayout } from "./disk-layout";
import type {
  MultipartUploads,
  ObjectHead,
  PartHead,
  PutOptions,
  UploadHead,
  UploadRef,
} from "./object-store";
import type { ObjectWriter } from "./object-writer";
import type { Staging } from "./staging";
import { StoreError, unlessErrno } from "./store-error";
import { compareUtf8 } from "./utf8-order";

type Manifest = { key: string; initiated: string; options: PutOptions };
type PartFile = PartHead & { path: string };

const manifestName = "upload.json";
const uploadIdPattern = /^[0-9a-f]{48}$/;
const partPattern = /^(\d{5})-([0-9a-f]{32})$/;
const partSizeBytesMin = 5 * 1024 * 1024;

/** One folder an upload: its manifest, and parts named `<number>-<md5>`. */
export class DiskUploads implements MultipartUploads {
  constructor(
    private readonly layout: DiskLayout,
    private readonly staging: Staging,
    private readonly writer: ObjectWriter,
  ) {}

  async create(bucket: string, key: string, options: PutOptions = {}): Promise<string> {
    this.layout.placesOf(bucket, key);
    await this.writer.requireBucket(bucket);
    const uploadId = randomBytes(24).toString("hex");
    const folder = join(this.layout.uploadsDir(bucket), uploadId);
    const { contentType, contentHeaders, metadata } = options;
    const manifest: Manifest = {
      key,
      initiated: new Date().toISOString(),
      options: { contentType, contentHeaders, metadata },
    };
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, manifestName), JSON.stringify(manifest));
    return uploadId;
  }

  async list(bucket: string): Promise<UploadHead[]> {
    await this.writer.requireBucket(bucket);
    const names = await unlessErrno(readdir(this.layout.uploadsDir(bucket)), "ENOENT");
    const uploads: UploadHead[] = [];
    for (const uploadId of names ?? []) {
      const manifest = await this.manifestOf(bucket, uploadId);
      if (!manifest) continue;
      const initiated = new Date(manifest.initiated);
      uploads.push({ bucket, key: manifest.key, uploadId, initiated });
    }
    return uploads.sort(
      (a, b) => compareUtf8(a.key, b.key) || a.initiated.getTime() - b.initiated.getTime(),
    );
  }

  async putPart(
    upload: UploadRef,
    partNumber: number,
    body: Readable | Uint8Array,
  ): Promise<PartHead> {
    await this.open(upload);
    return this.staging.with(body, async ({ path, md5 }) => {
      const { folder } = await this.open(upload);
      const number = String(partNumber).padStart(5, "0");
      const name = `${number}-${md5}`;
      await rename(path, join(folder, name));
      for (const other of await readdir(folder)) {
        if (other !== name && other.startsWith(`${number}-`)) await rm(join(folder, other));
      }
      return partAt(folder, name, partNumber, md5);
    });
  }

  async listParts(upload: UploadRef): Promise<PartHead[]> {
    const { folder } = await this.open(upload);
    return (await partsIn(folder)).map(({ path: _, ...part }) => part);
  }

  async complete(
    upload: UploadRef,
    parts: { partNumber: number; etag: string }[],
    options: Pick<PutOptions, "precondition"> = {},
  ): Promise<ObjectHead> {
    const { folder, manifest } = await this.open(upload);
    const files = chosenParts(await partsIn(folder), parts);
    const hash = createHash("md5");
    for (const file of files) hash.update(file.etag, "hex");
    const etag = `${hash.digest("hex")}-${files.length}`;
    const body = Readable.from(readAll(files), { objectMode: false });
    const head = await this.staging.with(body, ({ path }) =>
      this.writer.commit(upload.bucket, upload.key, path, etag, {
        ...manifest.options,
        ...options,
      }),
    );
    await rm(folder, { recursive: true, force: true });
    return head;
  }

  async abort(upload: UploadRef): Promise<void> {
    const { folder } = await this.open(upload);
    await rm(folder, { recursive: true, force: true });
  }

  private async open(upload: UploadRef): Promise<{ folder: string; manifest: Manifest }> {
    await this.writer.requireBucket(upload.bucket);
    const manifest = await this.manifestOf(upload.bucket, upload.uploadId);
    if (manifest?.key !== upload.key) {
      throw new StoreError(
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      );
    }
    return { folder: join(this.layout.uploadsDir(upload.bucket), upload.uploadId), manifest };
  }

  private async manifestOf(bucket: string, uploadId: string): Promise<Manifest | undefined> {
    if (!uploadIdPattern.test(uploadId)) return undefined;
    const path = join(this.layout.uploadsDir(bucket), uploadId, manifestName);
    const text = await unlessErrno(readFile(path, "utf8"), "ENOENT");
    return text ? (JSON.parse(text) as Manifest) : undefined;
  }
}

async function partAt(
  folder: string,
  name: string,
  partNumber: number,
  etag: string,
): Promise<PartFile> {
  const path = join(folder, name);
  const stats = await stat(path);
  return { partNumber, etag, sizeBytes: stats.size, lastModified: stats.mtime, path };
}

/** By number; of two files of one number, which only a crash leaves, the newer one. */
async function partsIn(folder: string): Promise<PartFile[]> {
  const byNumber = new Map<number, PartFile>();
  for (const name of (await readdir(folder)).sort()) {
    const [, number, etag] = partPattern.exec(name) ?? [];
    if (!number || !etag) continue;
    const part = await partAt(folder, name, Number(number), etag);
    const other = byNumber.get(part.partNumber);
    if (!other || other.lastModified <= part.lastModified) byNumber.set(part.partNumber, part);
  }
  return [...byNumber.values()];
}

function chosenParts(files: PartFile[], parts: { partNumber: number; etag: string }[]): PartFile[] {
  const byNumber = new Map(files.map((file) => [file.partNumber, file]));
  const chosen = parts.map(({ partNumber, etag }, i) => {
    if (partNumber <= (parts[i - 1]?.partNumber ?? 0)) {
      throw new StoreError("InvalidPartOrder", "The list of parts was not in ascending order.");
    }
    const file = byNumber.get(partNumber);
    if (file?.etag === etag) return file;
    throw new StoreError(
      "InvalidPart",
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    );
  });
  if (chosen.slice(0, -1).some((file) => file.sizeBytes < partSizeBytesMin)) {
    throw new StoreError(
      "EntityTooSmall",
      "Your proposed upload is smaller than the minimum allowed size",
    );
  }
  return chosen;
}

async function* readAll(files: PartFile[]): AsyncGenerator<Uint8Array> {
  for (const file of files) yield* createReadStream(file.path, { highWaterMark: 1024 * 1024 });
}
