"use client";

import { Field as Base } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

type FieldProps = {
  label: ReactNode;
  name?: string;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** For controls that are not a native input: Select. */
  nativeLabel?: boolean;
  children: ReactNode;
};

/** Ties label, hint and error to the one control inside it. */
export function Field({
  label,
  name,
  hint,
  error,
  optional = false,
  nativeLabel = true,
  children,
}: FieldProps) {
  const invalid = error !== undefined && error !== null && error !== false;
  return (
    <Base.Root name={name} invalid={invalid} className="flex min-w-0 flex-col gap-1">
      <Base.Label
        nativeLabel={nativeLabel}
        render={nativeLabel ? undefined : <div />}
        className="self-start font-medium text-ink"
      >
        {label}
        {optional ? <span className="font-normal text-muted"> optional</span> : null}
      </Base.Label>
      {children}
      {invalid ? (
        <Base.Error match className="flex items-start gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5" />
          <span>{error}</span>
        </Base.Error>
      ) : null}
      {hint ? <Base.Description className="text-sm text-muted">{hint}</Base.Description> : null}
    </Base.Root>
  );
}
