import clsx from "clsx";
import { memo } from "react";
import { tokenizePython } from "@/lib/domain/python-text";
import { HighlightedCode } from "./highlighted-code";

type PythonInlineProps = { code: string; className?: string };

/** One line of Python, cut at the end of its cell. */
export const PythonInline = memo(function PythonInline({ code, className }: PythonInlineProps) {
  return (
    <code className={clsx("block truncate font-mono text-sm", className)}>
      <HighlightedCode tokens={tokenizePython(code)} />
    </code>
  );
});
