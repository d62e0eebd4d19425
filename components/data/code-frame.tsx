"use client";

import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

type CodeFrameProps<Line> = {
  /** What it shows, for screen readers: "SQL text". */
  label: string;
  lines: readonly Line[];
  /** Lines are shown as plain text without it. */
  renderLine?: (line: Line) => ReactNode;
  /** Lines shown before "Show all". */
  linesMax: number;
  wrap: boolean;
  actions: ReactNode;
  /** A line that something is said about elsewhere; always shown. */
  markedLine?: number | undefined;
  /** Makes lines targets of links: the prefix and the line's number. */
  lineIdPrefix?: string | undefined;
};

/** Numbered lines of code in a box. Lines out of sight cost no layout. */
export function CodeFrame<Line>(props: CodeFrameProps<Line>) {
  const { label, lines, renderLine, linesMax, wrap, actions, markedLine, lineIdPrefix } = props;
  const [expanded, setExpanded] = useState(markedLine !== undefined && markedLine > linesMax);
  const cut = !expanded && lines.length > linesMax;
  const shown = cut ? lines.slice(0, linesMax) : lines;
  return (
    <div className="relative min-w-0 rounded-lg border bg-raised">
      <div className="absolute top-1.5 right-1.5 z-10 flex gap-0.5 rounded bg-raised">
        {actions}
      </div>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus
        tabIndex={0}
        className="overflow-x-auto rounded-lg py-2.5"
      >
        <code className="block w-fit min-w-full font-mono text-sm leading-4.75">
          {shown.map((line, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              key={index}
              id={lineIdPrefix === undefined ? undefined : `${lineIdPrefix}${index + 1}`}
              data-marked={index + 1 === markedLine || undefined}
              className="flex scroll-mt-8 [contain-intrinsic-size:auto_1.1875rem] [content-visibility:auto] data-marked:bg-bad-weak data-marked:shadow-[inset_2px_0_var(--bad)]"
            >
              <span
                aria-hidden
                className="w-9 shrink-0 pr-3 text-right text-muted tabular-nums select-none"
              >
                {index + 1}
              </span>
              <span
                className={clsx(
                  "min-h-4.75 grow pr-24",
                  wrap ? "whitespace-pre-wrap wrap-anywhere" : "whitespace-pre",
                )}
              >
                {renderLine ? renderLine(line) : String(line)}
              </span>
            </span>
          ))}
        </code>
      </section>
      {lines.length > linesMax ? (
        <div className="border-t p-1">
          <Button variant="ghost" size="sm" onClick={() => setExpanded(!expanded)}>
            {cut ? `Show all ${lines.length} lines` : "Show fewer lines"}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
