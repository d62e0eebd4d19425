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
    widthPx: 96,
    cell: (row) => <RelativeTime at={row.at} className="text-muted" />,
  },
  {
    id: "actor",
    header: "Who",
    widthPx: 110,
    cell: (row) => <span title={row.actor.id}>{row.actor.name}</span>,
  },
  {
    id: "what",
    header: "What",
    widthPx: 274,
    primary: true,
    cell: (row) => auditWords(row),
  },
  {
    id: "object",
    header: "Object",
    widthPx: 140,
    flex: true,
    cell: (row) => <AuditObject objectType={row.objectType} objectId={row.objectId} />,
  },
  {
    id: "workgroup",
    header: "Workgroup",
    widthPx: 120,
    fromPx: 940,
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
    id: "outcome",
    header: "Outcome",
    widthPx: 104,
    cell: (row) => <AuditOutcome outcome={row.outcome} />,
  },
  {
    id: "code",
    header: "Code",
    widthPx: 132,
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
