"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import type { KeyboardEvent, RefObject } from "react";
import type { Mark } from "./marked-line";
import { TerminalLine } from "./terminal-line";
import type { TerminalRow } from "./terminal-rows";
import { ROW_PX } from "./use-anchored-scroll";

type TextViewProps = {
  label: string;
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly TerminalRow[];
  marksOf: (row: number) => readonly Mark[];
  tone: "plain" | "bad";
  busy: boolean;
  onScroll: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  className: string;
};

/** Rows of text, of which only those in sight exist. */
export function TextView(props: TextViewProps) {
  const { label, scroller, rows, marksOf, tone, busy, onScroll, onKeyDown, className } = props;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 25,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  // What scrolls must take the focus.
  const focus = { tabIndex: 0 };
  return (
    <section
      ref={scroller}
      aria-label={label}
      aria-busy={busy || undefined}
      {...focus}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      className={clsx(
        "overflow-auto overscroll-contain rounded-b-lg px-3 py-1.5 font-mono text-sm focus-visible:-outline-offset-2 [overflow-anchor:none]",
        tone === "bad" && "bg-[color-mix(in_srgb,var(--bad-weak)_45%,transparent)]",
        className,
      )}
    >
      <div
        className="relative min-w-full w-fit"
        style={{ height: virtual.getTotalSize(), paddingTop: items[0]?.start ?? 0 }}
      >
        {items.map(({ index }) => {
          const row = rows[index];
          return row ? (
            <div
              key={index}
              dir="ltr"
              data-row={index}
              className="whitespace-pre [unicode-bidi:isolate]"
              style={{ height: ROW_PX, lineHeight: `${ROW_PX}px` }}
            >
              <TerminalLine row={row} marks={marksOf(index)} />
            </div>
          ) : null;
        })}
      </div>
    </section>
  );
}
