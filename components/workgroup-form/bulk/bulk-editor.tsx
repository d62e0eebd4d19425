import { type ReactNode, useState } from "react";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import type { SettingValue } from "@/lib/domain/workgroups/changes";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import { Recorded } from "../recorded";
import { ApplyBar } from "./apply-bar";
import { type BulkDraft, beginDraft, changeOf } from "./bulk-draft";
import { BulkFields } from "./bulk-fields";
import { BulkReview } from "./bulk-review";
import { plansOf } from "./plans";
import type { BulkStep } from "./run-bulk";
import { useScans } from "./use-scans";

type BulkEditorProps = {
  setting: SettingId;
  asked: SettingValue;
  /** To begin with instead. */
  written: BulkDraft | undefined;
  workgroups: readonly WorkgroupConfiguration[];
  reading: boolean;
  onRemove: (name: string) => void;
  onApply: (steps: BulkStep[], draft: BulkDraft) => void;
  /** Which workgroups, which setting. */
  children: ReactNode;
};

/** The value at the left, what it would do to each workgroup at the right. */
export function BulkEditor(props: BulkEditorProps) {
  const { setting, asked, written, workgroups, reading, onRemove, onApply, children } = props;
  const [draft, setDraft] = useState(() => written ?? beginDraft(setting, workgroups, asked));
  const change = changeOf(draft);
  const planned = change ? plansOf(workgroups, change) : [];
  const scans = useScans(planned);
  return (
    <div className="flex min-h-0 grow border-t max-lg:flex-col max-lg:overflow-y-auto">
      <div className="flex shrink-0 flex-col gap-5 px-4 py-4 md:px-5 lg:w-104 lg:overflow-y-auto">
        {children}
        <BulkFields draft={draft} onChange={setDraft} />
      </div>
      <section
        aria-labelledby="bulk-review"
        className="flex min-w-0 grow flex-col border-t bg-sunken lg:min-h-0 lg:border-t-0 lg:border-l"
      >
        <div className="min-h-0 grow px-4 py-4 md:px-5 lg:overflow-y-auto">
          <h2 id="bulk-review" className="pb-3 text-[0.8125rem] font-semibold text-soft">
            Review
          </h2>
          {change ? (
            <BulkReview planned={planned} scans={scans} onRemove={onRemove} />
          ) : (
            <p className="text-muted">Correct the value first.</p>
          )}
        </div>
        <p className="px-4 pb-2 text-sm text-muted md:px-5">
          <Recorded version={undefined} />
        </p>
        <ApplyBar
          planned={planned}
          scans={scans}
          reading={reading}
          onApply={(steps) => onApply(steps, draft)}
        />
      </section>
    </div>
  );
}
