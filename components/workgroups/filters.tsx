import { Tag } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { TextFilter } from "@/components/data/text-filter";
import { Combobox } from "@/components/ui/combobox";
import { Pill } from "@/components/ui/pill";
import { ENGINE_FAMILIES, FAMILY_LABELS } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";
import { type Counts, countsOf, ENFORCED, type Filter, type Row, STATES } from "./rows";

type FiltersProps = {
  filter: Filter;
  rows: readonly Row[];
  onChange: (change: Partial<Filter>) => void;
  /** On narrow screens. */
  sort: ReactNode;
  /** At the right end. */
  children: ReactNode;
};

const STATE_LABELS = { ENABLED: "Enabled", DISABLED: "Disabled" };
const ENFORCED_LABELS = { on: "Enforced", off: "Not enforced" };

export function Filters({ filter, rows, onChange, sort, children }: FiltersProps) {
  const counts = useMemo(() => countsOf(rows), [rows]);
  const shared = { counts: rows.length > 0 ? counts : undefined, filter, onChange };
  return (
    <div className="flex flex-col gap-2 pb-2">
      <div className="flex flex-col gap-x-4 gap-y-2 md:flex-row md:items-center">
        <TextFilter
          text={filter.text}
          label="Search workgroups"
          placeholder="Name, description, location, tag"
          onChange={(text) => onChange({ text })}
        />
        <div className="grid grid-cols-2 gap-2 md:contents">
          <TagFilter tag={filter.tag} counts={counts} onChange={(tag) => onChange({ tag })} />
          <div className="min-w-0 md:hidden">{sort}</div>
        </div>
        <div className="flex min-w-0 items-center gap-2 empty:hidden md:ml-auto">{children}</div>
      </div>
      <fieldset
        aria-label="Workgroups shown"
        className="-mx-1 flex min-w-0 items-center gap-1 overflow-x-auto px-1 py-1 md:-ml-2.5 md:py-0"
      >
        <Choice {...shared} of="state" values={STATES} labels={STATE_LABELS} />
        <Line />
        <Choice {...shared} of="family" values={ENGINE_FAMILIES} labels={FAMILY_LABELS} />
        <Line />
        <Choice {...shared} of="enforced" values={ENFORCED} labels={ENFORCED_LABELS} />
      </fieldset>
    </div>
  );
}

const Line = () => <span aria-hidden className="mx-1.5 h-4 shrink-0 border-l" />;

type Member = "state" | "family" | "enforced";
type ChoiceProps<M extends Member> = {
  of: M;
  values: readonly NonNullable<Filter[M]>[];
  labels: Record<NonNullable<Filter[M]>, string>;
  /** Undefined before there is anything to count. */
  counts: Counts | undefined;
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
};

/** Values of one member of the filter: one of them, or none. */
function Choice<M extends Member>(props: ChoiceProps<M>) {
  const { of, values, labels, counts, filter, onChange } = props;
  return values.map((value) => (
    <Pill
      key={value}
      pressed={filter[of] === value}
      onPress={() => onChange({ [of]: filter[of] === value ? undefined : value })}
    >
      {labels[value]}{" "}
      <span className="ml-1.5 tabular-nums">
        {counts ? formatCount(counts[of].get(value) ?? 0) : "–"}
      </span>
    </Pill>
  ));
}

type TagFilterProps = { tag: string; counts: Counts; onChange: (tag: string) => void };

const every = { value: "", label: "All tags" };

function TagFilter({ tag, counts, onChange }: TagFilterProps) {
  const options = useMemo(
    () => [
      every,
      ...counts.tags.map(({ tag: value, count }) => ({
        value,
        label: value,
        hint: formatCount(count),
      })),
    ],
    [counts],
  );
  return (
    <Combobox
      label="Tag"
      value={tag}
      onChange={onChange}
      options={options}
      icon={<Tag aria-hidden className="size-3.5" />}
      searchPlaceholder="Search tags"
      empty="No workgroup has such a tag."
      className="md:max-w-52"
    />
  );
}
