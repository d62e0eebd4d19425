import type { IncomingMessage, ServerResponse } from "node:http";
import type { ObjectStore } from "../storage/object-store";
import { invalidArgument } from "./s3-error";
import type { SigV4Identity } from "./sigv4";

/** A request whose signature has been accepted. */
export type S3Request = {
  req: IncomingMessage;
  bucket: string;
  key: string;
  query: ReadonlyMap<string, string>;
  /** A header by lower-case name; a link may carry `x-amz-*` headers in its query. */
  header(name: string): string | undefined;
  /** Headers whose names begin so, with the rest of the name. */
  headersFrom(prefix: string): [rest: string, value: string][];
  signer?: SigV4Identity;
};

export type S3Service = { store: ObjectStore; region: string };

/** One S3 operation: answers the request or throws what becomes an S3 error. */
export type S3Operation = (
  service: S3Service,
  request: S3Request,
  res: ServerResponse,
) => Promise<void>;

/** A whole number of the query; `fallback` when absent, InvalidArgument when it is none. */
export function queryNumber(request: S3Request, name: string, fallback: number): number {
  const text = request.query.get(name);
  if (text === undefined || text === "") return fallback;
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidArgument(`Provided ${name} not an integer or within integer range`);
  }
  return Number(text);
}

export function sendXml(res: ServerResponse, xml: string, status = 200): void {
  res.writeHead(status, {
    "content-type": "application/xml",
    "content-length": Buffer.byteLength(xml),
  });
  res.end(xml);
}

export function sendEmpty(
  res: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  if (status === 204) res.writeHead(status, headers);
  else res.writeHead(status, { "content-length": "0", ...headers });
  res.end();
}
