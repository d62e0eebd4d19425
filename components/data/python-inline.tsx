import clsx from "clsx";
import { memo } from "react";
import { tokenizePython } from "@/lib/domain/python-text";
import { HighlightedPython } from "./highlighted-python";

type PythonInlineProps = { code: string; className?: string };

/** One line of Python, cut at the end of its cell. */
export const PythonInline = memo(function PythonInline({ code, className }: PythonInlineProps) {
  return (
    <code className={clsx("block truncate font-mono text-sm", className)}>
      <HighlightedPython tokens={tokenizePython(code)} />
    </code>
  );
});
