import {
  isObject,
  type JsonObject,
  type NotebookCell,
  type NotebookDocument,
  toLines,
} from "./ipynb";
import { editCell } from "./ipynb-edit";
import type { Output } from "./outputs";

/** Which calculation a cell's outputs are of; kept in the cell's metadata, so that any browser finds it again. */
export type CellRun = { calculationId: string; sessionId: string; inFlight: boolean };

const MEMBER = "athenaeum";

/** The calculation that a cell names; undefined for one that was never run here. */
export function runOf(cell: NotebookCell): CellRun | undefined {
  const { metadata } = cell.json;
  const kept = isObject(metadata) ? metadata[MEMBER] : undefined;
  if (!isObject(kept)) return undefined;
  const { calculation_id: calculationId, session_id: sessionId, in_flight: inFlight } = kept;
  if (typeof calculationId !== "string" || typeof sessionId !== "string") return undefined;
  return { calculationId, sessionId, inFlight: inFlight === true };
}

/** Notes that a cell's code was sent: without outputs, with the next count of its session. */
export const beginRun = (
  notebook: NotebookDocument,
  id: string,
  run: Omit<CellRun, "inFlight">,
): NotebookDocument => {
  const executionCount = nextCount(notebook, run.sessionId);
  return editCell(notebook, id, (cell) => ({
    ...withRun(cell, { ...run, inFlight: true }),
    outputs: [],
    executionCount,
  }));
};

/** Replaces the outputs of a run, as long as the cell still names it; `inFlight` false ends it. */
export const setRunOutputs = (
  notebook: NotebookDocument,
  id: string,
  run: Pick<CellRun, "calculationId" | "inFlight">,
  outputs: readonly JsonObject[],
): NotebookDocument =>
  editCell(notebook, id, (cell) => {
    const known = runOf(cell);
    if (cell.kind !== "code" || known?.calculationId !== run.calculationId) return cell;
    return { ...withRun(cell, { ...known, inFlight: run.inFlight }), outputs };
  });

/** Cells whose calculation had not ended when the notebook was saved. */
export const cellsInFlight = (notebook: NotebookDocument) =>
  notebook.cells.flatMap((cell) => {
    const run = runOf(cell);
    return run?.inFlight ? [{ id: cell.id, ...run }] : [];
  });

/** Counts go up within a session and begin again in the next. */
function nextCount(notebook: NotebookDocument, sessionId: string): number {
  const counts = notebook.cells.map((cell) =>
    runOf(cell)?.sessionId === sessionId ? (cell.executionCount ?? 0) : 0,
  );
  return Math.max(0, ...counts) + 1;
}

function withRun(cell: NotebookCell, run: CellRun): NotebookCell {
  const metadata = isObject(cell.json.metadata) ? cell.json.metadata : {};
  const kept: JsonObject = { calculation_id: run.calculationId, session_id: run.sessionId };
  if (run.inFlight) kept.in_flight = true;
  return { ...cell, json: { ...cell.json, metadata: { ...metadata, [MEMBER]: kept } } };
}

/** So much of a stream is kept in a notebook; the calculation has all of it. */
export const STREAM_CHARS_MAX = 500_000;

/** What a calculation has put out so far. */
export type RunOutput = {
  stdout: string;
  stderr: string;
  displays: readonly Output[];
  /** CalculationExecutionState once it has ended. */
  endState: string | undefined;
  reason: string | undefined;
};

/** A calculation's output as the outputs of its cell: text, then what was displayed, then what went wrong. */
export function outputsOfRun(output: RunOutput): JsonObject[] {
  const { stdout, stderr, displays, endState, reason } = output;
  const outputs: JsonObject[] = [];
  if (stdout !== "") outputs.push(stream("stdout", stdout));
  // What crossed HTTP is JSON, whatever its type says.
  const drawn: JsonObject[] = JSON.parse(JSON.stringify(displays));
  for (const one of drawn)
    outputs.push(one.data === undefined ? one : { ...one, metadata: one.metadata ?? {} });
  const [failed, canceled] = [endState === "FAILED", endState === "CANCELED"];
  if (canceled && stderr === "") outputs.push(failure("Canceled", reason ?? "It was stopped"));
  else if (failed || canceled) outputs.push(errorOf(stderr, reason));
  else if (stderr !== "") outputs.push(stream("stderr", stderr));
  return outputs;
}

function stream(name: string, text: string): JsonObject {
  const cut = text.length > STREAM_CHARS_MAX;
  const kept = cut ? text.slice(0, STREAM_CHARS_MAX) : text;
  const note = `\n… the rest of ${name} is kept with the calculation\n`;
  return { output_type: "stream", name, text: toLines(cut ? kept + note : kept) };
}

const failure = (ename: string, evalue: string, traceback: string[] = []): JsonObject => ({
  output_type: "error",
  ename,
  evalue,
  traceback,
});

/** Python ends a traceback with the exception: the first line after the last frame that is not indented. */
function errorOf(stderr: string, reason: string | undefined): JsonObject {
  const text = stderr.slice(-STREAM_CHARS_MAX).trimEnd();
  if (text === "") return failure("Failed", reason ?? "Athena gave no reason");
  const lines = text.split("\n");
  const lastFrame = lines.findLastIndex((line) => /^\s*File "/.test(line));
  const at = lines.findIndex((line, index) => index > lastFrame && /^\S/.test(line));
  const said = lines.slice(at < 0 ? -1 : at).join("\n");
  const match = /^([\w.]+)(?::\s*([\s\S]*))?$/.exec(said);
  return failure(match?.[1] ?? "Failed", match ? (match[2] ?? "") : said, lines);
}
