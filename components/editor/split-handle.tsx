"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { followPointer } from "@/components/ui/drag";

type SplitHandleProps = {
  /** Share of the upper part. */
  percent: number;
  onChange: (percent: number) => void;
  onReset: () => void;
};

const MIN_PERCENT = 15;
const MAX_PERCENT = 85;
const bounded = (percent: number) =>
  Math.round(Math.min(MAX_PERCENT, Math.max(MIN_PERCENT, percent)));

/** Between editor and results: dragged, moved by the arrow keys, back to half by a double click. */
export function SplitHandle({ percent, onChange, onReset }: SplitHandleProps) {
  const drag = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box) return;
    followPointer(event, (next) =>
      onChange(bounded(((next.clientY - box.top) / box.height) * 100)),
    );
  };
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowUp: percent - 4,
      ArrowDown: percent + 4,
      Home: MIN_PERCENT,
      End: MAX_PERCENT,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChange(bounded(next));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the editor"
      aria-valuenow={percent}
      aria-valuemin={MIN_PERCENT}
      aria-valuemax={MAX_PERCENT}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={onReset}
      className="relative h-px shrink-0 cursor-row-resize touch-none bg-line before:absolute before:inset-x-0 before:-inset-y-1.5 before:z-10 hover:bg-muted focus-visible:bg-accent focus-visible:outline-1 max-md:hidden"
    />
  );
}
