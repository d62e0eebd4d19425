import { Ban, Equal, Lock, Minus, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ChangeReview } from "@/components/data/workgroup/review";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { FAMILY_LABELS } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { labelWithin } from "@/lib/domain/workgroups/format-setting";
import type { Planned } from "./plans";

type BulkReviewProps = {
  planned: readonly Planned[];
  /** A limit is held against what the newest queries scanned, by workgroup. */
  scans: ReadonlyMap<string, readonly number[]>;
  onRemove: (name: string) => void;
};

/** Of each workgroup: what changes and what that means, or why nothing does. */
export function BulkReview({ planned, scans, onRemove }: BulkReviewProps) {
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
          <PlanOf workgroup={workgroup} plan={plan} scans={scans.get(workgroup.name)} />
        </li>
      ))}
    </ul>
  );
}

type PlanOfProps = Planned & { scans: readonly number[] | undefined };

function PlanOf({ workgroup: { family, settings }, plan, scans }: PlanOfProps) {
  switch (plan.kind) {
    case "changes":
      return (
        <ChangeReview
          changes={plan.changes}
          family={family}
          before={settings}
          after={plan.after}
          scans={scans}
        />
      );
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

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-soft [&>svg]:mt-0.5 [&>svg]:size-3.5">
      {icon}
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}
