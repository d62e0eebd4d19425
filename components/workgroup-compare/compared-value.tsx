import clsx from "clsx";
import { EqualNot } from "lucide-react";
import { EditSettingLink } from "@/components/data/workgroup/edit-setting-link";
import { SettingValue } from "@/components/data/workgroup/setting-value";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import type { ComparedCell } from "@/lib/domain/workgroups/compare";
import type { SettingId } from "@/lib/domain/workgroups/settings";

type ComparedValueProps = {
  setting: SettingId;
  workgroup: WorkgroupConfiguration;
  cell: ComparedCell | undefined;
};

/** The value of one workgroup, marked where it is another one than the first's. */
export function ComparedValue({ setting, workgroup, cell }: ComparedValueProps) {
  if (!cell?.applies) return <span className="text-muted">not applicable</span>;
  if (cell.unread !== undefined)
    return (
      <span title={cell.unread} className="text-warn">
        could not be read
      </span>
    );
  const { name, settings, family } = workgroup;
  const long = setting === "description" ? settings.description : undefined;
  return (
    <div className="group/setting flex min-w-0 items-start gap-1.5">
      <div title={long} className={clsx("min-w-0", long && "line-clamp-6")}>
        <SettingValue setting={setting} settings={settings} family={family} />
      </div>
      {cell.differs ? (
        <span title="Differs from the baseline" className="mt-1 shrink-0 text-warn">
          <EqualNot aria-hidden className="size-3" />
          <span className="sr-only">differs</span>
        </span>
      ) : null}
      <span className="ml-auto">
        <EditSettingLink name={name} setting={setting} family={family} />
      </span>
    </div>
  );
}
