import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Dispatch, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { startCalculationMutation, stopCalculationMutation } from "@/lib/client/calculations";
import { CallError } from "@/lib/client/call";
import { newRequestToken } from "@/lib/client/queries";
import type { NotebookDocument } from "@/lib/domain/ipynb";
import { cellsInFlight } from "@/lib/domain/ipynb-run";
import { followCalculation } from "./follow-calculation";
import type { NotebookAction, NotebookState } from "./notebook-state";
import { readySession } from "./ready-session";
import { createRunner, type Runner, type RunnerParts, type RunnerState } from "./runner";

type RunsOptions = {
  notebookId: string;
  workgroup: string;
  chosenSessionId: string | undefined;
  latest: RefObject<NotebookState>;
  dispatch: Dispatch<NotebookAction>;
  /** What is read anew brings runs of others: they are followed from then on. */
  readAnew?: NotebookDocument;
};

const QUIET_RUNS: RunnerState = { queue: [], current: undefined, problem: undefined };

/** The runs of this page. What ran when the page was left is found by the calculation that its cell names. */
export function useRuns(options: RunsOptions) {
  const { notebookId, latest } = options;
  const client = useQueryClient();
  const [state, setState] = useState(QUIET_RUNS);
  const runner = useRef<Runner>(null);
  const start = useMutation(startCalculationMutation(client));
  const stop = useMutation(stopCalculationMutation(client));
  const parts = useEffectEvent(
    (): RunnerParts => ({
      code: (cellId) => {
        const cell = latest.current.notebook.cells.find(({ id }) => id === cellId);
        return cell?.kind === "code" ? cell.source : undefined;
      },
      readySession: ({ mayStart }, signal) => session(mayStart, signal),
      start: async (sessionId, cellId, code) => {
        const { id } = await start.mutateAsync({
          id: sessionId,
          code,
          notebookId,
          description: `Cell ${cellId}`,
          clientRequestToken: newRequestToken(),
        });
        return id;
      },
      isRefusal: (error) =>
        error instanceof CallError && (error.code === "INVALID" || error.code === "CONFLICT"),
      stop: async (calculationId) => {
        await stop.mutateAsync(calculationId);
      },
      follow: (calculationId, onProgress, signal) =>
        followCalculation(client, calculationId, onProgress, signal),
      onBegin: (id, calculationId, sessionId) =>
        options.dispatch({ type: "beginRun", id, calculationId, sessionId }),
      onProgress: (id, calculationId, progress) =>
        options.dispatch({ type: "runOutputs", id, calculationId, ...progress }),
      onState: setState,
    }),
  );
  const session = useEffectEvent((mayStart: boolean, signal: AbortSignal) => {
    const { workgroup, chosenSessionId: chosenId } = options;
    return readySession(client, { notebookId, workgroup, chosenId, mayStart }, signal);
  });

  useEffect(() => {
    const created = createRunner(parts());
    runner.current = created;
    for (const { id, calculationId } of cellsInFlight(options.readAnew ?? latest.current.notebook))
      created.resume(id, calculationId);
    return () => {
      runner.current = null;
      created.close();
    };
  }, [latest, options.readAnew]);

  return {
    state,
    run: (cellIds: readonly string[]) => runner.current?.run(cellIds),
    stop: () => void runner.current?.stop(),
  };
}

/** What a cell is in: waiting for its turn, or what its run is in. */
export const phaseOf = ({ queue, current }: RunnerState, cellId: string) =>
  current?.cellId === cellId ? current.phase : queue.includes(cellId) ? "waiting" : undefined;
