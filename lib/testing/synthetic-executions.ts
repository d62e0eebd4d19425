import { randomUUID } from "node:crypto";
import type { Completion, NewExecution } from "@/lib/local-athena/state/execution-record";

type Options = { workgroup: string; count: number; everyMs?: number; newestAt?: number };

/** Finished executions for histories of any size, oldest first; their SQL says that they never ran. */
export function syntheticExecutions(
  options: Options,
): (NewExecution & { completion: Completion })[] {
  const { workgroup, count, everyMs = 1_000, newestAt = Date.now() - 60_000 } = options;
  return Array.from({ length: count }, (_, i) => {
    const submittedAt = newestAt - (count - 1 - i) * everyMs;
    return { ...definition(workgroup, i, submittedAt), completion: completion(i, submittedAt) };
  });
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
