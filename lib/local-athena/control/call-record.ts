import type { Principal } from "../sts/principal";

/** One request that was taken, with who made it: what CloudTrail would tell. */
export type RecordedCall = {
  at: Date;
  service: "athena" | "s3" | "sts";
  /** Of Athena and STS the operation, of S3 the method. */
  operation: string;
  /** Of S3 the path, without its query. */
  resource?: string;
  principalArn: string;
};

export type CallRecord = {
  add(service: RecordedCall["service"], operation: string, who: Principal, resource?: string): void;
  /** The newest last. */
  list(): RecordedCall[];
};

const CALLS_MAX = 1_000;

/** Keeps the last thousand calls in memory. */
export function createCallRecord(now: () => number): CallRecord {
  const calls: RecordedCall[] = [];
  return {
    add(service, operation, { arn }, resource) {
      calls.push({
        at: new Date(now()),
        service,
        operation,
        ...(resource === undefined ? {} : { resource }),
        principalArn: arn,
      });
      if (calls.length > CALLS_MAX) calls.shift();
    },
    list: () => [...calls],
  };
}
