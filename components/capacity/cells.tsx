import { RelativeTime } from "@/components/ui/relative-time";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";

type RowProps = { row: ListedReservation };

const unknown = <span className="text-muted">–</span>;

/** The workgroups by name, as many as there is room for. */
export function Workgroups({ row: { workgroups } }: RowProps) {
  if (workgroups === undefined)
    return (
      <span className="text-muted" title="Athena did not tell its workgroups">
        not read
      </span>
    );
  return workgroups.length === 0 ? (
    <span className="text-muted">none</span>
  ) : (
    <span title={workgroups.join("\n")}>{workgroups.join(", ")}</span>
  );
}

/** How the newest allocation went, and when. */
export function LastAllocation({ row: { lastAllocation: last } }: RowProps) {
  if (!last) return unknown;
  const at = last.completedAt ?? last.requestedAt;
  return (
    <span className="text-muted" title={last.message}>
      {last.state.toLowerCase()} {at === undefined ? null : <RelativeTime at={at} />}
    </span>
  );
}

export const Created = ({ row: { createdAt } }: RowProps) =>
  createdAt === undefined ? unknown : <RelativeTime at={createdAt} className="text-muted" />;
