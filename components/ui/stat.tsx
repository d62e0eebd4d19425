import type { ReactNode } from "react";

/** A row of Stat. */
export function StatRow({ children }: { children: ReactNode }) {
  return <dl className="flex flex-wrap gap-x-8.5 gap-y-2.5">{children}</dl>;
}

type StatProps = {
  label: ReactNode;
  value: ReactNode;
  /** A word after the value: "estimate". */
  hint?: ReactNode;
};

/** A label over the one number that answers it. */
export function Stat({ label, value, hint }: StatProps) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="truncate tabular-nums text-[0.9375rem] leading-5 font-semibold">
        {value}
        {hint ? <span className="ml-1.5 text-sm font-normal text-muted">{hint}</span> : null}
      </dd>
    </div>
  );
}
