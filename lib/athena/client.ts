import { AthenaClient } from "@aws-sdk/client-athena";
import { S3Client } from "@aws-sdk/client-s3";
import type { RateLimiter } from "./rate-limiter";

export type AthenaOptions = {
  region: string;
  /** Unset on AWS: the SDK's own endpoint. */
  athenaEndpoint?: string | undefined;
  s3Endpoint?: string | undefined;
  limiter: RateLimiter;
  /** Called for each attempt that leaves this process, with the operation's name. */
  onCall?: ((operation: string) => void) | undefined;
};

const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 30_000 };

/** An Athena client whose every attempt, retries included, waits for its turn in the rate limiter. */
export function createAthenaClient(options: AthenaOptions): AthenaClient {
  const client = new AthenaClient({
    region: options.region,
    ...(options.athenaEndpoint ? { endpoint: options.athenaEndpoint } : {}),
    maxAttempts: 4,
    requestHandler: TIMEOUTS,
  });
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = (context.commandName ?? "").replace(/Command$/, "");
      await options.limiter.take(operation);
      options.onCall?.(operation);
      try {
        return await next(args);
      } catch (error) {
        if ((error as Error).name === "ThrottlingException") options.limiter.throttled(operation);
        throw error;
      }
    },
    // Low priority in this step runs inside the retry middleware: once per attempt.
    { step: "finalizeRequest", priority: "low", name: "athenaeumRateLimiter" },
  );
  return client;
}

/** An S3 client for result objects; path style where an endpoint is given. */
export function createS3Client(options: AthenaOptions): S3Client {
  return new S3Client({
    region: options.region,
    ...(options.s3Endpoint ? { endpoint: options.s3Endpoint, forcePathStyle: true } : {}),
    followRegionRedirects: true,
    requestHandler: TIMEOUTS,
  });
}
