import { startQueryExecution } from "../operations/query-executions/start-query-execution";
import type { ServiceContext } from "../operations/service-context";
import { AthenaException } from "../protocol/errors";
import type { Settings } from "../state/settings";
import { loadSampleData } from "./sample-data";
import { sampleQueries } from "./sample-queries";

const DATA_LOADED = "samples.data-loaded";
const QUERIES_SUBMITTED = "samples.queries-submitted";
const RUNNING_MAX = 3;

export type SampleProgress = { text: string; fraction: number };

/** Puts the sample objects and tables in place, once per data folder. */
export async function loadSamples(
  context: Pick<ServiceContext, "store" | "engine">,
  settings: Settings,
  onProgress: (progress: SampleProgress) => void,
): Promise<void> {
  if (settings.get(DATA_LOADED) !== undefined) return;
  await loadSampleData({ store: context.store, engine: context.engine, onProgress });
  settings.set(DATA_LOADED, new Date().toISOString());
}

/** One token per statement, so that a restart between submitting and counting repeats nothing. */
const tokenOf = (index: number) => `sample-statement-${String(index).padStart(15, "0")}`;

/**
 * Submits the sample statements as any client would, a few at a time, going on where a former start
 * ended. Resolves when all have been submitted or the signal is aborted.
 */
export async function submitSamples(
  context: ServiceContext,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const submitted = Number(settings.get(QUERIES_SUBMITTED) ?? 0);
  for (const [index, { sql, workgroup, database }] of sampleQueries.entries()) {
    if (index < submitted) continue;
    if (signal.aborted) return;
    try {
      const { QueryExecutionId: id } = await startQueryExecution(context, {
        QueryString: sql,
        WorkGroup: workgroup,
        QueryExecutionContext: { Catalog: "AwsDataCatalog", Database: database },
        ClientRequestToken: tokenOf(index),
      });
      const settled = context.runner.settled(id ?? "").then(() => void running.delete(settled));
      running.add(settled);
    } catch (error) {
      // A statement that is refused at submission leaves no execution, as on Athena.
      if (!(error instanceof AthenaException)) throw error;
    }
    settings.set(QUERIES_SUBMITTED, String(index + 1));
    if (running.size >= RUNNING_MAX) await Promise.race(running);
  }
}
