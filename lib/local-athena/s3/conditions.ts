import type { ObjectHead, PutOptions } from "../storage/object-store";
import { noSuchKey, S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";

/**
 * Checks the conditions of a read: PreconditionFailed, or NotModified with the object's own
 * headers. `prefix` is `x-amz-copy-source-` for the source of a copy, where both give 412.
 */
export function checkReadConditions(
  request: S3Request,
  head: ObjectHead,
  prefix: "" | "x-amz-copy-source-" = "",
): void {
  const ifMatch = request.header(`${prefix}if-match`);
  const unmodifiedSince = dateOf(request.header(`${prefix}if-unmodified-since`));
  const ifNoneMatch = request.header(`${prefix}if-none-match`);
  const modifiedSince = dateOf(request.header(`${prefix}if-modified-since`));
  const modifiedAt = wholeSeconds(head.lastModified);
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, head)) throw preconditionFailed("If-Match");
  } else if (unmodifiedSince !== undefined && modifiedAt > unmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  const isUnchanged =
    ifNoneMatch !== undefined
      ? matches(ifNoneMatch, head)
      : modifiedSince !== undefined && modifiedAt <= modifiedSince;
  if (!isUnchanged) return;
  if (prefix) throw preconditionFailed("If-None-Match");
  throw new S3Error("NotModified", "Not modified", {
    etag: `"${head.etag}"`,
    "last-modified": head.lastModified.toUTCString(),
  });
}

/** The condition of a write (`If-None-Match: *`, `If-Match`) for the store to check; or none. */
export function writePrecondition(request: S3Request): PutOptions["precondition"] {
  const ifMatch = request.header("if-match");
  const ifNoneMatch = request.header("if-none-match");
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined;
  return (current) => {
    if (ifMatch !== undefined) {
      if (!current) throw noSuchKey();
      if (!matches(ifMatch, current)) throw preconditionFailed("If-Match");
    }
    if (ifNoneMatch !== undefined && current && matches(ifNoneMatch, current)) {
      throw preconditionFailed("If-None-Match");
    }
  };
}

function matches(condition: string, head: ObjectHead): boolean {
  return condition.split(",").some((part) => {
    const etag = part.trim().replace(/^W\//, "").replaceAll('"', "");
    return etag === "*" || etag === head.etag;
  });
}

/** HTTP dates know whole seconds only; a malformed one is no condition. */
function dateOf(text: string | undefined): number | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000) * 1_000;
}

function preconditionFailed(condition: string): S3Error {
  return new S3Error(
    "PreconditionFailed",
    `At least one of the pre-conditions you specified did not hold: ${condition}`,
  );
}
