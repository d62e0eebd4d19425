import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { workgroupActivityOptions } from "@/lib/client/workgroups";
import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";
import { formatBytes, formatCount, formatMoney } from "@/lib/domain/format";
import { figureOf } from "./figures";
import type { Row } from "./rows";

type RowProps = { row: Row };
type Known = { activity: WorkgroupActivity; family: EngineFamily };

const unknown = <span className="text-muted">–</span>;

type FigureProps = RowProps & { show: (of: Known) => ReactNode };

/** Asks for its workgroup's activity while it is on screen; the cells of a row share one question. */
function Figure({ row, show }: FigureProps) {
  const { data, error } = useQuery({
    ...workgroupActivityOptions(row.name),
    enabled: row.workgroup !== undefined,
  });
  if (!row.workgroup) return unknown;
  if (data) return show({ activity: data, family: row.workgroup.family });
  if (error)
    return (
      <span className="inline-flex text-warn" title={error.message}>
        <CircleAlert aria-hidden className="size-3.5" />
        <span className="sr-only">Not read: {error.message}</span>
      </span>
    );
  return <Skeleton className="ml-auto h-3.5 w-9" />;
}

const zero = <span className="text-muted">0</span>;

const sessionsNow = ({ running, queued }: WorkgroupActivity) =>
  `${formatCount(running)} busy, ${formatCount(queued)} idle or starting`;

const showRunning = ({ activity, family }: Known) => {
  const count = activity.running === 0 ? zero : formatCount(activity.running);
  return (
    <span
      className={activity.running > 0 ? "text-busy" : undefined}
      title={family === "sql" ? undefined : `Sessions: ${sessionsNow(activity)}`}
    >
      {count}
    </span>
  );
};

const showQueued = ({ activity, family }: Known) => {
  const { queued } = activity;
  if (family === "sql") return queued === 0 ? zero : formatCount(queued);
  return queued === 0 ? unknown : <span className="text-muted">{formatCount(queued)} idle</span>;
};

const showRuns = ({ activity: { stretch }, family }: Known) => {
  const { count, since, whole } = stretch;
  if (count === 0) return <span className="text-muted">none</span>;
  const noun = family === "sql" ? "executions" : "sessions";
  return (
    <span
      title={whole ? `All ${noun} there are` : `The newest ${noun}: older ones are not counted`}
    >
      {formatCount(count)}
      {since === undefined ? null : (
        <span className="ml-1 text-muted">
          since <RelativeTime at={since} />
        </span>
      )}
    </span>
  );
};

const showFailed = ({ activity, family }: Known) => {
  const failed = figureOf.failed(activity, family);
  if (failed === undefined) return unknown;
  return failed === 0 ? zero : <span className="text-bad">{formatCount(failed)}</span>;
};

const showScanned = ({ activity, family }: Known) => {
  const bytes = figureOf.scanned(activity, family);
  return bytes === undefined ? unknown : formatBytes(bytes);
};

const showCost = ({ activity, family }: Known) => {
  const costUsd = figureOf.cost(activity, family);
  const { costUnknown, stretch } = activity;
  if (stretch.count === 0) return unknown;
  if (costUnknown === 0 && costUsd !== undefined) return formatMoney(costUsd);
  const why = "in flight, or on reserved capacity";
  return costUsd === undefined ? (
    <span title={`The cost is not known: ${why}`}>{unknown}</span>
  ) : (
    <span title={`Without ${formatCount(costUnknown)} whose cost is not known: ${why}`}>
      {formatMoney(costUsd)}
      <span className="text-muted"> +</span>
    </span>
  );
};

const showNow = ({ activity, family }: Known) => {
  const { running, queued, failed } = activity;
  const sql = family === "sql";
  return (
    <>
      {failed > 0 ? <span className="mr-2 text-bad">{formatCount(failed)} failed</span> : null}
      {running === 0 && queued === 0 ? <span className="text-muted">idle</span> : null}
      {running > 0 ? (
        <span className="text-busy">{`${formatCount(running)} ${sql ? "running" : "busy"}`}</span>
      ) : null}
      {running > 0 && queued > 0 ? " · " : null}
      {queued > 0 ? `${formatCount(queued)} ${sql ? "queued" : "idle"}` : null}
    </>
  );
};

/** What runs now; of Spark, sessions that are busy. */
export const Running = ({ row }: RowProps) => <Figure row={row} show={showRunning} />;
export const Queued = ({ row }: RowProps) => <Figure row={row} show={showQueued} />;
/** How many executions were read, and since when: what the figures beside it are of. */
export const Runs = ({ row }: RowProps) => <Figure row={row} show={showRuns} />;
export const Failed = ({ row }: RowProps) => <Figure row={row} show={showFailed} />;
export const Scanned = ({ row }: RowProps) => <Figure row={row} show={showScanned} />;
export const Cost = ({ row }: RowProps) => <Figure row={row} show={showCost} />;
/** Failures of the stretch, and what runs and waits now, in words. */
export const Now = ({ row }: RowProps) => <Figure row={row} show={showNow} />;
