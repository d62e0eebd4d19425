import clsx from "clsx";
import { Search } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { WorkgroupFilter } from "@/components/data/workgroup-filter";
import { Input } from "@/components/ui/input";
import { SPARK_FAMILIES } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";
import { SESSION_SHOWS, type SessionShow } from "@/lib/domain/sessions";

export type Filter = {
  workgroup: string | undefined;
  show: SessionShow;
  text: string;
  mine: boolean;
};

type FiltersProps = {
  filter: Filter;
  activeCount: number | undefined;
  onChange: (change: Partial<Filter>) => void;
};

const SHOW_LABELS: Record<SessionShow, string> = { active: "Active", ended: "Ended", all: "All" };

export function Filters({ filter, activeCount, onChange }: FiltersProps) {
  return (
    <div className="flex flex-col gap-x-4 gap-y-2 pb-2 md:flex-row md:items-center">
      <WorkgroupFilter
        workgroup={filter.workgroup}
        families={SPARK_FAMILIES}
        onChange={(workgroup) => onChange({ workgroup })}
      />
      <TextFilter text={filter.text} onChange={(text) => onChange({ text })} />
      <fieldset
        aria-label="Sessions shown"
        className="-mx-1 flex min-w-0 items-center gap-1 overflow-x-auto px-1 py-1"
      >
        {SESSION_SHOWS.map((show) => (
          <Pill key={show} pressed={filter.show === show} onPress={() => onChange({ show })}>
            {SHOW_LABELS[show]}
            {show === "active" && activeCount !== undefined ? (
              <span className="ml-1.5 tabular-nums">{formatCount(activeCount)}</span>
            ) : null}
          </Pill>
        ))}
        <span aria-hidden className="mx-1.5 h-4 border-l" />
        <Pill pressed={filter.mine} onPress={() => onChange({ mine: !filter.mine })}>
          Started by me
        </Pill>
      </fieldset>
    </div>
  );
}

const TYPING_PAUSE_MS = 250;

/** The address and the list follow once the typing rests. */
function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [sent, setSent] = useState(text);
  const [seen, setSeen] = useState(text);
  if (text !== seen) {
    setSeen(text);
    // Changed from elsewhere, by Back for one.
    if (text !== sent) setTyped(text);
  }
  const wanted = typed.trim();
  useEffect(() => {
    if (wanted === text) return;
    const timer = setTimeout(() => {
      setSent(wanted);
      onChange(wanted);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, text, onChange]);
  return (
    <Input
      type="search"
      aria-label="Search sessions"
      placeholder="Id, description, person, notebook"
      icon={<Search aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      className="md:max-w-72"
    />
  );
}

type PillProps = { pressed: boolean; onPress: () => void; children: ReactNode };

function Pill({ pressed, onPress, children }: PillProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={clsx(
        "flex h-8 shrink-0 items-center rounded-full border px-2.5 text-sm font-medium whitespace-nowrap md:h-6.5",
        pressed
          ? "border-accent-mid bg-accent-weak text-accent"
          : "border-transparent text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink",
      )}
    >
      {children}
    </button>
  );
}
