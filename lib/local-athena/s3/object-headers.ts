import type { ServerResponse } from "node:http";
import type { ObjectHead, PutOptions } from "../storage/object-store";
import { invalidArgument, notImplemented, S3Error } from "./s3-error";
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
  "x-amz-server-side-encryption-context",
  "x-amz-copy-source-server-side-encryption-customer-",
  "x-amz-object-lock-",
  "x-amz-tagging",
  "x-amz-website-redirect-location",
  "x-amz-write-offset-bytes",
];

/** What an upload's headers say of the object; MethodNotAllowed for what would be lost, S3's refusal of what no bucket of ours takes. */
export function putOptionsOf(request: S3Request): PutOptions {
  for (const prefix of refusedPrefixes) {
    const [first] = request.headersFrom(prefix);
    if (first && prefix + first[0] !== "x-amz-tagging-directive") {
      throw notImplemented(`The header ${prefix}${first[0]}`);
    }
  }
  checkEncryption(request);
  checkAcl(request);
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

const ENCRYPTION = "x-amz-server-side-encryption";
const KMS_KEY = `${ENCRYPTION}-aws-kms-key-id`;

/** AES256 is taken: whatever S3 holds is encrypted so. There is no KMS here, hence no key that could be known. */
function checkEncryption(request: S3Request): void {
  const encryption = request.header(ENCRYPTION);
  const key = request.header(KMS_KEY);
  if (encryption?.startsWith("aws:")) {
    if (key === undefined) throw notImplemented("Encryption with AWS KMS");
    throw new S3Error(
      "KMS.NotFoundException",
      `Key '${key}' does not exist: AWS KMS is not available in local-athena, which takes AES256 or no encryption.`,
    );
  }
  if (encryption !== undefined && encryption !== "AES256") {
    throw new S3Error(
      "InvalidEncryptionAlgorithmError",
      "The encryption request you specified is not valid. The valid value is AES256.",
    );
  }
  if (key !== undefined) {
    throw invalidArgument(
      `Server Side Encryption with AWS KMS managed key requires HTTP header ${ENCRYPTION} : aws:kms`,
    );
  }
}

/** Buckets are BucketOwnerEnforced, as new ones of S3 are: only the ACL that says the same is taken. */
function checkAcl(request: S3Request): void {
  const acl = request.header("x-amz-acl");
  const grants = request.headersFrom("x-amz-grant-");
  if (grants.length === 0 && (acl === undefined || acl === "bucket-owner-full-control")) return;
  throw new S3Error("AccessControlListNotSupported", "The bucket does not allow ACLs");
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
