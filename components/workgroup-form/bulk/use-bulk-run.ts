import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { CallError } from "@/lib/client/call";
import { updateWorkgroup, workgroupsChanged } from "@/lib/client/workgroups";
import { type BulkOutcome, type BulkStep, runBulk } from "./run-bulk";

export type BulkRun = {
  /** By name, in the order that they are sent; undefined while nothing was. */
  outcomes: ReadonlyMap<string, BulkOutcome> | undefined;
  running: boolean;
  stopping: boolean;
  start: (steps: readonly BulkStep[]) => Promise<void>;
  stop: () => void;
  /** Back to the review. */
  clear: () => void;
};

export function useBulkRun(): BulkRun {
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, BulkOutcome>>();
  const [running, setRunning] = useState(false);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  // Who leaves the page stops it: nothing is changed out of sight.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  useEffect(() => {
    if (!running) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [running]);
  const start = async (steps: readonly BulkStep[]) => {
    stopped.current = false;
    setStopping(false);
    setRunning(true);
    setOutcomes(new Map(steps.map(({ name }) => [name, { state: "waiting" }])));
    await runBulk({
      steps,
      send: updateWorkgroup,
      isConflict: (error) => error instanceof CallError && error.code === "CONFLICT",
      isStopped: () => stopped.current,
      report: (name, outcome) => setOutcomes((before) => new Map(before).set(name, outcome)),
    });
    setRunning(false);
    announce("All changes are done");
    await workgroupsChanged(
      client,
      steps.map(({ name }) => name),
    );
  };
  const stop = () => {
    stopped.current = true;
    setStopping(true);
  };
  return { outcomes, running, stopping, start, stop, clear: () => setOutcomes(undefined) };
}
