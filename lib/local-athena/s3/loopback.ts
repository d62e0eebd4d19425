import type { IncomingMessage } from "node:http";

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Why a request that reached a loopback port is not one of this machine's own, or undefined:
 * a name that a web page rebound to loopback, or a page of another site. Answer it with 403.
 */
export function foreignOrigin(req: Pick<IncomingMessage, "headers">): string | undefined {
  const { host, origin } = req.headers;
  if (!host || !loopbackHost.test(host)) return "The Host header does not name this machine.";
  if (origin !== undefined && !loopbackHost.test(origin.replace(/^https?:\/\//, ""))) {
    return "Requests from pages of other sites are not accepted.";
  }
  const isForeignPage = req.headers["sec-fetch-site"] === "cross-site";
  if (isForeignPage && req.headers["sec-fetch-mode"] !== "navigate") {
    return "Requests from pages of other sites are not accepted.";
  }
  return undefined;
}

/**
 * Why a request comes from a page that is not of this very address, such as one that another port of this machine
 * serves; undefined for programs, which send no origin. Answer it with 403.
 */
export function otherOrigin({ headers }: Pick<IncomingMessage, "headers">): string | undefined {
  const { host, origin, "sec-fetch-site": site } = headers;
  const isOwn = origin === undefined || origin.replace(/^https?:\/\//, "") === host;
  if (isOwn && (site === undefined || site === "same-origin" || site === "none")) return undefined;
  return "Requests from pages are not accepted.";
}
