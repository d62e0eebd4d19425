import { Play } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import type { NotebookCell } from "@/lib/domain/ipynb";
import { runOf } from "@/lib/domain/ipynb-run";
import type { RunPhase } from "./runner";

const SAYS: Record<RunPhase, string> = {
  waiting: "Waiting for its turn",
  session: "Waiting for the session",
  running: "Running",
  stopping: "Stopping",
};

type CellMarkProps = {
  cell: NotebookCell;
  phase: RunPhase | undefined;
  onRun: (() => void) | undefined;
};

/** At the left of code: its count, and whether it runs. */
export function CellMark({ cell, phase, onRun }: CellMarkProps) {
  if (cell.kind !== "code") return <span className="max-md:hidden" />;
  const underWay = phase ?? (runOf(cell)?.inFlight ? "running" : undefined);
  return (
    <div className="flex items-start gap-1.5 pt-0.5 font-mono text-sm text-muted md:flex-col md:items-end md:pt-2">
      {underWay ? (
        <span role="status" className="flex items-center gap-1.5 text-busy">
          {underWay === "waiting" ? null : <Spinner />}
          <span aria-hidden title={SAYS[underWay]}>
            [*]
          </span>
          <span className="sr-only">{SAYS[underWay]}</span>
        </span>
      ) : (
        <span className="tabular-nums" title="Count of the run in its session">
          <span className="sr-only">Execution count </span>[{cell.executionCount ?? " "}]
        </span>
      )}
      {onRun && !underWay ? (
        <IconButton
          label="Run cell"
          size="sm"
          icon={<Play aria-hidden />}
          onClick={onRun}
          className="max-md:hidden"
          tabIndex={-1}
        />
      ) : null}
    </div>
  );
}
