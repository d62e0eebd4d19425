import type { ListPage, ObjectHead } from "../storage/object-store";
import { encodeUri } from "./request-target";
import { invalidArgument } from "./s3-error";
import { queryNumber, type S3Operation, type S3Request, sendXml } from "./s3-request";
import { document, node, type XmlNode } from "./xml";

const maxKeysMax = 1_000;
const tokenVersion = "1:";
/** Every object belongs to the one user of this machine. */
export const ownerNodes = [node("ID", "0".repeat(64)), node("DisplayName", "local-athena")];

/** ListObjectsV2: the token is opaque and goes on after the last key or common prefix. */
export const listObjectsV2: S3Operation = async ({ store }, request, res) => {
  const { query } = request;
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after");
  const options = listOptionsOf(request);
  const from = token === undefined ? startAfter : readToken(token);
  const page = await store.list(request.bucket, { ...options, startAfter: from });
  const encode = keyEncoder(request);
  const next = page.nextStartAfter;
  const withOwner = query.get("fetch-owner") === "true";
  const nodes = [
    ...commonNodes(request, page, options.maxKeys),
    node("KeyCount", page.objects.length + page.commonPrefixes.length),
    startAfter === undefined ? undefined : node("StartAfter", encode(startAfter)),
    token === undefined ? undefined : node("ContinuationToken", token),
    next === undefined ? undefined : node("NextContinuationToken", writeToken(next)),
    ...contentNodes(page, encode, withOwner),
  ];
  sendXml(res, document("ListBucketResult", nodes));
};

/** ListObjects, the first version, which older tools still use. */
export const listObjects: S3Operation = async ({ store }, request, res) => {
  const marker = request.query.get("marker") ?? "";
  const options = listOptionsOf(request);
  const page = await store.list(request.bucket, { ...options, startAfter: marker });
  const encode = keyEncoder(request);
  const next = options.delimiter ? page.nextStartAfter : undefined;
  const nodes = [
    ...commonNodes(request, page, options.maxKeys),
    node("Marker", encode(marker)),
    next === undefined ? undefined : node("NextMarker", encode(next)),
    ...contentNodes(page, encode, true),
  ];
  sendXml(res, document("ListBucketResult", nodes));
};

function listOptionsOf(request: S3Request) {
  const { query } = request;
  const maxKeys = Math.min(queryNumber(request, "max-keys", maxKeysMax), maxKeysMax);
  return { prefix: query.get("prefix"), delimiter: query.get("delimiter"), maxKeys };
}

function commonNodes(request: S3Request, page: ListPage, maxKeys: number): (XmlNode | undefined)[] {
  const encode = keyEncoder(request);
  const { query } = request;
  const delimiter = query.get("delimiter");
  return [
    node("Name", request.bucket),
    node("Prefix", encode(query.get("prefix") ?? "")),
    delimiter ? node("Delimiter", encode(delimiter)) : undefined,
    node("MaxKeys", maxKeys),
    query.has("encoding-type") ? node("EncodingType", "url") : undefined,
    node("IsTruncated", page.nextStartAfter !== undefined),
  ];
}

function contentNodes(
  page: ListPage,
  encode: (key: string) => string,
  withOwner: boolean,
): XmlNode[] {
  const contents = page.objects.map((head) => contentNode(head, encode, withOwner));
  const prefixes = page.commonPrefixes.map((prefix) =>
    node("CommonPrefixes", [node("Prefix", encode(prefix))]),
  );
  return [...contents, ...prefixes];
}

function contentNode(
  head: ObjectHead,
  encode: (key: string) => string,
  withOwner: boolean,
): XmlNode {
  return node("Contents", [
    node("Key", encode(head.key)),
    node("LastModified", head.lastModified),
    node("ETag", `"${head.etag}"`),
    node("Size", head.sizeBytes),
    withOwner ? node("Owner", ownerNodes) : undefined,
    node("StorageClass", "STANDARD"),
  ]);
}

function keyEncoder(request: S3Request): (key: string) => string {
  const encoding = request.query.get("encoding-type");
  if (encoding === undefined) return (key) => key;
  if (encoding === "url") return (key) => encodeUri(key, "/");
  throw invalidArgument("Invalid Encoding Method specified in Request");
}

function writeToken(startAfter: string): string {
  return Buffer.from(tokenVersion + startAfter).toString("base64url");
}

function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (text.startsWith(tokenVersion)) return text.slice(tokenVersion.length);
  throw invalidArgument("The continuation token provided is incorrect");
}
