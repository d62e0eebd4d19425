import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { workgroupActivityOptions } from "@/lib/client/workgroups";
import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import { formatBytes, formatCount, formatMoney } from "@/lib/domain/format";
import type { Row } from "./rows";

type RowProps = { row: Row };
type Known = { activity: WorkgroupActivity; sql: boolean };

const unknown = <span className="text-muted">–</span>;

type FigureProps = RowProps & { show: (of: Known) => ReactNode };

/** Asks for its workgroup's activity while it is on screen; the cells of a row share one question. */
function Figure({ row, show }: FigureProps) {
  const { data, error } = useQuery({
    ...workgroupActivityOptions(row.name),
    enabled: row.workgroup !== undefined,
  });
  if (!row.workgroup) return unknown;
  if (data) return show({ activity: data, sql: row.workgroup.family === "sql" });
  if (error)
    return (
      <span className="inline-flex text-warn" title={error.message}>
        <CircleAlert aria-hidden className="size-3.5" />
        <span className="sr-only">Not read: {error.message}</span>
      </span>
    );
  return <Skeleton className="ml-auto h-3.5 w-9" />;
}

const showNow = ({ activity: { running, queued }, sql }: Known) => {
  if (running === 0 && queued === 0) return <span className="text-muted">idle</span>;
  const parts = [
    ...(running > 0 ? [`${formatCount(running)} ${sql ? "running" : "busy"}`] : []),
    ...(queued > 0 ? [`${formatCount(queued)} ${sql ? "queued" : "idle"}`] : []),
  ];
  return <span className={running > 0 ? "text-busy" : undefined}>{parts.join(" · ")}</span>;
};

const showRuns = ({ activity: { stretch }, sql }: Known) => {
  const { count, since, whole } = stretch;
  if (count === 0) return <span className="text-muted">none</span>;
  const noun = sql ? "executions" : "sessions";
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

const showFailed = ({ activity: { failed, stretch } }: Known) =>
  stretch.count === 0 ? (
    unknown
  ) : (
    <span className={failed === 0 ? "text-muted" : "text-bad"}>{formatCount(failed)}</span>
  );

const showScanned = ({ activity: { scannedBytes, stretch }, sql }: Known) =>
  sql && stretch.count > 0 ? formatBytes(scannedBytes) : unknown;

const showCost = ({ activity: { costUsd, costUnknown, stretch } }: Known) => {
  if (stretch.count === 0) return unknown;
  if (costUnknown === 0) return formatMoney(costUsd);
  const left = `Without ${formatCount(costUnknown)} whose cost is not known: in flight, or on reserved capacity`;
  return (
    <span title={left}>
      {formatMoney(costUsd)}
      <span className="text-muted"> +</span>
    </span>
  );
};

/** What runs and what waits now; of Spark, sessions that are busy, and those that are not. */
export const Now = ({ row }: RowProps) => <Figure row={row} show={showNow} />;
/** How many executions were read, and since when: what the figures beside it are of. */
export const Runs = ({ row }: RowProps) => <Figure row={row} show={showRuns} />;
export const Failed = ({ row }: RowProps) => <Figure row={row} show={showFailed} />;
export const Scanned = ({ row }: RowProps) => <Figure row={row} show={showScanned} />;
export const Cost = ({ row }: RowProps) => <Figure row={row} show={showCost} />;
