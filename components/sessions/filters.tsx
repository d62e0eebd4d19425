import { TextFilter } from "@/components/data/text-filter";
import { WorkgroupFilter } from "@/components/data/workgroup-filter";
import { Pill } from "@/components/ui/pill";
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
      <TextFilter
        text={filter.text}
        label="Search sessions"
        placeholder="Id, description, person, notebook"
        onChange={(text) => onChange({ text })}
      />
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
