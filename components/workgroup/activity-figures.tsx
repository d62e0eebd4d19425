import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat, StatRow } from "@/components/ui/stat";
import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";
import { formatBytes, formatCount, formatMoney } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";

type ActivityFiguresProps = {
  name: string;
  activity: WorkgroupActivity | undefined;
  family: EngineFamily;
};

/** The answer first; below it, which executions it is of. */
export function ActivityFigures({ name, activity, family }: ActivityFiguresProps) {
  const sql = family === "sql";
  const figure = (show: (known: WorkgroupActivity) => ReactNode) =>
    activity ? show(activity) : <Skeleton className="my-0.75 h-3.5 w-14" />;
  const ofStretch = (show: (known: WorkgroupActivity) => ReactNode) =>
    figure((known) =>
      known.stretch.count === 0 ? <span className="text-muted">–</span> : show(known),
    );
  const counted = (count: number, state: string, className = "") =>
    sql && count > 0 ? (
      <Link
        href={links.queries({ workgroup: name, state })}
        className={clsx("rounded-sm hover:underline", className)}
      >
        {formatCount(count)}
      </Link>
    ) : (
      <span className={count > 0 ? className : undefined}>{formatCount(count)}</span>
    );
  return (
    <div className="flex flex-col gap-2.5" aria-busy={activity ? undefined : true}>
      <StatRow>
        <Stat
          label={sql ? "Running now" : "Busy now"}
          value={figure(({ running }) => counted(running, "RUNNING"))}
        />
        <Stat
          label={sql ? "Queued now" : "Idle or starting"}
          value={figure(({ queued }) => counted(queued, "QUEUED"))}
        />
        <Stat
          label={sql ? "Newest runs" : "Newest sessions"}
          value={figure(({ stretch }) => formatCount(stretch.count))}
        />
        <Stat
          label="Failed"
          value={ofStretch(({ failed }) => counted(failed, "FAILED", "text-bad"))}
        />
        {sql ? (
          <>
            <Stat
              label="Cancelled"
              value={ofStretch(({ cancelled }) => counted(cancelled, "CANCELLED"))}
            />
            <Stat
              label="Scanned"
              value={ofStretch(({ scannedBytes }) => formatBytes(scannedBytes))}
            />
          </>
        ) : null}
        <Stat
          label="Cost"
          value={ofStretch(({ costUsd }) => formatMoney(costUsd))}
          hint={activity && activity.stretch.count > 0 ? "estimate" : undefined}
        />
      </StatRow>
      <p className="min-h-5 text-sm text-muted">
        {activity ? <Stretch activity={activity} sql={sql} /> : null}
      </p>
    </div>
  );
}

const stretchWords = (count: number, whole: boolean, noun: string) =>
  count === 1
    ? `${whole ? "Its only" : "The newest"} ${noun}`
    : `${whole ? "All" : "The newest"} ${formatCount(count)} ${noun}s`;

type StretchProps = { activity: WorkgroupActivity; sql: boolean };

function Stretch({ activity: { stretch, costUnknown, readAt }, sql }: StretchProps) {
  const { count, since, whole } = stretch;
  return (
    <>
      {count === 0 ? null : (
        <>
          {stretchWords(count, whole, sql ? "execution" : "session")}
          {since === undefined ? null : (
            <>
              , since <RelativeTime at={since} />
            </>
          )}
          .{" "}
          {costUnknown > 0
            ? `The cost of ${formatCount(costUnknown)} is not known: in flight, or on reserved capacity. `
            : ""}
        </>
      )}
      Read <RelativeTime at={readAt} />.
    </>
  );
}
