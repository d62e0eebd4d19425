import { Tag } from "lucide-react";
import type { ReactNode } from "react";
import { TextFilter } from "@/components/data/text-filter";
import { Combobox } from "@/components/ui/combobox";
import { Pill } from "@/components/ui/pill";
import { ENGINE_FAMILIES, type EngineFamily, FAMILY_LABELS } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";
import { type Filter, type Row, STATES, tagChoices } from "./rows";

type FiltersProps = {
  filter: Filter;
  rows: readonly Row[];
  onChange: (change: Partial<Filter>) => void;
  /** At the right end. */
  children: ReactNode;
};

const STATE_LABELS: Record<(typeof STATES)[number], string> = {
  ENABLED: "Enabled",
  DISABLED: "Disabled",
};

export function Filters({ filter, rows, onChange, children }: FiltersProps) {
  const isRead = rows.length > 0;
  const inState = (state: string) =>
    rows.filter(({ workgroup }) => workgroup?.settings.state === state).length;
  const ofFamily = (family: EngineFamily) =>
    rows.filter(({ workgroup }) => workgroup?.family === family).length;
  return (
    <div className="flex flex-col gap-x-4 gap-y-2 pb-2 md:flex-row md:flex-wrap md:items-center">
      <TextFilter
        text={filter.text}
        label="Search workgroups"
        placeholder="Name, description, location, tag"
        onChange={(text) => onChange({ text })}
      />
      <TagFilter tag={filter.tag} rows={rows} onChange={(tag) => onChange({ tag })} />
      <fieldset
        aria-label="Workgroups shown"
        className="-mx-1 flex min-w-0 items-center gap-1 overflow-x-auto px-1 py-1"
      >
        {STATES.map((state) => (
          <Pill
            key={state}
            pressed={filter.state === state}
            onPress={() => onChange({ state: filter.state === state ? undefined : state })}
          >
            {STATE_LABELS[state]} <Count of={isRead ? inState(state) : undefined} />
          </Pill>
        ))}
        <span aria-hidden className="mx-1.5 h-4 border-l" />
        {ENGINE_FAMILIES.map((family) => (
          <Pill
            key={family}
            pressed={filter.family === family}
            onPress={() => onChange({ family: filter.family === family ? undefined : family })}
          >
            {FAMILY_LABELS[family]} <Count of={isRead ? ofFamily(family) : undefined} />
          </Pill>
        ))}
      </fieldset>
      <div className="flex items-center gap-2 max-md:hidden md:ml-auto">{children}</div>
    </div>
  );
}

const Count = ({ of }: { of: number | undefined }) => (
  <span className="ml-1.5 tabular-nums">{of === undefined ? "–" : formatCount(of)}</span>
);

type TagFilterProps = {
  tag: string;
  rows: readonly Row[];
  onChange: (tag: string) => void;
};

const every = { value: "", label: "All tags" };

function TagFilter({ tag, rows, onChange }: TagFilterProps) {
  return (
    <Combobox
      label="Tag"
      value={tag}
      onChange={onChange}
      options={[
        every,
        ...tagChoices(rows).map((choice) => ({
          value: choice.tag,
          label: choice.tag,
          hint: formatCount(choice.count),
        })),
      ]}
      icon={<Tag aria-hidden className="size-3.5" />}
      searchPlaceholder="Search tags"
      empty="No workgroup has such a tag."
      className="md:max-w-52"
    />
  );
}
