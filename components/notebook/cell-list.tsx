import { Code, Type } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { CellKind } from "@/lib/domain/ipynb";
import type { CellHandlers } from "./cell-handlers";
import { CellView } from "./cell-view";
import type { NotebookState } from "./notebook-state";
import type { RunnerState } from "./runner";
import { phaseOf } from "./use-runs";

type CellListProps = {
  notebookId: string;
  state: NotebookState;
  runs: RunnerState;
  /** Undefined for those who only read. */
  handlers: CellHandlers | undefined;
  onSelect: (cellId: string) => void;
  onAppend: (kind: CellKind) => void;
};

export function CellList({ notebookId, state, runs, handlers, onSelect, onAppend }: CellListProps) {
  const { notebook, selectedId, mode, cursorAt } = state;
  return (
    <div data-cells className="flex min-w-0 flex-col gap-1 px-2 py-3 md:px-3">
      <h2 className="sr-only">Cells</h2>
      {notebook.cells.map((cell, index) => {
        const selected = cell.id === selectedId;
        const editing = selected && mode === "edit";
        return (
          <CellView
            key={cell.id}
            cell={cell}
            notebookId={notebookId}
            number={index + 1}
            selected={selected}
            editing={editing}
            cursorAt={editing ? cursorAt : undefined}
            phase={phaseOf(runs, cell.id)}
            problem={runs.problem?.cellId === cell.id ? runs.problem.message : undefined}
            handlers={handlers}
            onSelect={onSelect}
          />
        );
      })}
      {notebook.cells.length === 0 ? (
        <p className="px-3 py-8 text-center text-muted">
          {handlers ? "An empty notebook. Add the first cell." : "This notebook has no cells yet."}
        </p>
      ) : null}
      {handlers ? (
        <div className="flex gap-1.5 px-2.5 pt-1 md:pl-16">
          <Button
            size="sm"
            variant="ghost"
            icon={<Code aria-hidden />}
            onClick={() => onAppend("code")}
          >
            Code
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<Type aria-hidden />}
            onClick={() => onAppend("markdown")}
          >
            Markdown
          </Button>
        </div>
      ) : null}
    </div>
  );
}
