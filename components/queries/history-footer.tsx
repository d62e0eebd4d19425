import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { formatCount } from "@/lib/domain/format";
import type { HistoryView } from "./use-history";

type HistoryFooterProps = { history: HistoryView; filtered: boolean };

/** Below the last row: reading on, why it stopped, or the end. */
export function HistoryFooter({ history, filtered }: HistoryFooterProps) {
  const { error, isReading, list, progress } = history;
  if (error && !isReading)
    return (
      <Banner
        tone="bad"
        action={
          <Button size="sm" onClick={history.retry}>
            Try again
          </Button>
        }
      >
        The history could not be read further: {error.message}
      </Banner>
    );
  const read = formatCount(list.rows.length);
  if (progress === "paused")
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button size="sm" onClick={history.readFurther}>
          Read further
        </Button>
        <span>
          {read} read. Athena cannot filter by state, so its history is read page by page.
        </span>
      </div>
    );
  if (list.complete)
    return filtered
      ? `These are all that match, out of ${read}.`
      : "This is the end: Athena keeps executions for 45 days.";
  return (
    <span className="flex h-6.5 items-center gap-2">
      {isReading ? <Spinner /> : null}
      {read} read{isReading ? ", reading on" : " so far"}
    </span>
  );
}
