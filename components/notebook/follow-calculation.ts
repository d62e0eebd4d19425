import type { QueryClient } from "@tanstack/react-query";
import {
  calculationOptions,
  calculationResultOptions,
  readOutput,
} from "@/lib/client/calculations";
import { CallError } from "@/lib/client/call";
import { isCalculationInFlight, type OutputStream } from "@/lib/domain/calculations";
import type { JsonObject } from "@/lib/domain/ipynb";
import { outputsOfRun, STREAM_CHARS_MAX } from "@/lib/domain/ipynb-run";
import { pause } from "./pause";

const POLL_MS = 400;
const RETRY_MS = 2_000;
const WINDOW_BYTES = 262_144;
const PASSING = new Set<string>(["UNREACHABLE", "UPSTREAM", "THROTTLED"]);

type Progress = { outputs: JsonObject[]; inFlight: boolean };

/**
 * Reads what a calculation puts out, as outputs of its cell, until it has ended; a connection that breaks is
 * waited for. Ends early when the signal aborts. Answers the state it ended in.
 */
export async function followCalculation(
  client: QueryClient,
  id: string,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  const streams = [createStream(id, "stdout"), createStream(id, "stderr")] as const;
  const output = () => ({ stdout: streams[0].text(), stderr: streams[1].text() });
  const running = { displays: [], endState: undefined, reason: undefined };
  let told = "";
  while (!signal.aborted) {
    const end = await passing(signal, async () => {
      await Promise.all(streams.map((stream) => stream.readOn(signal)));
      if (!streams.every((stream) => stream.ended())) return undefined;
      return readEnd(client, id);
    });
    if (signal.aborted) return undefined;
    if (end) {
      const { calculation, displays } = end;
      const { state: endState, stateChangeReason: reason } = calculation;
      const outputs = outputsOfRun({ ...output(), displays, endState, reason });
      onProgress({ outputs, inFlight: false });
      return endState;
    }
    const { stdout, stderr } = output();
    const telling = `${stdout.length} ${stderr.length}`;
    if (telling !== told)
      onProgress({ outputs: outputsOfRun({ ...output(), ...running }), inFlight: true });
    told = telling;
    await pause(POLL_MS, signal);
  }
  return undefined;
}

async function readEnd(client: QueryClient, id: string) {
  const { calculation } = await client.fetchQuery({ ...calculationOptions(id), staleTime: 0 });
  if (isCalculationInFlight(calculation.state)) return undefined;
  const { outputs: displays } = await client.fetchQuery(calculationResultOptions(id));
  return { calculation, displays };
}

/** Tries again what may pass: the calculation goes on whether or not we hear of it. */
async function passing<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof CallError && PASSING.has(error.code))) throw error;
    await pause(RETRY_MS, signal);
    return undefined;
  }
}

/** One stream from its beginning, up to what a notebook keeps; beyond it only its end is waited for. */
function createStream(id: string, stream: OutputStream) {
  let text = "";
  let from = 0;
  let ended = false;
  return {
    text: () => text,
    ended: () => ended,
    async readOn(signal: AbortSignal) {
      while (!ended && !signal.aborted) {
        const window = await readOutput({ id, stream, from, bytes: WINDOW_BYTES }, signal);
        const full = text.length > STREAM_CHARS_MAX;
        if (!full) text += window.text;
        const before = from;
        from = full ? window.sizeBytes : Math.max(from, window.to);
        // A character whose end is not written yet is not given.
        if (from > before && from < window.sizeBytes) continue;
        ended = !window.inFlight;
        return;
      }
    },
  };
}
