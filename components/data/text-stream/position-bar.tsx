"use client";

import { useEffect, useRef, useState } from "react";
import { formatBytes } from "@/lib/domain/format";
import { startOf } from "./output-slices";
import type { OutputState } from "./output-store";

const SETTLED_MS = 200;

type PositionBarProps = {
  state: OutputState;
  /** "stdout" */
  name: string;
  onGo: (byte: number) => void;
};

/** Where in a large output the part on screen begins; moved to go elsewhere. */
export function PositionBar({ state: { held, sizeBytes }, name, onGo }: PositionBarProps) {
  const [moved, setMoved] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const value = moved ?? startOf(held);
  return (
    <div className="flex items-center gap-3 border-b px-3 py-1 text-sm text-muted">
      <input
        type="range"
        aria-label={`Place in ${name}`}
        aria-valuetext={`${formatBytes(value)} of ${formatBytes(sizeBytes)}`}
        min={0}
        max={sizeBytes}
        step={Math.max(1, Math.round(sizeBytes / 1_000))}
        value={value}
        onChange={(event) => {
          const byte = Number(event.target.value);
          setMoved(byte);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            setMoved(undefined);
            onGo(byte);
          }, SETTLED_MS);
        }}
        className="h-6 min-w-0 grow accent-accent"
      />
      <span className="shrink-0 tabular-nums">{formatBytes(value)}</span>
    </div>
  );
}
