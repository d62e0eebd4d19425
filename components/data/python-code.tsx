"use client";

import { WrapText } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { tokenizePython } from "@/lib/domain/python-text";
import { CodeFrame } from "./code-frame";
import { HighlightedPython } from "./highlighted-python";
import { tokenLines } from "./token-lines";

type PythonCodeProps = {
  code: string;
  /** For screen readers; unlike any other on the page. */
  label?: string;
  /** Lines shown before "Show all". */
  linesMax?: number;
  /** More buttons at the top right. */
  actions?: ReactNode;
};

/** Python to read: highlighted, numbered, copied as it is. */
export function PythonCode({
  code,
  label = "Python code",
  linesMax = 24,
  actions,
}: PythonCodeProps) {
  const [wrap, setWrap] = useState(false);
  const lines = useMemo(() => tokenLines(tokenizePython(code.trimEnd())), [code]);
  return (
    <CodeFrame
      label={label}
      lines={lines}
      renderLine={(tokens) => <HighlightedPython tokens={tokens} />}
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
          <CopyButton text={code} label="Copy code" size="sm" variant="ghost" />
        </>
      }
    />
  );
}
