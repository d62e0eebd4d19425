import { WorkgroupState } from "@/components/data/workgroup/workgroup-state";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { WorkgroupActions } from "./workgroup-actions";
import { WorkgroupFrame } from "./workgroup-problem";

type WorkgroupHeaderProps = { workgroup: WorkgroupDetail };

export function WorkgroupHeader({ workgroup }: WorkgroupHeaderProps) {
  const { name, settings, effectiveEngineVersion } = workgroup;
  return (
    <WorkgroupFrame
      name={name}
      meta={
        <>
          <WorkgroupState state={settings.state} />
          <span>{effectiveEngineVersion}</span>
        </>
      }
      actions={<WorkgroupActions workgroup={workgroup} />}
      description={settings.description}
    />
  );
}
