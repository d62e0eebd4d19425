import { ChevronDown, Code, Eraser, Keyboard, Play, PlayCircle, Square, Type } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { CellKind } from "@/lib/domain/ipynb";
import type { RunnerState } from "./runner";

export type RunRange = "all" | "above" | "below";

type NotebookToolbarProps = {
  runs: RunnerState;
  /** Why nothing can be run by this person. */
  whyNoRun: string | undefined;
  onRunSelected: () => void;
  onRun: (range: RunRange) => void;
  onStop: () => void;
  onAdd: (kind: CellKind) => void;
  onClearAll: () => void;
  onKeys: () => void;
};

/** What concerns the whole notebook; what one cell can do stands with it. */
export function NotebookToolbar(props: NotebookToolbarProps) {
  const { runs, whyNoRun } = props;
  const busy = runs.current !== undefined;
  const waiting = runs.queue.length;
  const blocked = whyNoRun ? { disabledReason: whyNoRun } : {};
  return (
    <div
      role="toolbar"
      aria-label="Notebook"
      className="sticky top-0 z-10 flex flex-wrap items-center gap-1.5 border-y bg-surface px-4 py-1.5 md:px-5"
    >
      <Button
        size="sm"
        icon={<Play aria-hidden />}
        onClick={props.onRunSelected}
        aria-keyshortcuts="Shift+Enter"
        {...blocked}
      >
        Run
      </Button>
      <Menu
        align="start"
        trigger={
          <Button size="sm" icon={<PlayCircle aria-hidden />} {...blocked}>
            Run all
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => props.onRun("all")}>Run all cells</MenuItem>
        <MenuItem onSelect={() => props.onRun("above")}>Run all above</MenuItem>
        <MenuItem onSelect={() => props.onRun("below")}>Run this and all below</MenuItem>
      </Menu>
      <Button
        size="sm"
        variant="danger"
        icon={<Square aria-hidden />}
        loading={runs.current?.phase === "stopping"}
        onClick={props.onStop}
        {...(busy ? {} : { disabledReason: "Nothing runs" })}
      >
        Stop
      </Button>
      <span aria-hidden className="mx-1 h-5 w-px bg-line" />
      <Button size="sm" icon={<Code aria-hidden />} onClick={() => props.onAdd("code")}>
        Add code
      </Button>
      <Button size="sm" icon={<Type aria-hidden />} onClick={() => props.onAdd("markdown")}>
        Add Markdown
      </Button>
      <span aria-hidden className="mx-1 h-5 w-px bg-line max-md:hidden" />
      <Button size="sm" icon={<Eraser aria-hidden />} onClick={props.onClearAll}>
        Clear outputs
      </Button>
      <span role="status" className="ml-auto text-muted tabular-nums">
        {waiting > 0 ? `${waiting} ${waiting === 1 ? "cell waits" : "cells wait"}` : ""}
      </span>
      <IconButton
        label="Keys (H)"
        size="sm"
        icon={<Keyboard aria-hidden />}
        onClick={props.onKeys}
        aria-keyshortcuts="h"
      />
    </div>
  );
}
