"use client";

import { useMemo } from "react";
import { tokenizeSql } from "@/lib/domain/sql-text";
import { ReadableCode, type ReadableCodeProps } from "./readable-code";
import { tokenLines } from "./token-lines";

/** SQL to read. */
export function SqlCode({ sql, ...given }: ReadableCodeProps & { sql: string }) {
  const lines = useMemo(() => tokenLines(tokenizeSql(sql)), [sql]);
  const { label = "SQL text" } = given;
  return <ReadableCode {...given} label={label} lines={lines} text={sql} copyLabel="Copy SQL" />;
}
