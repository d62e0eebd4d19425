import { AuditObject } from "@/components/data/audit/audit-object";
import { AuditOutcome } from "@/components/data/audit/audit-outcome";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditRow } from "@/lib/contracts/audit";
import { auditWords } from "@/lib/domain/audit";

const all: readonly SteppedColumn<AuditRow>[] = [
  {
    id: "at",
    header: "Time",
    widthPx: 74,
    primary: true,
    cell: (row) => <RelativeTime at={row.at} className="text-muted" />,
  },
  {
    id: "outcome",
    header: "Outcome",
    widthPx: 96,
    cell: (row) => <AuditOutcome outcome={row.outcome} />,
  },
  {
    id: "actor",
    header: "Who",
    widthPx: 110,
    cell: (row) => <span title={`${row.actor.name} (${row.actor.id})`}>{row.actor.name}</span>,
  },
  {
    id: "what",
    header: "What",
    widthPx: 150,
    flex: true,
    cell: (row) => (
      <>
        {auditWords(row)}{" "}
        {row.objectId === undefined ? null : (
          <AuditObject objectType={row.objectType} objectId={row.objectId} />
        )}
      </>
    ),
  },
  {
    id: "workgroup",
    header: "Workgroup",
    widthPx: 150,
    fromPx: 900,
    cell: (row) =>
      row.workgroup === undefined ? (
        <span className="text-muted" title="It belongs to no workgroup">
          –
        </span>
      ) : (
        <span title={row.workgroup}>{row.workgroup}</span>
      ),
  },
  {
    id: "code",
    header: "Code",
    widthPx: 150,
    fromPx: 1_060,
    cell: ({ errorCode }) =>
      errorCode === undefined ? null : (
        <span title={errorCode} className="font-mono text-sm text-muted">
          {errorCode}
        </span>
      ),
  },
];

export const columnsFor = columnsByWidth(all);
