import type { ServerResponse } from "node:http";
import type { ObjectHead, PutOptions } from "../storage/object-store";
import { notImplemented, S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";

const contentHeaderNames = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
] as const;

const metadataPrefix = "x-amz-meta-";
const metadataSizeBytesMax = 2 * 1024;

/** Asking for these and not getting them would mislead, so they are refused. */
const refusedPrefixes = [
  "x-amz-server-side-encryption-customer-",
  "x-amz-server-side-encryption-aws-kms-",
  "x-amz-copy-source-server-side-encryption-customer-",
  "x-amz-object-lock-",
  "x-amz-tagging",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
];

/** What an upload's headers say of the object; MethodNotAllowed for what would be lost. */
export function putOptionsOf(request: S3Request): PutOptions {
  for (const prefix of refusedPrefixes) {
    const [first] = request.headersFrom(prefix);
    if (first && prefix + first[0] !== "x-amz-tagging-directive") {
      throw notImplemented(`The header ${prefix}${first[0]}`);
    }
  }
  if (request.header("x-amz-server-side-encryption")?.startsWith("aws:")) {
    throw notImplemented("Encryption with AWS KMS");
  }
  const metadata = Object.fromEntries(request.headersFrom(metadataPrefix));
  const sizeBytes = Object.entries(metadata).reduce((sum, [k, v]) => sum + k.length + v.length, 0);
  if (sizeBytes > metadataSizeBytesMax) {
    throw new S3Error("MetadataTooLarge", "Your metadata headers exceed the maximum allowed size.");
  }
  return {
    contentType: request.header("content-type"),
    contentHeaders: contentHeadersOf(request),
    metadata,
  };
}

/** Sets the headers that describe an object, and those by which the request overrides them. */
export function setObjectHeaders(res: ServerResponse, head: ObjectHead, request: S3Request): void {
  res.setHeader("etag", `"${head.etag}"`);
  res.setHeader("last-modified", head.lastModified.toUTCString());
  res.setHeader("accept-ranges", "bytes");
  res.setHeader("content-type", head.contentType);
  for (const [name, value] of Object.entries(head.contentHeaders)) res.setHeader(name, value);
  for (const [name, value] of Object.entries(head.metadata)) {
    res.setHeader(metadataPrefix + name, value);
  }
  for (const name of ["content-type", ...contentHeaderNames]) {
    const override = request.query.get(`response-${name}`);
    if (override !== undefined) res.setHeader(name, override);
  }
  // An object is never a page of this origin, whatever it says of itself.
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("content-security-policy", "sandbox");
}

/** `aws-chunked` describes the transfer only and is no property of the object. */
function contentHeadersOf(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of contentHeaderNames) {
    const value = request.header(name);
    if (value === undefined) continue;
    const kept = name === "content-encoding" ? withoutChunked(value) : value;
    if (kept !== "") headers[name] = kept;
  }
  return headers;
}

function withoutChunked(encoding: string): string {
  const encodings = encoding.split(",").map((it) => it.trim());
  return encodings.filter((it) => it.toLowerCase() !== "aws-chunked").join(",");
}
