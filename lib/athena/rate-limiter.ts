import { AppError } from "@/lib/domain/errors";

/** Calls per second and burst of one operation. */
export type Rate = { perSecond: number; burst: number };

/** Athena's published defaults for the whole account (reference 8.1). Other operations have none. */
export const ATHENA_RATES: Readonly<Record<string, Rate>> = {
  ListQueryExecutions: { perSecond: 5, burst: 10 },
  BatchGetQueryExecution: { perSecond: 20, burst: 40 },
  StartQueryExecution: { perSecond: 20, burst: 80 },
  StopQueryExecution: { perSecond: 20, burst: 80 },
  GetQueryExecution: { perSecond: 100, burst: 200 },
  GetQueryResults: { perSecond: 100, burst: 200 },
};

export type LimiterClock = { now: () => number; sleep: (ms: number) => Promise<void> };

export type RateLimiter = {
  /**
   * Waits for the operation's turn; callers of one operation are served in order.
   * @throws AppError THROTTLED, as soon as it is known, when the turn would not come before `deadlineAt`
   */
  take(operation: string, deadlineAt?: number): Promise<void>;
  /** Athena said "Rate exceeded": the operation slows down to half, then recovers over half a minute. */
  throttled(operation: string): void;
};

const RECOVERY_MS = 30_000;
const SLOWEST_FACTOR = 1 / 16;

type Bucket = Rate & {
  tokens: number;
  filledAt: number;
  factor: number;
  slowedAt: number;
  turn: Promise<void>;
};

/**
 * Token buckets, one per operation, holding `share` of the account's rates so that other clients keep theirs.
 * An operation without a rate is not limited.
 */
export function createRateLimiter(
  rates: Readonly<Record<string, Rate>>,
  share: number,
  clock: LimiterClock = {
    now: Date.now,
    sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  },
): RateLimiter {
  const buckets = new Map<string, Bucket>();

  const bucketOf = (operation: string): Bucket | undefined => {
    const rate = rates[operation];
    if (!rate) return undefined;
    let bucket = buckets.get(operation);
    if (!bucket) {
      const burst = Math.max(1, rate.burst * share);
      const perSecond = rate.perSecond * share;
      bucket = {
        perSecond,
        burst,
        tokens: burst,
        filledAt: clock.now(),
        factor: 1,
        slowedAt: 0,
        turn: Promise.resolve(),
      };
      buckets.set(operation, bucket);
    }
    return bucket;
  };

  const speed = (bucket: Bucket, now: number) => {
    if (bucket.factor === 1) return bucket.perSecond;
    const recovered = Math.min(1, (now - bucket.slowedAt) / RECOVERY_MS);
    if (recovered === 1) bucket.factor = 1;
    return bucket.perSecond * (bucket.factor + (1 - bucket.factor) * recovered);
  };

  const spend = async (bucket: Bucket, deadlineAt: number) => {
    for (;;) {
      const now = clock.now();
      const perSecond = speed(bucket, now);
      bucket.tokens = Math.min(
        bucket.burst,
        bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond,
      );
      bucket.filledAt = now;
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return;
      }
      const waitMs = Math.ceil(((1 - bucket.tokens) / perSecond) * 1_000);
      if (now + waitMs > deadlineAt) {
        const message = "Too many requests to Athena wait for their turn: try again later";
        throw new AppError("THROTTLED", message);
      }
      await clock.sleep(waitMs);
    }
  };

  return {
    take(operation, deadlineAt = Number.POSITIVE_INFINITY) {
      const bucket = bucketOf(operation);
      if (!bucket) return Promise.resolve();
      const turn = bucket.turn.then(() => spend(bucket, deadlineAt));
      // Who gives up does not take the others along.
      bucket.turn = turn.catch(() => undefined);
      return turn;
    },
    throttled(operation) {
      const bucket = bucketOf(operation);
      if (!bucket) return;
      bucket.factor = Math.max(SLOWEST_FACTOR, bucket.factor / 2);
      bucket.slowedAt = clock.now();
      bucket.tokens = 0;
    },
  };
}
