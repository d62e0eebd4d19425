import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { parseS3Uri } from "../executions/result-object";
import { startCalculationExecution } from "../operations/calculations/start-calculation-execution";
import { importNotebook } from "../operations/notebooks/import-notebook";
import { updateNotebook } from "../operations/notebooks/update-notebook";
import type { ServiceContext } from "../operations/service-context";
import { startSession } from "../operations/sessions/start-session";
import { AthenaException } from "../protocol/errors";
import { outputUris } from "../spark/runtime/calculation-output";
import type { Settings } from "../state/settings";
import { SAMPLE_NOTEBOOK, sampleCells } from "./sample-notebook";

const DONE = "samples.notebook";
/** A start that was interrupted goes on with the notebook that it made. */
const TOKEN = "5a3f6f0e-0001-4000-8000-000000000001";
const LOOK_EVERY_MS = 50;

type Output = Record<string, unknown>;

/** A code cell's place in the document and what it printed and displayed. */
type Run = { outputs: Output[]; count: number };

/** The ipynb text with the outputs of the cells that have run. */
function documentOf(runs: ReadonlyMap<string, Run>): string {
  const cells = sampleCells.map(({ kind, id, source }) => {
    const common = { id, metadata: {}, source };
    if (kind === "markdown") return { cell_type: kind, ...common };
    const { outputs = [], count = null } = runs.get(id) ?? {};
    return { cell_type: kind, execution_count: count, ...common, outputs };
  });
  const metadata = {
    kernelspec: { display_name: "Athena PySpark", language: "python", name: "athena_pyspark" },
    language_info: { name: "python" },
  };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1);
}

async function readObject({ store }: ServiceContext, uri: string): Promise<string> {
  const location = parseS3Uri(uri);
  const object = location && (await store.get(location.bucket, location.key));
  return object ? text(object.body) : "";
}

/** @throws AbortError; Error when the session or calculation has not come where it should */
async function until(
  read: () => { state: string; reason: string | undefined } | undefined,
  wanted: string,
  passing: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { state, reason = "" } = read() ?? { state: "gone" };
    if (state === wanted) return;
    if (!passing.includes(state)) throw new Error(`The sample notebook is ${state}: ${reason}`);
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function runCell(
  context: ServiceContext,
  sessionId: string,
  source: string,
  signal: AbortSignal,
): Promise<Output[]> {
  const { CalculationExecutionId: id = "" } = await startCalculationExecution(context, {
    SessionId: sessionId,
    CodeBlock: source,
  });
  const passing = ["CREATING", "CREATED", "QUEUED", "RUNNING"];
  await until(() => context.calculations.get(id), "COMPLETED", passing, signal);
  const { workingDirectory = "" } = context.calculations.get(id) ?? {};
  const { stdout, results } = outputUris(workingDirectory);
  const printed = await readObject(context, stdout);
  const { outputs } = JSON.parse(await readObject(context, `${results}outputs.json`)) as {
    outputs: Output[];
  };
  const stream = { output_type: "stream", name: "stdout", text: printed };
  return printed ? [stream, ...outputs] : outputs;
}

async function runCells(
  context: ServiceContext,
  sessionId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Run>> {
  const starting = ["CREATING", "CREATED"];
  const idle = (passing: readonly string[]) =>
    until(() => context.sessions.get(sessionId), "IDLE", passing, signal);
  await idle(starting);
  const runs = new Map<string, Run>();
  for (const { id, kind, source } of sampleCells) {
    if (kind !== "code") continue;
    const outputs = await runCell(context, sessionId, source, signal);
    runs.set(id, { outputs, count: runs.size + 1 });
    await idle(["BUSY"]);
  }
  return runs;
}

/**
 * Puts the sample notebook in place and runs it in a session of its own, as any client would. Once per data folder:
 * whoever changes or deletes the notebook meanwhile keeps the last word.
 * @throws AbortError; Error when a cell failed (the notebook stays, without outputs)
 */
export async function runSampleNotebook(
  context: ServiceContext,
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  if (settings.get(DONE) !== undefined) return;
  try {
    const { NotebookId: id = "" } = await importNotebook(context, {
      WorkGroup: SAMPLE_NOTEBOOK.workGroup,
      Name: SAMPLE_NOTEBOOK.name,
      Type: "IPYNB",
      Payload: documentOf(new Map()),
      ClientRequestToken: TOKEN,
    });
    const { SessionId: sessionId = "" } = await startSession(context, {
      WorkGroup: SAMPLE_NOTEBOOK.workGroup,
      Description: "Runs the sample notebook",
      EngineConfiguration: { MaxConcurrentDpus: 4, AdditionalConfigs: { NotebookId: id } },
      NotebookVersion: "Athena notebook version 1",
    });
    try {
      const runs = await runCells(context, sessionId, signal);
      if (context.notebooks.payloadOf(id) === documentOf(new Map()))
        await updateNotebook(context, {
          NotebookId: id,
          Payload: documentOf(runs),
          Type: "IPYNB",
          SessionId: sessionId,
        });
    } finally {
      context.spark.terminate(sessionId);
    }
  } catch (error) {
    // Somebody has taken the name, the workgroup or the notebook away: nothing is forced on them.
    if (!(error instanceof AthenaException)) throw error;
  }
  settings.set(DONE, new Date().toISOString());
}
