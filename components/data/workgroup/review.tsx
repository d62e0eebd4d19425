import clsx from "clsx";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingChange } from "@/lib/domain/workgroups/changes";
import { describeChange } from "@/lib/domain/workgroups/describe";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { OldAndNew } from "./old-and-new";

type ChangeReviewProps = {
  changes: readonly SettingChange[];
  family: EngineFamily;
  before: WorkgroupSettings;
  after: WorkgroupSettings;
  /** Scanned bytes of each of the newest executions: what a new limit would have met. */
  scans?: readonly number[] | undefined;
};

/** Each change in words, as old and new, and with what it means for who uses the workgroup. */
export function ChangeReview({ changes, family, before, after, scans }: ChangeReviewProps) {
  const facts = { family, before, after, ...(scans ? { scans: [...scans] } : {}) };
  return (
    <ul className="flex min-w-0 flex-col gap-2.5">
      {changes.map((change) => (
        <li key={change.setting}>
          <Change described={describeChange(change, facts)} />
        </li>
      ))}
    </ul>
  );
}

type Described = ReturnType<typeof describeChange>;

function Change({ described }: { described: Described }) {
  const { title, before, after, consequences, destructive } = described;
  return (
    <div
      className={clsx(
        "flex min-w-0 flex-col gap-2 rounded-lg border bg-raised px-3 py-2.5",
        destructive && "border-bad",
      )}
    >
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 grow wrap-anywhere">{title}</h3>
        {destructive ? (
          <Badge tone="bad" icon={<TriangleAlert aria-hidden />}>
            destructive
          </Badge>
        ) : null}
      </div>
      <OldAndNew before={before} after={after} />
      {consequences.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {consequences.map(({ tone, text }) => (
            <li key={text} className={clsx("flex items-start gap-2 text-sm", tones[tone].style)}>
              {tones[tone].icon}
              <span className="min-w-0 wrap-anywhere">{text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const iconStyle = "mt-0.5 size-3.5";
const tones = {
  info: { style: "text-soft", icon: <Info aria-hidden className={iconStyle} /> },
  warn: { style: "text-warn", icon: <TriangleAlert aria-hidden className={iconStyle} /> },
  bad: { style: "text-bad", icon: <CircleAlert aria-hidden className={iconStyle} /> },
} as const;
