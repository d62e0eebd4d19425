import { RelativeTime, RunningFor } from "@/components/ui/relative-time";
import type { QueryRow } from "@/lib/contracts/queries";
import { costText } from "@/lib/domain/cost";
import { formatBytes, formatDuration } from "@/lib/domain/format";
import { isQueryInFlight } from "@/lib/domain/queries";

const unknown = <span className="text-muted">–</span>;

export function Duration({ row }: { row: QueryRow }) {
  if (isQueryInFlight(row.state))
    return row.submittedAt === undefined ? unknown : <RunningFor since={row.submittedAt} />;
  return row.durationMs === undefined ? unknown : formatDuration(row.durationMs);
}

export function Scanned({ row }: { row: QueryRow }) {
  if (row.reusedPreviousResult)
    return (
      <span className="text-muted" title="The result of an earlier execution was reused">
        reused
      </span>
    );
  return row.dataScannedBytes === undefined ? unknown : formatBytes(row.dataScannedBytes);
}

export function Cost({ row }: { row: QueryRow }) {
  return row.costUsd === undefined ? unknown : costText(row);
}

export function Submitted({ row }: { row: QueryRow }) {
  return row.submittedAt === undefined ? (
    unknown
  ) : (
    <RelativeTime at={row.submittedAt} className="text-muted" />
  );
}

export function StartedBy({ row }: { row: QueryRow }) {
  return row.startedBy ? (
    <span title={row.startedBy.name}>{row.startedBy.name}</span>
  ) : (
    <span className="text-muted" title="Started outside Athenaeum: Athena does not say by whom">
      outside
    </span>
  );
}
