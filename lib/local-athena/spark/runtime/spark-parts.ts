import type { Pace } from "../../control/pace";
import type { Calculations } from "../../state/calculations";
import type { Executors } from "../../state/executors";
import type { Sessions } from "../../state/sessions";
import type { ObjectStore } from "../../storage/object-store";
import type { SparkEngine } from "../bridge";
import type { PythonHost } from "../python/python-host";

/** What sessions are made of. */
export type SparkParts = {
  sessions: Sessions;
  calculations: Calculations;
  executors: Executors;
  store: ObjectStore;
  /** Whose buckets these are, for ExpectedBucketOwner. */
  accountId: string;
  python: PythonHost;
  engine: SparkEngine;
  pace: Pace;
  /** Epoch milliseconds. */
  now: () => number;
  /** All writes inside become durable together, or none. */
  transaction: (write: () => void) => void;
  /** Aborted when the service closes: nothing waits any more. */
  closing: AbortSignal;
  /** Told once of each session that has ended. */
  onEnded: (id: string, state: "TERMINATED" | "FAILED", reason: string | undefined) => void;
  /** Told of failures that are ours. */
  onInternalError: (id: string, error: unknown) => void;
};
