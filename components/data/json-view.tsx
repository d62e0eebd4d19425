"use client";

import { type ReactNode, useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { CodeFrame } from "./code-frame";

type JsonViewProps = { value: unknown; label?: string; linesMax?: number };

/** Any JSON value, indented, keys and strings told apart, copied whole. */
export function JsonView({ value, label = "JSON", linesMax = 40 }: JsonViewProps) {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? "undefined", [value]);
  const lines = useMemo(() => text.split("\n"), [text]);
  return (
    <CodeFrame
      label={label}
      lines={lines}
      renderLine={highlightLine}
      linesMax={linesMax}
      wrap
      actions={<CopyButton text={text} label="Copy JSON" size="sm" variant="ghost" />}
    />
  );
}

// JSON.stringify puts at most one key and one value on a line.
const LINE = /^(\s*)("(?:[^"\\]|\\.)*")?(: )?(.*?)(,?)$/s;

function highlightLine(line: string): ReactNode {
  const [, indent = "", first = "", colon = "", rest = "", comma = ""] = LINE.exec(line) ?? [];
  if (colon === "") return [indent, value(first || rest, "v"), comma];
  return [
    indent,
    <span key="k" className="text-accent">
      {first}
    </span>,
    colon,
    value(rest, "v"),
    comma,
  ];
}

function value(text: string, key: string): ReactNode {
  if (text.startsWith('"')) {
    return (
      <span key={key} className="text-ok">
        {text}
      </span>
    );
  }
  if (/^(?:-?\d|true|false|null)/.test(text)) {
    return (
      <span key={key} className={text === "null" ? "text-muted" : "text-busy"}>
        {text}
      </span>
    );
  }
  return text;
}
