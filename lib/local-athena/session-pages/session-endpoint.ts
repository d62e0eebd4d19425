import type { IncomingMessage } from "node:http";
import type { ServiceContext } from "../operations/service-context";
import { SESSION_ENDPOINT_PATH } from "../operations/sessions/get-session-endpoint";
import { type RequestHandler, sendJson } from "../protocol/http-server";

/** Spark Connect clients of Athena send the first; the second is how HTTP clients send a token. */
const tokenOf = ({ headers }: IncomingMessage) =>
  String(headers["x-aws-proxy-auth"] ?? headers.authorization?.replace(/^Bearer /i, "") ?? "");

/**
 * The addresses of GetSessionEndpoint: 403 without a valid token of the session, else 501, because one machine has no
 * Spark Connect server.
 */
export function createSessionEndpoint(context: ServiceContext): RequestHandler {
  return async (request, response) => {
    const { pathname } = new URL(request.url ?? "", context.url);
    const sessionId = pathname.slice(SESSION_ENDPOINT_PATH.length + 1);
    const subject = context.accessTokens.subjectOf(
      "session-endpoint",
      tokenOf(request),
      context.now(),
    );
    request.resume();
    if (subject === undefined || subject !== sessionId)
      return sendJson(response, 403, {
        message:
          "The token is missing, of another session, or has ended. Ask GetSessionEndpoint for a new one.",
      });
    const state = context.sessions.get(sessionId)?.state ?? "UNKNOWN";
    sendJson(response, 501, {
      sessionId,
      state,
      message:
        "local-athena runs no Spark Connect server: sessions of Apache Spark version 3.5 exist here without one. Use a workgroup of PySpark engine version 3 to run Python.",
    });
  };
}
