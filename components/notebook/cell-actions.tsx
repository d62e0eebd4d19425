import {
  ArrowDown,
  ArrowUp,
  Eraser,
  Link2,
  ListPlus,
  Play,
  Split,
  SquareActivity,
  Trash2,
} from "lucide-react";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import type { NotebookCell } from "@/lib/domain/ipynb";
import { runOf } from "@/lib/domain/ipynb-run";
import { links } from "@/lib/domain/links";
import type { CellHandlers } from "./cell-handlers";

type CellActionsProps = {
  cell: NotebookCell;
  notebookId: string;
  editing: boolean;
  /** Undefined for those who only read. */
  handlers: CellHandlers | undefined;
};

/** The buttons of one cell; each has a key, too. */
export function CellActions({ cell, notebookId, editing, handlers }: CellActionsProps) {
  const run = runOf(cell);
  return (
    <div className="flex shrink-0 items-center">
      {handlers ? (
        <>
          {cell.kind === "code" ? (
            <IconButton
              label="Run cell (Ctrl Enter)"
              size="sm"
              icon={<Play aria-hidden />}
              onClick={() => handlers.run(cell.id)}
            />
          ) : null}
          {editing ? (
            <IconButton
              label="Split cell at the cursor (Ctrl Shift -)"
              size="sm"
              icon={<Split aria-hidden />}
              onClick={handlers.splitAtCursor}
            />
          ) : null}
          <IconButton
            label="Move cell up (Ctrl Shift ↑)"
            size="sm"
            icon={<ArrowUp aria-hidden />}
            onClick={() => handlers.move(cell.id, -1)}
          />
          <IconButton
            label="Move cell down (Ctrl Shift ↓)"
            size="sm"
            icon={<ArrowDown aria-hidden />}
            onClick={() => handlers.move(cell.id, 1)}
          />
          <IconButton
            label="Add cell below (B)"
            size="sm"
            icon={<ListPlus aria-hidden />}
            onClick={() => handlers.addBelow(cell.id)}
          />
          {cell.outputs.length > 0 ? (
            <IconButton
              label="Clear outputs of this cell"
              size="sm"
              icon={<Eraser aria-hidden />}
              onClick={() => handlers.clear(cell.id)}
            />
          ) : null}
        </>
      ) : null}
      {run ? (
        <Tooltip content="Calculation of this cell">
          <Link
            href={links.calculation(run.calculationId)}
            prefetch={false}
            aria-label="Calculation of this cell"
            className={buttonStyle({ variant: "ghost", size: "sm", iconOnly: true })}
          >
            <SquareActivity aria-hidden />
          </Link>
        </Tooltip>
      ) : null}
      <CopyButton
        text={() => new URL(links.notebook(notebookId, cell.id), window.location.origin).href}
        label="Copy link to this cell"
        icon={<Link2 aria-hidden />}
        variant="ghost"
        size="sm"
      />
      {handlers ? (
        <IconButton
          label="Delete cell (D D)"
          size="sm"
          icon={<Trash2 aria-hidden />}
          onClick={() => handlers.remove(cell.id)}
        />
      ) : null}
    </div>
  );
}
