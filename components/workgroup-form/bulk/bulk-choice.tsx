import { X } from "lucide-react";
import { SECTION_LABELS } from "@/components/data/workgroup/sections";
import { WorkgroupPicker } from "@/components/data/workgroup/workgroup-picker";
import { Combobox } from "@/components/ui/combobox";
import { formatCount } from "@/lib/domain/format";
import { CHANGED_MAX } from "@/lib/domain/workgroup-choice";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId } from "@/lib/domain/workgroups/settings";

type BulkChoiceProps = {
  names: readonly string[];
  /** Those that fit the workgroups. */
  settings: readonly SettingId[];
  setting: SettingId | undefined;
  loading: boolean;
  onNames: (names: readonly string[]) => void;
  onSetting: (setting: SettingId) => void;
};

/** Which workgroups, and which setting of theirs. */
export function BulkChoice(props: BulkChoiceProps) {
  const { names, settings, setting, loading, onNames, onSetting } = props;
  const options = settings.map((id) => ({
    value: id,
    label: SETTINGS[id].label,
    hint: SECTION_LABELS[SETTINGS[id].section].title,
  }));
  return (
    <>
      <div className="flex flex-col gap-2">
        <h2 className="text-[0.8125rem] font-semibold text-soft">
          {names.length === 1 ? "1 workgroup" : `${formatCount(names.length)} workgroups`}
        </h2>
        <ul
          className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto"
          aria-label="Chosen workgroups"
        >
          {names.map((name) => (
            <li key={name} className="min-w-0">
              <button
                type="button"
                title={`Leave ${name} out`}
                onClick={() => onNames(names.filter((other) => other !== name))}
                className="flex h-8 max-w-full items-center gap-1 rounded-sm border bg-raised px-2 text-sm hover:bg-sunken md:h-6.5 [&>svg]:size-3 [&>svg]:shrink-0 [&>svg]:text-muted"
              >
                <span className="truncate">{name}</span>
                <X aria-hidden />
                <span className="sr-only">: leave it out</span>
              </button>
            </li>
          ))}
        </ul>
        <WorkgroupPicker
          chosen={names}
          countMax={CHANGED_MAX}
          onAdd={(name) => onNames([...names, name])}
        />
      </div>
      <div className="flex flex-col gap-2">
        <h2 className="text-[0.8125rem] font-semibold text-soft">Setting</h2>
        <Combobox
          label="Setting"
          value={setting ?? null}
          onChange={(id) => {
            const chosen = settings.find((one) => one === id);
            if (chosen) onSetting(chosen);
          }}
          options={options}
          placeholder="Choose a setting"
          searchPlaceholder="Search settings"
          loading={loading}
          disabled={names.length === 0}
        />
      </div>
    </>
  );
}
