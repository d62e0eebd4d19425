"use client";

import { useId } from "react";
import { Input } from "@/components/ui/input";

type ParameterRowProps = {
  count: number;
  values: readonly string[];
  /** Marks what is missing, after an attempt to run. */
  showMissing: boolean;
  onChange: (values: string[]) => void;
  onRun: () => void;
};

const LENGTH_MAX = 1_024;

/** One field for each `?`; Athena takes each as an expression or, failing that, as text. */
export function ParameterRow({ count, values, showMissing, onChange, onRun }: ParameterRowProps) {
  const hintId = useId();
  const places = Array.from({ length: count }, (_, index) => index);
  const set = (index: number, value: string) => {
    const next = [...values];
    while (next.length < index) next.push("");
    next[index] = value;
    onChange(next);
  };
  return (
    <fieldset className="shrink-0 border-t px-3 py-2" aria-describedby={hintId}>
      <legend className="sr-only">Execution parameters</legend>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 md:max-h-28 md:overflow-y-auto">
        {places.map((index) => {
          const missing = (values[index] ?? "") === "";
          return (
            <div key={index} className="flex w-56 items-center gap-2 max-md:w-full">
              <span aria-hidden className="shrink-0 font-mono text-sm text-muted">
                ?{index + 1}
              </span>
              <Input
                mono
                aria-label={`Parameter ${index + 1}`}
                aria-invalid={(showMissing && missing) || undefined}
                value={values[index] ?? ""}
                maxLength={LENGTH_MAX}
                autoComplete="off"
                onChange={(event) => set(index, event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") onRun();
                }}
              />
            </div>
          );
        })}
        <p id={hintId} className="text-sm text-muted">
          An SQL expression such as <code>42</code> or <code>DATE &apos;2024-01-31&apos;</code>.
          Anything else is taken as text.
        </p>
      </div>
    </fieldset>
  );
}
