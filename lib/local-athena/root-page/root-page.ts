import { createHash } from "node:crypto";
import type { RequestHandler } from "../protocol/http-server";
import type { Holdings } from "./holdings";
import { renderRootPage } from "./render";
import { STYLES } from "./styles";

const styleHash = createHash("sha256").update(STYLES).digest("base64");

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
} as const;

/** Answers a browser at the root with what the service is, holds and how to use it. */
export function createRootPage(holdings: () => Promise<Holdings>): RequestHandler {
  return async (request, response) => {
    const page = renderRootPage(await holdings());
    response.writeHead(200, { ...HEADERS, "Content-Length": Buffer.byteLength(page) });
    response.end(request.method === "HEAD" ? undefined : page);
  };
}
