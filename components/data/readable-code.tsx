"use client";

import { WrapText } from "lucide-react";
import { type ReactNode, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { CodeFrame } from "./code-frame";
import { type CodeToken, HighlightedCode } from "./highlighted-code";

export type ReadableCodeProps = {
  /** For screen readers; unlike any other on the page. */
  label?: string;
  /** Lines shown before "Show all". */
  linesMax?: number;
  /** More buttons at the top right. */
  actions?: ReactNode;
  /** The line that an error names. */
  markedLine?: number | undefined;
  lineIdPrefix?: string | undefined;
};

type OfLanguage = {
  label: string;
  lines: readonly (readonly CodeToken[])[];
  /** What is copied. */
  text: string;
  copyLabel: string;
};

/** Code to read: highlighted, numbered, wrapped on demand, copied as it is. */
export function ReadableCode({
  text,
  copyLabel,
  linesMax = 24,
  actions,
  ...frame
}: ReadableCodeProps & OfLanguage) {
  const [wrap, setWrap] = useState(false);
  return (
    <CodeFrame
      {...frame}
      renderLine={(tokens) => <HighlightedCode tokens={tokens} />}
      linesMax={linesMax}
      wrap={wrap}
      actions={
        <>
          {actions}
          <IconButton
            label={wrap ? "Do not wrap lines" : "Wrap lines"}
            aria-pressed={wrap}
            size="sm"
            icon={<WrapText aria-hidden />}
            onClick={() => setWrap(!wrap)}
          />
          <CopyButton text={text} label={copyLabel} size="sm" variant="ghost" />
        </>
      }
    />
  );
}
