"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { followPointer } from "@/components/ui/drag";

type ResizeHandleProps = {
  /** The column it belongs to. */
  label: string;
  widthPx: number;
  minPx: number;
  /** The width is that of the content, without the cell's padding. */
  padded?: boolean;
  onResize: (widthPx: number) => void;
  /** Back to the width of its own accord, by double click. */
  onReset: () => void;
};

/** Sits on the right edge of a header cell; dragged, or moved by the arrow keys. */
export function ResizeHandle(props: ResizeHandleProps) {
  const { label, widthPx, minPx, padded = false, onResize, onReset } = props;
  // A column that takes what others leave has another width than the one it was given.
  const shownPx = (handle: HTMLElement) => {
    const cell = handle.parentElement;
    if (!cell) return widthPx;
    const { paddingLeft, paddingRight } = getComputedStyle(cell);
    const aroundPx = padded ? Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight) : 0;
    return cell.getBoundingClientRect().width - aroundPx;
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const startX = event.clientX;
    const startWidth = shownPx(event.currentTarget);
    followPointer(event, (next) =>
      onResize(Math.max(minPx, Math.round(startWidth + next.clientX - startX))),
    );
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(Math.max(minPx, Math.round(shownPx(event.currentTarget)) + step));
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
