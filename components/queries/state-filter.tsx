import clsx from "clsx";
import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/domain/format";
import { countStates } from "@/lib/domain/history-list";
import { queryStateFacts } from "@/lib/domain/queries";

type StateFilterProps = {
  rows: readonly { state: string }[];
  chosen: readonly string[];
  /** False while nothing is read that could be counted. */
  counted: boolean;
  onChange: (states: string[]) => void;
};

/** Any number of states; each with how many of the executions read are in it. */
export function StateFilter({ rows, chosen, counted, onChange }: StateFilterProps) {
  const toggle = (state: string) =>
    onChange(
      chosen.includes(state) ? chosen.filter((other) => other !== state) : [...chosen, state],
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row everywhere
    <div
      role="group"
      aria-label="Filter by state"
      className="-mx-1 flex min-w-0 scrollbar-thin items-center gap-1 overflow-x-auto px-1 py-1"
    >
      {countStates(rows, chosen).map(({ state, count }) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen.includes(state)}
          onClick={() => toggle(state)}
          className={clsx(
            "flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-sm font-medium whitespace-nowrap md:h-6.5",
            chosen.includes(state)
              ? "border-accent-mid bg-accent-weak text-accent"
              : "border-transparent text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink",
          )}
        >
          {queryStateFacts(state).label}{" "}
          <span
            className={clsx(
              "tabular-nums",
              !counted && "invisible",
              !chosen.includes(state) && "text-muted",
            )}
          >
            {formatCount(count)}
          </span>
        </button>
      ))}
      {chosen.length > 0 ? (
        <Button variant="ghost" size="sm" icon={<X aria-hidden />} onClick={() => onChange([])}>
          All states
        </Button>
      ) : null}
    </div>
  );
}
