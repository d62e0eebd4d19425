import type { Handler } from "../operation";
import { requireFamily, sessionNamed, wrongState } from "./session";

const OPERATION = "GetSessionEndpoint";
const TOKEN_MS = 30 * 60_000;

/** The path of session endpoints; the service answers there itself (session-pages/). */
export const SESSION_ENDPOINT_PATH = "/_athenaeum/spark-connect";

/** Where a Spark Connect client would connect, with a new token of 30 minutes. No Spark Connect server answers there. */
export const getSessionEndpoint: Handler<typeof OPERATION> = (context, input) => {
  const session = sessionNamed(context, input.SessionId);
  requireFamily(session, "SPARK_3_5", OPERATION);
  if (session.state !== "CREATED" && session.state !== "IDLE" && session.state !== "BUSY")
    throw wrongState(session.state, "It has no endpoint.");
  const expiresAt = context.now() + TOKEN_MS;
  return {
    EndpointUrl: new URL(`${SESSION_ENDPOINT_PATH}/${session.id}`, context.url).href,
    AuthToken: context.accessTokens.issue("session-endpoint", session.id, expiresAt),
    AuthTokenExpirationTime: new Date(expiresAt),
  };
};
