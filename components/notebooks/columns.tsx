import Link from "next/link";
import { SessionState } from "@/components/data/session/session-state";
import { columnsByWidth } from "@/components/data/use-columns";
import { RelativeTime } from "@/components/ui/relative-time";
import { StateBadge } from "@/components/ui/state-badge";
import type { NotebookRow } from "@/lib/contracts/notebooks";
import { links } from "@/lib/domain/links";

const unknown = <span className="text-muted">–</span>;

export const columnsFor = columnsByWidth<NotebookRow>([
  {
    id: "name",
    header: "Name",
    widthPx: 180,
    flex: true,
    primary: true,
    cell: (row) => (
      <span title={row.name} className="font-medium">
        {row.name}
      </span>
    ),
  },
  {
    id: "workgroup",
    header: "Workgroup",
    widthPx: 130,
    fromPx: 760,
    cell: (row) => <span title={row.workgroup}>{row.workgroup}</span>,
  },
  {
    id: "session",
    header: "Session",
    widthPx: 110,
    cell: (row) => <ActiveSession row={row} />,
  },
  {
    id: "savedBy",
    header: "Last saved here by",
    widthPx: 130,
    fromPx: 900,
    cell: (row) => <SavedBy row={row} />,
  },
  {
    id: "modified",
    header: "Modified",
    widthPx: 90,
    align: "right",
    cell: (row) =>
      row.modifiedAt === undefined ? (
        unknown
      ) : (
        <RelativeTime at={row.modifiedAt} className="text-muted" />
      ),
  },
]);

export function ActiveSession({ row }: { row: NotebookRow }) {
  if (!row.session) return unknown;
  return (
    <Link
      href={links.session(row.session.id)}
      prefetch={false}
      className="rounded-sm hover:underline"
    >
      {row.session.state === undefined ? (
        <StateBadge tone="ok" label="Active" inFlight />
      ) : (
        <SessionState state={row.session.state} />
      )}
    </Link>
  );
}

function SavedBy({ row }: { row: NotebookRow }) {
  return row.savedBy ? (
    <span title={row.savedBy.name}>{row.savedBy.name}</span>
  ) : (
    <span
      className="text-muted"
      title="What is there now was saved outside Athenaeum: Athena does not say by whom"
    >
      outside
    </span>
  );
}
