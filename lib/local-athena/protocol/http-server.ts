import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { foreignOrigin, otherOrigin } from "../s3/loopback";
import { isStsRequest } from "../sts/sts-request";
import { allowOrigin, answerPreflight, isPreflight } from "./cors";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type Routes = {
  athena: RequestHandler;
  sts: RequestHandler;
  /** Everything that is nobody else's. */
  s3: RequestHandler;
  /** What a browser sees at the root. */
  page: RequestHandler;
  /** What else is served below /_athenaeum/, by path: each takes its path and all paths below it. */
  own: Readonly<Record<string, RequestHandler>>;
  /** Absent unless the service was started with it. */
  control?: RequestHandler;
  /** Answered without any of them, also while the rest is starting. */
  health: () => { ready: boolean; body: object };
};

/** Paths of our own; no bucket's name begins like this. */
const OWN_PREFIX = "/_athenaeum/";
const HEALTH_PATH = `${OWN_PREFIX}health`;
export const CONTROL_PATH = `${OWN_PREFIX}control`;

/** Longer than clients keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 75_000;

function isAthenaRequest(request: IncomingMessage): boolean {
  return (
    request.headers["x-amz-target"] !== undefined ||
    (request.method === "POST" && request.url === "/")
  );
}

/** A person at the root: S3 clients sign, in a header or in the query, and no client of Athena asks for HTML. */
function isBrowser({ method, url, headers }: IncomingMessage): boolean {
  return (
    (method === "GET" || method === "HEAD") &&
    url === "/" &&
    headers.authorization === undefined &&
    (headers.accept?.includes("text/html") ?? false)
  );
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

const isUnder = (url: string, path: string) =>
  url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`);
const isControl = (url: string) => isUnder(url, CONTROL_PATH);

/** The handler of a request that is not S3's; S3 refuses foreign pages itself, in its own words. */
function ownHandler(routes: Routes, request: IncomingMessage): RequestHandler | undefined {
  const path = request.url ?? "";
  if (path === HEALTH_PATH)
    return async (_request, response) => {
      const { ready, body } = routes.health();
      sendJson(response, ready ? 200 : 503, body);
    };
  if (isPreflight(request)) return answerPreflight;
  if (isStsRequest(request)) return routes.sts;
  if (isAthenaRequest(request))
    return (_request, response) => {
      allowOrigin(request, response);
      return routes.athena(request, response);
    };
  if (isBrowser(request)) return routes.page;
  if (routes.control && isControl(path)) return routes.control;
  const ownPath = Object.keys(routes.own).find((one) => isUnder(path, one));
  if (ownPath !== undefined) return routes.own[ownPath];
  if (path.startsWith(OWN_PREFIX))
    return async (_request, response) =>
      sendJson(response, 404, { message: "There is nothing here." });
  return undefined;
}

function route(routes: Routes, request: IncomingMessage, response: ServerResponse) {
  const own = ownHandler(routes, request);
  const foreign =
    own &&
    (foreignOrigin(request) ?? (isControl(request.url ?? "") ? otherOrigin(request) : undefined));
  if (foreign !== undefined) {
    sendJson(response, 403, { message: foreign });
    return;
  }
  const handle = own ?? routes.s3;
  handle(request, response).catch(() => response.destroy());
}

/**
 * Serves Athena and S3 on one port.
 * @throws the listen error, such as EADDRINUSE
 */
export function listen(routes: Routes, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => route(routes, request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1_000;
  server.requestTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

export const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Stops listening and drops what is connected. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
