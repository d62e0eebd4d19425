import { AthenaClient, type AthenaClientConfig } from "@aws-sdk/client-athena";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { CALL_TIMEOUT_MS, createDeadlines } from "./deadline";
import type { RateLimiter } from "./rate-limiter";

export type AthenaOptions = {
  region: string;
  /** Unset on AWS: the SDK's own endpoint. */
  athenaEndpoint?: string | undefined;
  s3Endpoint?: string | undefined;
  limiter: RateLimiter;
  /** Unset: 20 s. The longest that one call may take, retries included. */
  callTimeoutMs?: number | undefined;
  /** Called for each attempt that leaves this process, with the operation's name. */
  onCall?: ((operation: string) => void) | undefined;
};

const timeoutsOf = ({ callTimeoutMs = CALL_TIMEOUT_MS }: AthenaOptions) => ({
  connectionTimeout: 3_000,
  requestTimeout: callTimeoutMs,
  // Without it the SDK writes a warning and goes on waiting.
  throwOnRequestTimeout: true,
});

const CALL = { step: "initialize", priority: "high", name: "athenaeumCall" } as const;
// Low priority in this step runs inside the retry middleware: once per attempt.
const ATTEMPT = { step: "finalizeRequest", priority: "low", name: "athenaeumAttempt" } as const;

/** An Athena client whose every attempt, retries included, waits for its turn in the rate limiter. */
export function createAthenaClient(
  options: AthenaOptions,
  own: Pick<AthenaClientConfig, "credentials" | "requestHandler"> = {},
): AthenaClient {
  const client = new AthenaClient({
    region: options.region,
    ...(options.athenaEndpoint ? { endpoint: options.athenaEndpoint } : {}),
    maxAttempts: 4,
    requestHandler: timeoutsOf(options),
    ...own,
  });
  const deadlines = createDeadlines("Athena", options.callTimeoutMs);
  client.middlewareStack.add(
    (next, context) => (args) => deadlines.call(context, () => next(args)),
    CALL,
  );
  client.middlewareStack.add(
    (next, context) => (args) => {
      const operation = (context.commandName ?? "").replace(/Command$/, "");
      const turn = (deadlineAt: number) => options.limiter.take(operation, deadlineAt);
      return deadlines.attempt(context, turn, async () => {
        options.onCall?.(operation);
        try {
          return await next(args);
        } catch (error) {
          if ((error as Error).name === "ThrottlingException") options.limiter.throttled(operation);
          throw error;
        }
      });
    },
    ATTEMPT,
  );
  return client;
}

/** An S3 client for result objects; path style where an endpoint is given. Bodies may take their time. */
export function createS3Client(
  options: AthenaOptions,
  own: Pick<S3ClientConfig, "credentials" | "requestHandler"> = {},
): S3Client {
  const client = new S3Client({
    region: options.region,
    ...(options.s3Endpoint ? { endpoint: options.s3Endpoint, forcePathStyle: true } : {}),
    followRegionRedirects: true,
    requestHandler: timeoutsOf(options),
    ...own,
  });
  const deadlines = createDeadlines("S3", options.callTimeoutMs);
  client.middlewareStack.add(
    (next, context) => (args) => deadlines.call(context, () => next(args)),
    CALL,
  );
  client.middlewareStack.add(
    (next, context) => (args) =>
      deadlines.attempt(
        context,
        async () => undefined,
        () => next(args),
      ),
    ATTEMPT,
  );
  return client;
}
