import type { UploadRef } from "../storage/object-store";
import { compareUtf8 } from "../storage/utf8-order";
import { writePrecondition } from "./conditions";
import { openCopySource, resultNodes } from "./copy-object";
import { putOptionsOf } from "./object-headers";
import { openPayload, readXmlBody } from "./payload";
import { invalidArgument, malformedXml, notImplemented } from "./s3-error";
import { queryNumber, type S3Operation, type S3Request, sendEmpty, sendXml } from "./s3-request";
import { children, childText, document, node, parseXml } from "./xml";

const partNumberMax = 10_000;
const pageSizeMax = 1_000;

export const createMultipartUpload: S3Operation = async ({ store }, request, res) => {
  const { bucket, key } = request;
  const uploadId = await store.uploads.create(bucket, key, putOptionsOf(request));
  const nodes = [node("Bucket", bucket), node("Key", key), node("UploadId", uploadId)];
  sendXml(res, document("InitiateMultipartUploadResult", nodes));
};

export const uploadPart: S3Operation = async ({ store }, request, res) => {
  const body = openPayload(request);
  const part = await store.uploads.putPart(uploadOf(request), partNumberOf(request), body);
  sendEmpty(res, 200, { etag: `"${part.etag}"` });
};

export const uploadPartCopy: S3Operation = async (service, request, res) => {
  const body = await openCopySource(service, request);
  try {
    const partNumber = partNumberOf(request);
    const part = await service.store.uploads.putPart(uploadOf(request), partNumber, body);
    sendXml(res, document("CopyPartResult", resultNodes(part)));
  } finally {
    body.destroy();
  }
};

export const completeMultipartUpload: S3Operation = async ({ store }, request, res) => {
  const body = parseXml(await readXmlBody(request), "CompleteMultipartUpload");
  const parts = children(body, "Part").map((part) => ({
    partNumber: Number(childText(part, "PartNumber")),
    etag: (childText(part, "ETag") ?? "").trim().replaceAll('"', ""),
  }));
  if (parts.length === 0 || parts.some((part) => !Number.isInteger(part.partNumber))) {
    throw malformedXml();
  }
  const precondition = writePrecondition(request);
  const head = await store.uploads.complete(uploadOf(request), parts, { precondition });
  const nodes = [
    node("Location", `http://${request.req.headers.host}${request.req.url?.split("?")[0]}`),
    node("Bucket", request.bucket),
    node("Key", request.key),
    node("ETag", `"${head.etag}"`),
  ];
  sendXml(res, document("CompleteMultipartUploadResult", nodes));
};

export const abortMultipartUpload: S3Operation = async ({ store }, request, res) => {
  await store.uploads.abort(uploadOf(request));
  sendEmpty(res, 204);
};

export const listParts: S3Operation = async ({ store }, request, res) => {
  const upload = uploadOf(request);
  const marker = queryNumber(request, "part-number-marker", 0);
  const maxParts = Math.min(queryNumber(request, "max-parts", pageSizeMax), pageSizeMax);
  const parts = (await store.uploads.listParts(upload)).filter((it) => it.partNumber > marker);
  const page = parts.slice(0, maxParts);
  const nodes = [
    node("Bucket", upload.bucket),
    node("Key", upload.key),
    node("UploadId", upload.uploadId),
    node("PartNumberMarker", marker),
    node("NextPartNumberMarker", page.at(-1)?.partNumber ?? marker),
    node("MaxParts", maxParts),
    node("IsTruncated", parts.length > page.length),
    node("StorageClass", "STANDARD"),
    ...page.map((part) =>
      node("Part", [
        node("PartNumber", part.partNumber),
        ...resultNodes(part),
        node("Size", part.sizeBytes),
      ]),
    ),
  ];
  sendXml(res, document("ListPartsResult", nodes));
};

export const listMultipartUploads: S3Operation = async ({ store }, request, res) => {
  const { bucket, query } = request;
  if (query.get("delimiter")) throw notImplemented("Grouping multipart uploads by a delimiter");
  const prefix = query.get("prefix") ?? "";
  const keyMarker = query.get("key-marker") ?? "";
  const idMarker = query.get("upload-id-marker") ?? "";
  const maxUploads = Math.min(queryNumber(request, "max-uploads", pageSizeMax), pageSizeMax);
  const uploads = await store.uploads.list(bucket);
  const isMarker = (it: UploadRef) => it.key === keyMarker && it.uploadId === idMarker;
  const after = uploads.findIndex(isMarker) + 1;
  const rest = uploads
    .slice(after)
    .filter(
      (it) =>
        it.key.startsWith(prefix) &&
        (after > 0 || !keyMarker || compareUtf8(it.key, keyMarker) > 0),
    );
  const page = rest.slice(0, maxUploads);
  const isTruncated = rest.length > page.length;
  const last = isTruncated ? page.at(-1) : undefined;
  const nodes = [
    node("Bucket", bucket),
    node("KeyMarker", keyMarker),
    node("UploadIdMarker", idMarker),
    last && node("NextKeyMarker", last.key),
    last && node("NextUploadIdMarker", last.uploadId),
    node("Prefix", prefix),
    node("MaxUploads", maxUploads),
    node("IsTruncated", isTruncated),
    ...page.map((it) =>
      node("Upload", [
        node("Key", it.key),
        node("UploadId", it.uploadId),
        node("StorageClass", "STANDARD"),
        node("Initiated", it.initiated),
      ]),
    ),
  ];
  sendXml(res, document("ListMultipartUploadsResult", nodes));
};

function uploadOf({ bucket, key, query }: S3Request): UploadRef {
  return { bucket, key, uploadId: query.get("uploadId") ?? "" };
}

function partNumberOf(request: S3Request): number {
  const partNumber = queryNumber(request, "partNumber", 0);
  if (partNumber >= 1 && partNumber <= partNumberMax) return partNumber;
  throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
}
