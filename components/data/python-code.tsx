"use client";

import { useMemo } from "react";
import { tokenizePython } from "@/lib/domain/python-text";
import { ReadableCode, type ReadableCodeProps } from "./readable-code";
import { tokenLines } from "./token-lines";

/** Python to read. */
export function PythonCode({ code, ...given }: ReadableCodeProps & { code: string }) {
  const lines = useMemo(() => tokenLines(tokenizePython(code.trimEnd())), [code]);
  const { label = "Python code" } = given;
  return <ReadableCode {...given} label={label} lines={lines} text={code} copyLabel="Copy code" />;
}
