import type { IncomingMessage, ServerResponse } from "node:http";

/** What SDKs send from a browser (reference 2.1). */
const REQUEST_HEADERS = [
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "authorization",
  "content-type",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-security-token",
  "x-amz-target",
  "x-amz-user-agent",
].join(", ");

const PREFLIGHT_SECONDS = 600;

/** A browser's question whether a page may call Athena. */
export const isPreflight = ({ method, url, headers }: IncomingMessage) =>
  method === "OPTIONS" && url === "/" && headers["access-control-request-method"] !== undefined;

/** Lets the page that calls read the answer; pages of other machines have been refused before. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  response.setHeader("Access-Control-Allow-Origin", origin);
  response.setHeader("Access-Control-Expose-Headers", "x-amzn-RequestId");
  response.setHeader("Vary", "Origin");
}

export async function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  allowOrigin(request, response);
  response.writeHead(204, {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": REQUEST_HEADERS,
    "Access-Control-Max-Age": PREFLIGHT_SECONDS,
  });
  response.end();
}
