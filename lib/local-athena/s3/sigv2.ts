import { createHmac } from "node:crypto";
import type { RequestTarget } from "./request-target";
import { expired, SignatureError, unknownAccessKey, wrongSignature } from "./signature-error";
import { collectHeaders, isSameSignature, type SignedRequest, type SigV4Options } from "./sigv4";

const signedSubresources = new Set([
  "acl",
  "delete",
  "lifecycle",
  "location",
  "logging",
  "notification",
  "partNumber",
  "policy",
  "requestPayment",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "restore",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);

/**
 * Verifies a Signature Version 2 link, which older boto3 and AWS CLI make for endpoints of one's
 * own. Same rule for foreign access keys as `verifySigV4`. Throws SignatureError.
 */
export function verifySigV2Query(
  req: SignedRequest,
  target: RequestTarget,
  options: Pick<SigV4Options, "credentials" | "strict" | "now">,
): { accessKeyId: string } {
  const query = new Map(target.query);
  const accessKeyId = query.get("AWSAccessKeyId") ?? "";
  const expires = query.get("Expires") ?? "";
  const signature = query.get("Signature") ?? "";
  if (!accessKeyId || !signature || !/^\d{1,12}$/.test(expires)) {
    throw new SignatureError(
      "AccessDenied",
      "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters",
    );
  }
  if ((options.now ?? new Date()).getTime() > Number(expires) * 1_000) throw expired();
  const secret = options.credentials.get(accessKeyId);
  if (secret === undefined) {
    if (options.strict) throw unknownAccessKey();
    return { accessKeyId };
  }
  const toSign = stringToSign(req, target, query, expires);
  const expected = createHmac("sha1", secret).update(toSign).digest("base64");
  if (!isSameSignature(expected, signature)) throw wrongSignature();
  return { accessKeyId };
}

/** boto moves headers that it signs into the query, so each may come either way. */
function stringToSign(
  req: SignedRequest,
  target: RequestTarget,
  query: Map<string, string>,
  expires: string,
): string {
  const headers = collectHeaders(req.rawHeaders);
  const given = (name: string) => headers.get(name)?.join(",").trim() ?? query.get(name) ?? "";
  const amzNames = [...headers.keys(), ...query.keys()].filter((it) => it.startsWith("x-amz-"));
  const amzHeaders = [...new Set(amzNames)].sort().map((name) => `${name}:${given(name)}\n`);
  const subresources = target.query
    .filter(([name]) => signedSubresources.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  const resource = [target.rawPath, ...(subresources.length ? [subresources.join("&")] : [])];
  return [
    req.method,
    given("content-md5"),
    given("content-type"),
    expires,
    amzHeaders.join("") + resource.join("?"),
  ].join("\n");
}
