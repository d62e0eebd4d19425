import { QueryState } from "@/components/data/query-state";
import { SqlInline } from "@/components/data/sql-inline";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import type { QueryRow } from "@/lib/contracts/queries";
import { Cost, Duration, Scanned, StartedBy, Submitted } from "./figures";

const text = (value: string | undefined) =>
  value === undefined ? <span className="text-muted">–</span> : <span title={value}>{value}</span>;

const all: readonly SteppedColumn<QueryRow>[] = [
  {
    id: "state",
    header: "State",
    widthPx: 96,
    cell: (row) => <QueryState state={row.state} />,
  },
  {
    id: "query",
    header: "Query",
    widthPx: 150,
    flex: true,
    primary: true,
    cell: (row) => (
      <span title={row.summary}>
        <SqlInline sql={row.summary} />
      </span>
    ),
  },
  {
    id: "type",
    header: "Type",
    widthPx: 60,
    fromPx: 1_120,
    cell: (row) => text(row.substatementType ?? row.statementType),
  },
  {
    id: "workgroup",
    header: "Workgroup",
    widthPx: 70,
    fromPx: 760,
    cell: (row) => text(row.workgroup),
  },
  {
    id: "database",
    header: "Database",
    widthPx: 60,
    fromPx: 1_120,
    cell: (row) => text(row.database),
  },
  {
    id: "startedBy",
    header: "By",
    widthPx: 80,
    fromPx: 940,
    cell: (row) => <StartedBy row={row} />,
  },
  {
    id: "submitted",
    header: "Submitted",
    widthPx: 74,
    align: "right",
    cell: (row) => <Submitted row={row} />,
  },
  {
    id: "duration",
    header: "Duration",
    widthPx: 72,
    align: "right",
    cell: (row) => <Duration row={row} />,
  },
  {
    id: "scanned",
    header: "Scanned",
    widthPx: 60,
    fromPx: 640,
    align: "right",
    cell: (row) => <Scanned row={row} />,
  },
  {
    id: "cost",
    header: "Cost, est.",
    widthPx: 70,
    fromPx: 840,
    align: "right",
    cell: (row) => <Cost row={row} />,
  },
];

export const columnsFor = columnsByWidth(all);
