import type { Readable } from "node:stream";
import type { ObjectHead } from "../storage/object-store";
import { requireBucket } from "./buckets";
import { byteRangeOf } from "./byte-range";
import { checkReadConditions, writePrecondition } from "./conditions";
import { putOptionsOf } from "./object-headers";
import { invalidArgument, noSuchKey, S3Error } from "./s3-error";
import { type S3Operation, type S3Request, type S3Service, sendXml } from "./s3-request";
import { document, node } from "./xml";

type Source = { bucket: string; key: string };

/** CopyObject: metadata of the source, or of the request with `x-amz-metadata-directive: REPLACE`. */
export const copyObject: S3Operation = async (service, request, res) => {
  const from = sourceOf(request);
  const to = { bucket: request.bucket, key: request.key };
  const options = putOptionsOf(request);
  const isReplaced = directiveOf(request) === "REPLACE";
  if (!isReplaced && from.bucket === to.bucket && from.key === to.key) {
    throw new S3Error(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  checkReadConditions(request, await requireSource(service, from), "x-amz-copy-source-");
  const precondition = writePrecondition(request);
  const head = await service.store.copy(from, to, {
    ...(isReplaced ? options : {}),
    precondition,
  });
  sendXml(res, document("CopyObjectResult", resultNodes(head)));
};

/** The bytes that an UploadPartCopy takes from its source. */
export async function openCopySource(service: S3Service, request: S3Request): Promise<Readable> {
  const from = sourceOf(request);
  const head = await requireSource(service, from);
  checkReadConditions(request, head, "x-amz-copy-source-");
  const text = request.header("x-amz-copy-source-range");
  const range = byteRangeOf(text, head.sizeBytes);
  if (text !== undefined && !range) {
    throw invalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last");
  }
  const found = await service.store.get(from.bucket, from.key, range);
  if (!found) throw noSuchKey();
  return found.body;
}

export function resultNodes(part: { etag: string; lastModified: Date }) {
  return [node("LastModified", part.lastModified), node("ETag", `"${part.etag}"`)];
}

function directiveOf(request: S3Request): "COPY" | "REPLACE" {
  const directive = request.header("x-amz-metadata-directive") ?? "COPY";
  if (directive === "COPY" || directive === "REPLACE") return directive;
  throw invalidArgument("Unknown metadata directive.");
}

function sourceOf(request: S3Request): Source {
  const header = request.header("x-amz-copy-source") ?? "";
  const [path = "", version] = header.replace(/^\//, "").split("?versionId=");
  const [, bucket, key] = /^([^/]+)\/(.+)$/s.exec(decode(path)) ?? [];
  if (!bucket || !key || bucket.startsWith("arn:")) {
    throw invalidArgument(
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
    );
  }
  if (version !== undefined && version !== "null")
    throw invalidArgument("Invalid version id specified");
  return { bucket, key };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalidArgument("Copy Source must be URL-encoded");
  }
}

async function requireSource(service: S3Service, from: Source): Promise<ObjectHead> {
  const head = await service.store.head(from.bucket, from.key);
  if (head) return head;
  await requireBucket(service, from.bucket);
  throw noSuchKey();
}
