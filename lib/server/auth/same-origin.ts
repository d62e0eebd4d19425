import { AppError } from "@/lib/domain/errors";

/**
 * Session cookies travel with requests that other sites cause; changes are taken from our own pages only.
 * `publicOrigin` is NEXTAUTH_URL: a proxy in front may have changed Host, and what it says in X-Forwarded-Host
 * is not asked. @throws AppError FORBIDDEN
 */
export function refuseForeignPages(
  request: { method: string; headers: Headers },
  publicOrigin: string,
): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const foreign =
    site === null
      ? origin !== null && !isOwn(origin, request, publicOrigin)
      : site !== "same-origin";
  if (foreign) throw new AppError("FORBIDDEN", "This request came from another site");
}

/** `null`, which sandboxed pages send, is the origin of nobody. */
function isOwn(origin: string, request: { headers: Headers }, publicOrigin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === request.headers.get("host") || host === new URL(publicOrigin).host;
}
