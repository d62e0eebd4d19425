import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

/** Sends whole pages that have no scripts and only the styles given, and that nobody keeps or frames. */
export function pageSender(styles: string) {
  const styleHash = createHash("sha256").update(styles).digest("base64");
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
  return (response: ServerResponse, status: number, page: string) => {
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(page) });
    response.end(response.req.method === "HEAD" ? undefined : page);
  };
}
