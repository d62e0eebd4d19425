"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { followPointer } from "@/components/ui/drag";

type ResizeHandleProps = {
  /** The column it belongs to. */
  label: string;
  widthPx: number;
  minPx: number;
  onResize: (widthPx: number) => void;
  /** Back to the width of its own accord, by double click. */
  onReset: () => void;
};

/** Sits on the right edge of a header cell; dragged, or moved by the arrow keys. */
export function ResizeHandle({ label, widthPx, minPx, onResize, onReset }: ResizeHandleProps) {
  const drag = (event: PointerEvent<HTMLElement>) => {
    const cell = event.currentTarget.parentElement;
    const startX = event.clientX;
    const startWidth = cell?.getBoundingClientRect().width ?? widthPx;
    followPointer(event, (next) =>
      onResize(Math.max(minPx, Math.round(startWidth + next.clientX - startX))),
    );
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(Math.max(minPx, widthPx + step));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={onReset}
      className="absolute inset-y-0 -right-2.5 z-10 w-2.5 cursor-col-resize touch-none before:absolute before:inset-y-1.5 before:left-1/2 before:w-px before:bg-transparent hover:before:bg-line-strong focus-visible:outline-none focus-visible:before:w-0.5 focus-visible:before:bg-accent"
    />
  );
}
