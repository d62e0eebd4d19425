import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import { AppError } from "@/lib/domain/errors";
import { parseS3Uri } from "./objects";

/** `from` undefined: the last `bytesMax` bytes. */
export type ByteWindow = { from: number | undefined; bytesMax: number };

/** Bytes `from` to `from + bytes.length` of an object that holds `sizeBytes` now. */
export type WindowBytes = { from: number; bytes: Uint8Array; sizeBytes: number };

/**
 * GetObject with a Range. A window behind the end, or of an empty object, has no bytes.
 * @throws the SDK's NoSuchKey when nothing has been written yet
 */
export async function readWindow(
  s3: S3Client,
  uri: string,
  { from, bytesMax }: ByteWindow,
): Promise<WindowBytes> {
  const place = placeOf(uri);
  const range = from === undefined ? `bytes=-${bytesMax}` : `bytes=${from}-${from + bytesMax - 1}`;
  try {
    const answer = await s3.send(new GetObjectCommand({ ...place, Range: range }));
    const bytes = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.ContentRange ?? "") ?? [];
    return {
      from: Number(start ?? 0),
      bytes,
      sizeBytes: Number(total ?? answer.ContentLength ?? bytes.length),
    };
  } catch (error) {
    if ((error as Error).name !== "InvalidRange") throw error;
    const head = await s3.send(new HeadObjectCommand(place));
    const sizeBytes = head.ContentLength ?? 0;
    return { from: Math.min(from ?? 0, sizeBytes), bytes: new Uint8Array(), sizeBytes };
  }
}

export type FolderObject = { name: string; sizeBytes: number; modifiedAt: number | undefined };
const OBJECTS_MAX = 200;

/** ListObjectsV2 below `s3://bucket/folder`, names relative to it; the first 200, and whether there are more. */
export async function listFolder(
  s3: S3Client,
  uri: string,
): Promise<{ objects: FolderObject[]; more: boolean }> {
  const { Bucket, Key } = placeOf(uri);
  const prefix = Key.endsWith("/") ? Key : `${Key}/`;
  const page = await s3.send(
    new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: OBJECTS_MAX }),
  );
  const objects = (page.Contents ?? []).flatMap(({ Key: key = "", Size, LastModified }) =>
    key.length > prefix.length
      ? [
          {
            name: key.slice(prefix.length),
            sizeBytes: Size ?? 0,
            modifiedAt: LastModified?.getTime(),
          },
        ]
      : [],
  );
  return { objects, more: page.IsTruncated ?? false };
}

function placeOf(uri: string) {
  const location = parseS3Uri(uri);
  if (!location) throw new AppError("NOT_FOUND", "This calculation names no object for that");
  return { Bucket: location.bucket, Key: location.key };
}
