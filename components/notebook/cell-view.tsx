import clsx from "clsx";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import { Outputs } from "@/components/data/outputs/outputs";
import { Banner } from "@/components/ui/banner";
import { Select } from "@/components/ui/select";
import type { CellKind, NotebookCell } from "@/lib/domain/ipynb";
import { toOutputs } from "@/lib/domain/outputs";
import { CellActions } from "./cell-actions";
import { CellEditor } from "./cell-editor";
import type { CellHandlers } from "./cell-handlers";
import { CellMark } from "./cell-mark";
import { cellDomId, guessedHeightPx } from "./cell-place";
import { CellSource } from "./cell-source";
import type { RunPhase } from "./runner";

type CellViewProps = {
  cell: NotebookCell;
  notebookId: string;
  /** Its place, from 1. */
  number: number;
  selected: boolean;
  editing: boolean;
  cursorAt: number | undefined;
  phase: RunPhase | undefined;
  /** Why it was not run. */
  problem: string | undefined;
  /** Undefined for those who only read. */
  handlers: CellHandlers | undefined;
  onSelect: (id: string) => void;
};

const KINDS: { value: CellKind; label: string }[] = [
  { value: "code", label: "Code" },
  { value: "markdown", label: "Markdown" },
  { value: "raw", label: "Raw" },
];
export const kindLabel = (kind: CellKind) =>
  KINDS.find(({ value }) => value === kind)?.label ?? kind;

/** One cell: its text, what it put out, and its buttons while it is selected or pointed at. */
export const CellView = memo(function CellView(props: CellViewProps) {
  const { cell, number, selected, editing, handlers, phase, problem, onSelect } = props;
  const frame = useRef<HTMLDivElement>(null);
  const seen = useRef(false);
  useEffect(() => {
    const first = !seen.current;
    seen.current = true;
    if (first || !selected || editing) return;
    // Keys that were meant for a cell go on to the one selected now; nothing else loses them.
    const { activeElement } = document;
    const within = activeElement?.closest("[data-cells]") || activeElement === document.body;
    if (within) frame.current?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: "nearest" });
  }, [selected, editing]);
  const kind = kindLabel(cell.kind);
  const label = `Cell ${number}, ${kind}`;
  const outputs = useMemo(() => toOutputs(cell.outputs), [cell.outputs]);
  const heightPx = useMemo(() => guessedHeightPx(cell), [cell]);
  const select = () => {
    if (!selected) onSelect(cell.id);
  };
  // The buttons of hundreds of cells would cost more than the cells.
  const [pointedAt, setPointedAt] = useState(false);
  const frameProps = {
    role: "group",
    "aria-label": label,
    tabIndex: selected ? 0 : -1,
    onMouseDown: select,
    onFocus: select,
    onMouseEnter: () => setPointedAt(true),
    onMouseLeave: () => setPointedAt(false),
  };
  const active = selected || pointedAt;
  const onEdit = useMemo(
    () => handlers && ((cursorAt?: number) => handlers.edit(cell.id, cursorAt)),
    [handlers, cell.id],
  );
  return (
    <div
      {...frameProps}
      ref={frame}
      id={cellDomId(cell.id)}
      aria-current={selected || undefined}
      data-kind={cell.kind}
      style={{ containIntrinsicSize: `auto ${heightPx}px` }}
      className={clsx(
        "group/cell relative grid scroll-mt-4 grid-cols-[1fr] gap-x-2 rounded-lg border-l-3 py-1 pr-1 pl-2 outline-none md:grid-cols-[3.25rem_1fr]",
        "[content-visibility:auto]",
        selected
          ? editing
            ? "border-l-ok bg-sunken"
            : "border-l-accent bg-sunken"
          : "border-l-transparent",
      )}
    >
      <CellMark
        cell={cell}
        phase={phase}
        onRun={active && handlers ? () => handlers.run(cell.id) : undefined}
      />
      <div className="flex min-w-0 flex-col gap-1.5">
        {active ? (
          <div
            className={clsx(
              "z-1 flex flex-wrap items-center gap-x-1.5 rounded-md border bg-raised p-0.5 md:absolute md:top-1.5 md:right-2",
              selected ? "max-md:self-start" : "max-md:hidden",
            )}
          >
            {handlers ? (
              <Select
                aria-label={`Kind of cell ${number}`}
                value={cell.kind}
                onChange={(next) => handlers.changeKind(cell.id, next)}
                options={KINDS}
                className="h-6.5! w-26! border-transparent! text-sm"
              />
            ) : null}
            <CellActions
              cell={cell}
              notebookId={props.notebookId}
              editing={editing}
              handlers={handlers}
            />
          </div>
        ) : null}
        <div
          className={clsx(
            "min-w-0 rounded-md",
            cell.kind === "markdown" && !editing ? "" : "border",
          )}
        >
          {editing && handlers ? (
            <CellEditor
              key={cell.kind}
              cell={cell}
              label={`Text of cell ${number}`}
              cursorAt={props.cursorAt}
              handlers={handlers}
            />
          ) : (
            <CellSource cell={cell} onEdit={onEdit} />
          )}
        </div>
        {problem ? <Banner tone="bad">Not run: {problem}</Banner> : null}
        {outputs.length > 0 ? (
          <div className="min-w-0 px-1.5 pb-1">
            <Outputs outputs={outputs} label={`Outputs of cell ${number}`} />
          </div>
        ) : null}
      </div>
    </div>
  );
});
