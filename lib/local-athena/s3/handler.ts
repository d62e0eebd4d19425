import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ObjectStore } from "../storage/object-store";
import { type AuthOptions, authenticate } from "./authenticate";
import { checkBucketOwner } from "./bucket-owner";
import { foreignOrigin } from "./loopback";
import { operationOf } from "./operations";
import { parseTarget, type RequestTarget } from "./request-target";
import { S3Error, toS3Error } from "./s3-error";
import { type S3Request, sendEmpty } from "./s3-request";
import { node, xmlDeclaration } from "./xml";

export type S3HandlerOptions = {
  store: ObjectStore;
  /** Secret by access key id; other keys are trusted unverified unless `strict`. */
  credentials: ReadonlyMap<string, string>;
  /** Keys that STS issued. */
  temporary?: AuthOptions["temporary"];
  region: string;
  /** Twelve digits: the owner of every bucket. */
  accountId: string;
  strict?: boolean;
  now?: () => Date;
  /** Told of faults of ours, which the client sees only as InternalError with the same id. */
  onError?: (error: unknown, requestId: string) => void;
  /** Told of each request whose signature was accepted, with whose it is if STS issued the key. */
  onCall?: (request: S3Request) => void;
};

/** Serves path-style S3 to this machine; answers every request, errors as S3's XML. */
export function createS3Handler(
  options: S3HandlerOptions,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const { store, region, credentials, temporary, strict, now = () => new Date() } = options;
  return async (req, res) => {
    const requestId = randomBytes(8).toString("hex").toUpperCase();
    res.setHeader("x-amz-request-id", requestId);
    try {
      const request = acceptRequest(req, { credentials, temporary, strict, now: now() });
      options.onCall?.(request);
      await checkBucketOwner(store, options.accountId, request);
      await operationOf(request)({ store, region }, request, res);
    } catch (error) {
      const isClientGone = res.destroyed || req.socket.destroyed;
      const known = toS3Error(error);
      if (!known && !isClientGone) options.onError?.(error, requestId);
      if (isClientGone || res.headersSent) res.destroy();
      else sendError(req, res, known ?? internalError(), requestId);
    }
  };
}

function acceptRequest(req: IncomingMessage, auth: AuthOptions): S3Request {
  const foreign = foreignOrigin(req);
  if (foreign) throw new S3Error("AccessDenied", foreign);
  const target = parseTarget(req.url ?? "");
  if (!target) throw new S3Error("InvalidURI", "Couldn't parse the specified URI.");
  const { isPresigned, signer } = authenticate(req, target, auth);
  const headers = headersOf(req, isPresigned ? target : undefined);
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(target.path) ?? [];
  return {
    req,
    bucket,
    key,
    query: new Map(target.query),
    header: (name) => headers.get(name),
    headersFrom: (prefix) =>
      [...headers]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    signer,
  };
}

/** A link's signer moves `x-amz-*` headers into its query. */
function headersOf(req: IncomingMessage, link?: RequestTarget): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of link?.query ?? []) {
    const header = name.toLowerCase();
    if (/^(?:x-amz-|content-type$|content-md5$)/.test(header)) headers.set(header, value);
  }
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return headers;
}

function sendError(
  req: IncomingMessage,
  res: ServerResponse,
  error: S3Error,
  requestId: string,
): void {
  for (const name of res.getHeaderNames()) {
    if (name !== "x-amz-request-id") res.removeHeader(name);
  }
  if (error.status === 304) {
    res.writeHead(304, error.headers);
    res.end();
    return;
  }
  if (req.method === "HEAD") {
    sendEmpty(res, error.status, error.headers);
    return;
  }
  const { markup } = node("Error", [
    node("Code", error.code),
    node("Message", error.message),
    node("Resource", req.url?.split("?")[0] ?? ""),
    node("RequestId", requestId),
  ]);
  res.writeHead(error.status, { ...error.headers, "content-type": "application/xml" });
  res.end(xmlDeclaration + markup);
}

function internalError(): S3Error {
  return new S3Error("InternalError", "We encountered an internal error. Please try again.");
}
