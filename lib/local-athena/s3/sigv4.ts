import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Principal } from "../sts/principal";
import type { TemporaryCredentials } from "../sts/temporary-credentials";
import { encodeUri, parseTarget, type RequestTarget } from "./request-target";
import {
  expired,
  malformed,
  SignatureError,
  unknownAccessKey,
  wrongSignature,
} from "./signature-error";
import { type Claim, claimOf, signatureParameter } from "./sigv4-claim";

export type SignedRequest = Pick<IncomingMessage, "method" | "url" | "rawHeaders">;

export type SigV4Options = {
  /** Secret by access key id. */
  credentials: ReadonlyMap<string, string>;
  /** Keys that STS issued: they verify with their session token. */
  temporary?: Pick<TemporaryCredentials, "holderOf"> | undefined;
  /** Service name in the credential scope, such as `s3` or `athena`. */
  service: string;
  /** Hex SHA-256 of the body; without it the request's own `x-amz-content-sha256` is believed. */
  bodySha256?: string;
  /** Refuse access keys that are not in `credentials` instead of trusting them unverified. */
  strict?: boolean;
  now?: Date;
};

export type SigV4Identity = {
  accessKeyId: string;
  /** Absent when the access key is not ours, so that nothing it signed can be verified. */
  signingKey?: Buffer;
  isPresigned: boolean;
  /** `YYYYMMDDTHHMMSSZ` of the request. */
  amzDate: string;
  /** `YYYYMMDD/region/service/aws4_request`. */
  scope: string;
  signature: string;
  /** Who holds a key that STS issued. */
  principal?: Principal;
};

const clockSkewMaxMs = 15 * 60_000;

/**
 * Verifies an AWS Signature Version 4 in the Authorization header or the query. A key of ours must
 * verify; a foreign one passes after the checks of form and time, unless `strict`.
 * Throws SignatureError.
 */
export function verifySigV4(req: SignedRequest, options: SigV4Options): SigV4Identity {
  const target = parseTarget(req.url ?? "");
  if (!target) throw malformed("The request URI could not be parsed.");
  const headers = collectHeaders(req.rawHeaders);
  const claim = claimOf(headers, target, options.service);
  checkTime(claim, options.now ?? new Date());
  const { accessKeyId, amzDate, signature, isPresigned } = claim;
  const scope = claim.scope.join("/");
  const identity = { accessKeyId, isPresigned, amzDate, scope, signature };
  const holder = options.temporary?.holderOf(accessKeyId, sessionToken(headers, target));
  const secret = holder?.secretAccessKey ?? options.credentials.get(accessKeyId);
  if (secret === undefined) {
    if (options.strict) throw unknownAccessKey();
    return identity;
  }
  checkSignedHeaders(claim, headers);
  const signingKey = claim.scope.reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secret}`),
  );
  const request = canonicalRequest(req.method ?? "", target, headers, claim, options);
  const toSign = ["AWS4-HMAC-SHA256", amzDate, scope, sha256(request)].join("\n");
  if (!isSameSignature(hmac(signingKey, toSign).toString("hex"), signature)) throw wrongSignature();
  return { ...identity, signingKey, ...(holder ? { principal: holder.principal } : {}) };
}

const sessionToken = (headers: Map<string, string[]>, target: RequestTarget) =>
  headers.get("x-amz-security-token")?.[0] ??
  target.query.find(([name]) => name === "X-Amz-Security-Token")?.[1];

/** Compares two signatures in constant time. */
export function isSameSignature(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}

export function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Header values by lower-case name, in the order they came. */
export function collectHeaders(rawHeaders: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]?.toLowerCase() ?? "";
    const values = headers.get(name) ?? [];
    values.push(rawHeaders[i + 1] ?? "");
    headers.set(name, values);
  }
  return headers;
}

function checkTime(claim: Claim, now: Date): void {
  const ageMs = now.getTime() - claim.signedAt.getTime();
  if (claim.expiresSeconds !== undefined) {
    if (ageMs < -clockSkewMaxMs)
      throw new SignatureError("AccessDenied", "Request is not yet valid");
    if (ageMs > claim.expiresSeconds * 1_000) throw expired();
  } else if (Math.abs(ageMs) > clockSkewMaxMs) {
    throw new SignatureError(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
    );
  }
}

/** An unsigned `x-amz-*` header would let a link's bearer change what the link does. */
function checkSignedHeaders(claim: Claim, headers: Map<string, string[]>): void {
  if (!claim.signedHeaders.includes("host")) throw malformed("'host' must be a signed header.");
  for (const name of headers.keys()) {
    if (!name.startsWith("x-amz-") || claim.signedHeaders.includes(name)) continue;
    if (name === "x-amz-content-sha256") continue;
    throw new SignatureError(
      "AccessDenied",
      `There were headers present in the request which were not signed: ${name}`,
    );
  }
}

function canonicalRequest(
  method: string,
  target: RequestTarget,
  headers: Map<string, string[]>,
  claim: Claim,
  options: SigV4Options,
): Buffer {
  const singleEncoded = encodeUri(target.path, "/");
  const lines = [
    method,
    options.service === "s3" ? singleEncoded : encodeUri(singleEncoded, "/"),
    canonicalQuery(target),
    ...claim.signedHeaders.map((name) => `${name}:${canonicalValue(headers.get(name))}`),
    "",
    claim.signedHeaders.join(";"),
    options.bodySha256 ?? payloadHashOf(headers, claim),
  ];
  // Node hands out header bytes as Latin-1, and what was signed are the bytes.
  return Buffer.from(lines.join("\n"), "latin1");
}

function payloadHashOf(headers: Map<string, string[]>, claim: Claim): string {
  const own = headers.get("x-amz-content-sha256")?.[0];
  if (!claim.isPresigned) return own ?? sha256("");
  return own && claim.signedHeaders.includes("x-amz-content-sha256") ? own : "UNSIGNED-PAYLOAD";
}

function canonicalQuery(target: RequestTarget): string {
  return target.query
    .filter(([name]) => name !== signatureParameter)
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function canonicalValue(values: string[] = []): string {
  return values.map((value) => value.trim().replace(/ +/g, " ")).join(",");
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
