import clsx from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

export type Definition = {
  label: string;
  /** Nothing (undefined, null, "") is shown as a muted "none". */
  value: ReactNode;
  /** Offers to copy this text. */
  copy?: string;
  mono?: boolean;
  /** Said instead of "none". */
  none?: string;
};

/** Facts as label and value, one a line. */
export function DefinitionList({ rows }: { rows: readonly Definition[] }) {
  return (
    <dl className="flex flex-col gap-1.5">
      {rows.map((row) => (
        <div key={row.label} className="group flex min-h-5 items-baseline gap-3">
          <dt className="w-26.5 shrink-0 text-muted">{row.label}</dt>
          <dd className="relative flex min-w-0 grow items-baseline gap-1">
            {isNothing(row.value) ? (
              <span className="text-muted">{row.none ?? "none"}</span>
            ) : (
              <span className={clsx("min-w-0 wrap-anywhere", row.mono && "font-mono text-sm")}>
                {row.value}
              </span>
            )}
            {row.copy ? (
              <span className="-my-1 shrink-0 self-start opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
                <CopyButton text={row.copy} label={`Copy ${row.label}`} size="sm" />
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const isNothing = (value: ReactNode) => value === undefined || value === null || value === "";
