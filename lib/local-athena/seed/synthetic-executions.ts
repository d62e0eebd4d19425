import { randomUUID } from "node:crypto";
import type { Completion, NewExecution } from "../state/execution-record";
import type { Executions } from "../state/executions";

/** Where the generator puts what it makes. */
export const SYNTHETIC_WORKGROUP = "synthetic";

/** Ids are random, so that each batch writes most of their index anew: few large ones write least. */
const BATCH = 100_000;

export type SyntheticOptions = {
  workgroup: string;
  count: number;
  /** Milliseconds between submissions. */
  everyMs?: number;
  /** Epoch milliseconds of the last submission. */
  newestAt?: number;
};

type Finished = NewExecution & { completion: Completion };

/**
 * Puts finished executions that never ran into a history, oldest first, of any size.
 * @param onProgress told how many are stored after each batch, which is durable by then
 */
export function fillExecutions(
  executions: Pick<Executions, "insertMany">,
  options: SyntheticOptions,
  onProgress: (stored: number) => void = () => {},
): void {
  const { count, everyMs = 1_000, newestAt = Date.now() - 60_000 } = options;
  const submittedAt = (i: number) => newestAt - (count - 1 - i) * everyMs;
  function* batch(start: number, end: number) {
    for (let i = start; i < end; i += 1) yield synthetic(options.workgroup, i, submittedAt(i));
  }
  for (let start = 0; start < count; start += BATCH) {
    const end = Math.min(count, start + BATCH);
    executions.insertMany(batch(start, end));
    onProgress(end);
  }
}

/** One finished execution; its SQL says that it never ran. */
function synthetic(workgroup: string, i: number, submittedAt: number): Finished {
  return { ...definition(workgroup, i, submittedAt), completion: completion(i, submittedAt) };
}

function definition(workgroup: string, i: number, submittedAt: number): NewExecution {
  const id = randomUUID();
  return {
    id,
    workGroup: workgroup,
    query: `SELECT ${i} AS n -- synthetic, never ran`,
    statementType: "DML",
    substatementType: "SELECT",
    resultFormat: "csv",
    catalog: undefined,
    database: "sample",
    parameters: undefined,
    resultConfiguration: { OutputLocation: `s3://athenaeum-results/${id}.csv` },
    reuse: { enabled: false, maxAgeMinutes: undefined },
    selectedEngineVersion: "AUTO",
    submittedAt,
    preProcessingMs: 2,
  };
}

function completion(i: number, submittedAt: number): Completion {
  const failed = i % 10 === 9;
  const engineMs = 100 + (i % 900);
  const times = {
    queueMs: 5,
    preProcessingMs: 2,
    planningMs: 20,
    engineMs,
    serviceProcessingMs: 3,
    totalMs: engineMs + 10,
  };
  return {
    state: failed ? "FAILED" : "SUCCEEDED",
    completedAt: submittedAt + times.totalMs,
    reason: failed ? "DIVISION_BY_ZERO: Division by zero" : undefined,
    error: failed
      ? { category: 2, type: 1001, retryable: false, message: "DIVISION_BY_ZERO: Division by zero" }
      : undefined,
    times,
    dataScannedBytes: i * 1_000,
    updateCount: failed ? undefined : 0,
    columns: [],
    hasResult: false,
  };
}
