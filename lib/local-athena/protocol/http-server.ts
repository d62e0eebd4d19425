import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { foreignOrigin } from "../s3/loopback";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type Routes = {
  athena: RequestHandler;
  /** Everything that is not Athena's. */
  s3: RequestHandler;
  /** Answered without either, also while the rest is starting. */
  health: () => { ready: boolean; body: object };
};

const HEALTH_PATH = "/_athenaeum/health";

/** Longer than clients keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 75_000;

function isAthenaRequest(request: IncomingMessage): boolean {
  return (
    request.headers["x-amz-target"] !== undefined ||
    (request.method === "POST" && request.url === "/")
  );
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

function route(routes: Routes, request: IncomingMessage, response: ServerResponse) {
  const isHealth = request.url === HEALTH_PATH;
  const isAthena = !isHealth && isAthenaRequest(request);
  // S3 refuses foreign pages itself, in its own words.
  const foreign = isHealth || isAthena ? foreignOrigin(request) : undefined;
  if (foreign !== undefined) {
    sendJson(response, 403, { message: foreign });
  } else if (isHealth) {
    const { ready, body } = routes.health();
    sendJson(response, ready ? 200 : 503, body);
  } else {
    const handle = isAthena ? routes.athena : routes.s3;
    handle(request, response).catch(() => response.destroy());
  }
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
