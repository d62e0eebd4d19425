import clsx from "clsx";
import { memo } from "react";
import { summarizeSql, tokenizeSql } from "@/lib/domain/sql-text";
import { HighlightedCode } from "./highlighted-code";

type SqlInlineProps = { sql: string; className?: string };

/** A statement in one line, cut at the end of its cell; comments and line breaks are left out. */
export const SqlInline = memo(function SqlInline({ sql, className }: SqlInlineProps) {
  return (
    <code className={clsx("block truncate font-mono text-sm", className)}>
      <HighlightedCode tokens={tokenizeSql(summarizeSql(sql))} />
    </code>
  );
});
