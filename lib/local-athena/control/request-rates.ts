type Bucket = { callsPerSecond: number; burst: number };

const bucketsOf = (names: readonly string[], callsPerSecond: number, burst: number) =>
  names.map((name): [string, Bucket] => [name, { callsPerSecond, burst }]);

/** Athena's published defaults per account and Region (reference 8.1); other operations have none. */
const PUBLISHED: ReadonlyMap<string, Bucket> = new Map([
  ...bucketsOf(["BatchGetNamedQuery", "ListNamedQueries", "ListQueryExecutions"], 5, 10),
  ...bucketsOf(["CreateNamedQuery", "DeleteNamedQuery", "GetNamedQuery"], 5, 20),
  ...bucketsOf(["BatchGetQueryExecution"], 20, 40),
  ...bucketsOf(["StartQueryExecution", "StopQueryExecution"], 20, 80),
  ...bucketsOf(["GetQueryExecution", "GetQueryResults"], 100, 200),
]);

export type RequestRates = {
  /** Whether the operation may be called now; a call that may is counted. */
  take(operation: string): boolean;
};

/**
 * Athena's request rates: a token bucket an operation, full at first, in which unused calls add up to the burst.
 * @param now epoch milliseconds
 */
export function createRequestRates(now: () => number): RequestRates {
  const levels = new Map<string, { tokens: number; at: number }>();
  return {
    take(operation) {
      const bucket = PUBLISHED.get(operation);
      if (!bucket) return true;
      const at = now();
      const last = levels.get(operation) ?? { tokens: bucket.burst, at };
      const gained = (Math.max(0, at - last.at) / 1_000) * bucket.callsPerSecond;
      const tokens = Math.min(bucket.burst, last.tokens + gained);
      const mayCall = tokens >= 1;
      levels.set(operation, { tokens: mayCall ? tokens - 1 : tokens, at });
      return mayCall;
    },
  };
}
