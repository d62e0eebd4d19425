import { EqualNot } from "lucide-react";
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
  const { settings, family } = workgroup;
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <div className="w-full min-w-0">
        <SettingValue setting={setting} settings={settings} family={family} />
      </div>
      {cell.differs ? <Differs /> : null}
    </div>
  );
}

function Differs() {
  return (
    <span className="inline-flex items-center gap-1 text-sm text-warn [&>svg]:size-3">
      <EqualNot aria-hidden />
      differs
    </span>
  );
}
