import { TextFilter } from "@/components/data/text-filter";
import { Pill } from "@/components/ui/pill";
import { Skeleton } from "@/components/ui/skeleton";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { formatCount } from "@/lib/domain/format";
import { countOf, type Filter, SHOWS, type Show } from "./rows";

const LABELS: Record<Show, string> = { current: "Current", cancelled: "Cancelled", all: "All" };

type FiltersProps = {
  filter: Filter;
  /** Absent until they are read. */
  all: readonly ListedReservation[] | undefined;
  onChange: (change: Partial<Filter>) => void;
};

export function Filters({ filter, all, onChange }: FiltersProps) {
  return (
    <div className="flex flex-col gap-x-4 gap-y-2 pb-2 md:flex-row md:flex-wrap md:items-center">
      <TextFilter
        text={filter.text}
        label="Search reservations"
        placeholder="Name, workgroup"
        onChange={(text) => onChange({ text })}
      />
      <fieldset
        aria-label="Reservations shown"
        className="-mx-1 flex min-w-0 items-center gap-1 overflow-x-auto px-1 py-1"
      >
        {SHOWS.map((state) => (
          <Pill key={state} pressed={filter.state === state} onPress={() => onChange({ state })}>
            {LABELS[state]}
            <span className="ml-1.5 tabular-nums">
              {all ? formatCount(countOf(all, state)) : <Skeleton className="h-3 w-2" />}
            </span>
          </Pill>
        ))}
      </fieldset>
    </div>
  );
}
