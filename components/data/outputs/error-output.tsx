"use client";

import { CircleX } from "lucide-react";
import { useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { ErrorOutput as Failure } from "@/lib/domain/outputs";
import { TerminalLine } from "../text-stream/terminal-line";
import { terminalRows } from "../text-stream/terminal-rows";

const COLUMNS_MAX = 4_000;

/** What the code raised: its name and words, then the traceback. */
export function ErrorOutput({ error }: { error: Failure }) {
  const { ename, evalue, traceback } = error;
  const rows = useMemo(() => terminalRows(traceback.join("\n"), COLUMNS_MAX), [traceback]);
  const text = rows.map((row) => row.text + (row.continues ? "" : "\n")).join("");
  const title = [ename, evalue].filter(Boolean).join(": ");
  // No landmarks: a page may have many of them.
  const group = { role: "group", "aria-label": "Error" };
  const scrolls = { role: "group", "aria-label": "Traceback", tabIndex: 0 };
  return (
    <div {...group} className="min-w-0 rounded-md bg-bad-weak px-3 py-2">
      <div className="flex items-start gap-2">
        <CircleX aria-hidden className="mt-0.75 size-4 text-bad" />
        <p className="min-w-0 grow font-medium wrap-anywhere">{title || "The code failed"}</p>
        <CopyButton text={text || title} label="Copy error" size="sm" variant="ghost" />
      </div>
      {rows.length > 0 ? (
        <div
          {...scrolls}
          className="max-h-96 overflow-auto font-mono text-sm leading-4.75 whitespace-pre"
        >
          {rows.map((row, index) => (
            <div key={rowKey(row.line, index)}>
              <TerminalLine row={row} />
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

const rowKey = (line: number, index: number) => `${line}.${index}`;
