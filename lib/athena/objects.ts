import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { AppError } from "@/lib/domain/errors";

/** The bucket and key of `s3://bucket/key`; undefined for anything else. */
export function parseS3Uri(uri: string): { bucket: string; key: string } | undefined {
  const match = /^s3:\/\/([^/]+)\/(.+)$/i.exec(uri);
  return match?.[1] && match[2] ? { bucket: match[1], key: match[2] } : undefined;
}

/** GetObject as a stream of bytes. @throws AppError NOT_FOUND when the object is gone */
export async function openObject(s3: S3Client, uri: string) {
  const location = parseS3Uri(uri);
  if (!location) throw new AppError("NOT_FOUND", "This execution has no result object");
  const answer = await s3.send(
    new GetObjectCommand({ Bucket: location.bucket, Key: location.key }),
  );
  if (!answer.Body) throw new AppError("NOT_FOUND", "The result object is empty");
  const fileName = location.key.slice(location.key.lastIndexOf("/") + 1);
  return { body: answer.Body.transformToWebStream(), sizeBytes: answer.ContentLength, fileName };
}
