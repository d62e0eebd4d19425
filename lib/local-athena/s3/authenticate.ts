import type { IncomingMessage } from "node:http";
import type { RequestTarget } from "./request-target";
import { invalidArgument, S3Error } from "./s3-error";
import { verifySigV2Query } from "./sigv2";
import { type SigV4Identity, type SigV4Options, verifySigV4 } from "./sigv4";

export type AuthOptions = Pick<SigV4Options, "credentials" | "temporary" | "strict" | "now">;

/** Checks the signature of an S3 request in any of its forms; throws SignatureError or S3Error. */
export function authenticate(
  req: IncomingMessage,
  target: RequestTarget,
  options: AuthOptions,
): { isPresigned: boolean; signer?: SigV4Identity } {
  const names = new Set(target.query.map(([name]) => name));
  const isV4Link = names.has("X-Amz-Signature") || names.has("X-Amz-Algorithm");
  const isV2Link = names.has("AWSAccessKeyId") || names.has("Signature");
  const forms = [isV4Link, isV2Link, req.headers.authorization !== undefined];
  if (forms.filter(Boolean).length > 1) {
    throw invalidArgument("Only one auth mechanism allowed");
  }
  if (forms.every((form) => !form)) throw new S3Error("AccessDenied", "Access Denied");
  if (isV2Link) {
    verifySigV2Query(req, target, options);
    return { isPresigned: true };
  }
  const signer = verifySigV4(req, { ...options, service: "s3" });
  if (!signer.isPresigned && req.headers["x-amz-content-sha256"] === undefined) {
    throw new S3Error(
      "InvalidRequest",
      "Missing required header for this request: x-amz-content-sha256",
    );
  }
  return { isPresigned: signer.isPresigned, signer };
}
