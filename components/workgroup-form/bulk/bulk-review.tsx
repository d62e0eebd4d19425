import { useQuery } from "@tanstack/react-query";
import { Ban, Equal, Lock, Minus, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ChangeReview } from "@/components/data/workgroup/review";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { workgroupActivityOptions } from "@/lib/client/workgroups";
import { FAMILY_LABELS } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { labelWithin } from "@/lib/domain/workgroups/format-setting";
import type { Planned } from "./plans";

type BulkReviewProps = { planned: readonly Planned[]; onRemove: (name: string) => void };

/** Of each workgroup: what changes and what that means, or why nothing does. */
export function BulkReview({ planned, onRemove }: BulkReviewProps) {
  return (
    <ul className="flex flex-col gap-4">
      {planned.map(({ workgroup, plan }) => (
        <li key={workgroup.name} className="flex flex-col gap-1.5">
          <div className="flex items-center gap-2">
            <Link
              href={links.workgroup(workgroup.name)}
              prefetch={false}
              title={workgroup.name}
              className="min-w-0 truncate rounded-sm font-semibold hover:underline"
            >
              {workgroup.name}
            </Link>
            <Badge>{FAMILY_LABELS[workgroup.family]}</Badge>
            <span className="ml-auto">
              <IconButton
                size="sm"
                label={`Leave ${workgroup.name} out`}
                icon={<X aria-hidden />}
                onClick={() => onRemove(workgroup.name)}
              />
            </span>
          </div>
          <PlanOf workgroup={workgroup} plan={plan} />
        </li>
      ))}
    </ul>
  );
}

function PlanOf({ workgroup, plan }: Planned) {
  switch (plan.kind) {
    case "changes":
      return <Changes workgroup={workgroup} plan={plan} />;
    case "same":
      return <Line icon={<Equal aria-hidden />}>Already so: nothing is sent.</Line>;
    case "doesNotApply":
      return (
        <Line icon={<Minus aria-hidden />}>Does not apply: its engine has no such setting.</Line>
      );
    case "forbidden":
      return <Line icon={<Lock aria-hidden />}>You may not change it.</Line>;
    case "refused":
      return (
        <div className="flex flex-col gap-1 text-bad">
          {plan.problems.map(({ setting, message }) => (
            <Line key={setting} icon={<Ban aria-hidden className="text-bad" />}>
              Would be refused because of {labelWithin(setting)}: {message}
            </Line>
          ))}
        </div>
      );
  }
}

type ChangesProps = {
  workgroup: Planned["workgroup"];
  plan: Extract<Planned["plan"], { kind: "changes" }>;
};

/** A limit is held against what the newest queries scanned. */
function Changes({ workgroup: { name, family, settings }, plan }: ChangesProps) {
  const limits = plan.changes.some(({ setting }) => setting === "scanLimitBytes");
  const { data } = useQuery({
    ...workgroupActivityOptions(name),
    enabled: limits,
    refetchInterval: false,
  });
  return (
    <ChangeReview
      changes={plan.changes}
      family={family}
      before={settings}
      after={plan.after}
      scans={data?.scans}
    />
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-soft [&>svg]:mt-0.5 [&>svg]:size-3.5">
      {icon}
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
