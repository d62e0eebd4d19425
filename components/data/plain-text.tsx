"use client";

import { useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { CodeFrame } from "./code-frame";

type PlainTextProps = { label: string; text: string; linesMax?: number };

/** Text whose white space means something, such as a query plan: mono, numbered, never wrapped. */
export function PlainText({ label, text, linesMax = 60 }: PlainTextProps) {
  const lines = useMemo(() => text.split("\n"), [text]);
  return (
    <CodeFrame
      label={label}
      lines={lines}
      linesMax={linesMax}
      wrap={false}
      actions={
        <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} size="sm" variant="ghost" />
      }
    />
  );
}
