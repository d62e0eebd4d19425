"use client";

import clsx from "clsx";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/domain/format";
import { TerminalLine } from "../text-stream/terminal-line";
import { terminalRows } from "../text-stream/terminal-rows";

const COLUMNS_MAX = 4_000;
const ROWS_SHOWN = 200;
/** More than this is cut: text of this size belongs into a file. */
const ROWS_MAX = 5_000;

type StreamOutputProps = { name: string; text: string };

/** Printed text of a cell, in colours; its first rows, and more of them when asked. */
export function StreamOutput({ name, text }: StreamOutputProps) {
  const rows = useMemo(() => terminalRows(text, COLUMNS_MAX), [text]);
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = rows.slice(0, all ? ROWS_MAX : ROWS_SHOWN);
  const isError = name === "stderr";
  // No landmark: a page may have many of them.
  const label = isError ? "Standard error" : "Standard output";
  const scrolls = { tabIndex: 0, role: "group", "aria-label": label };
  return (
    <div className={clsx("min-w-0 rounded-md", isError && "bg-bad-weak px-3 py-1.5")}>
      {/* Focusable, because it scrolls sideways. */}
      <div {...scrolls} className="overflow-x-auto font-mono text-sm leading-4.75 whitespace-pre">
        {shown.map((row, index) => (
          <div key={rowKey(row.line, index)}>
            <TerminalLine row={row} />
          </div>
        ))}
      </div>
      {rows.length > ROWS_SHOWN ? (
        <Button variant="ghost" size="sm" onClick={() => setAll(!all)}>
          {all ? "Show fewer lines" : `Show all ${formatCount(rows.length)} lines`}
        </Button>
      ) : null}
      {all && rows.length > ROWS_MAX ? (
        <p className="text-muted">
          The first {formatCount(ROWS_MAX)} lines; the rest is too much to be drawn here.
        </p>
      ) : null}
    </div>
  );
}

const rowKey = (line: number, index: number) => `${line}.${index}`;
