import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { formatCount } from "@/lib/domain/format";
import type { useActivityOfAll } from "./use-activity-of-all";

type ReadingActivityProps = { activity: ReturnType<typeof useActivityOfAll> };

/** Of a list that is sorted by activity: how far it is read, or how old the oldest reading is. */
export function ReadingActivity({ activity }: ReadingActivityProps) {
  const { read, refused, total, problem, reading, known, readOn } = activity;
  if (total === 0) return null;
  const ofAll = `Activity of ${formatCount(read)} of ${formatCount(total)} read`;
  if (problem)
    return (
      <span className={line}>
        <span className="min-w-0 truncate text-warn" title={problem.message}>
          {ofAll}. {problem.message}
        </span>
        <Button size="sm" onClick={readOn}>
          Read on
        </Button>
      </span>
    );
  if (reading)
    return (
      <span className={line}>
        <Spinner />
        {ofAll}
      </span>
    );
  if (refused > 0)
    return (
      <span className={line}>
        <CircleAlert aria-hidden className="size-3.5 shrink-0 text-warn" />
        Activity of {formatCount(refused)} of {formatCount(total)} could not be read
      </span>
    );
  const oldest = Math.min(...[...known.values()].map(({ readAt }) => readAt));
  return (
    <span className={line}>
      <span>
        Activity read <RelativeTime at={oldest} />
      </span>
    </span>
  );
}

const line = "flex min-h-6.5 min-w-0 items-center gap-2 text-sm text-muted tabular-nums";
