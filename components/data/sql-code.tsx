"use client";

import { WrapText } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { tokenizeSql } from "@/lib/domain/sql-text";
import { CodeFrame } from "./code-frame";
import { HighlightedSql } from "./highlighted-sql";
import { tokenLines } from "./token-lines";

type SqlCodeProps = {
  sql: string;
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

/** SQL to read: highlighted, numbered, copied as it is. */
export function SqlCode({
  sql,
  label = "SQL text",
  linesMax = 24,
  actions,
  ...marks
}: SqlCodeProps) {
  const [wrap, setWrap] = useState(false);
  const lines = useMemo(() => tokenLines(tokenizeSql(sql)), [sql]);
  return (
    <CodeFrame
      {...marks}
      label={label}
      lines={lines}
      renderLine={(tokens) => <HighlightedSql tokens={tokens} />}
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
          <CopyButton text={sql} label="Copy SQL" size="sm" variant="ghost" />
        </>
      }
    />
  );
}
