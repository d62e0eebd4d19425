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
    >
      {settings.description ? (
        <p className="line-clamp-3 max-w-[72ch] px-4 pb-2 text-soft whitespace-pre-line wrap-anywhere md:px-5">
          {settings.description}
        </p>
      ) : null}
    </WorkgroupFrame>
  );
}
