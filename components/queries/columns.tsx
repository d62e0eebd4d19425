import type { DataColumn } from "@/components/data/data-column";
import { SqlInline } from "@/components/data/sql-inline";
import type { QueryRow } from "@/lib/contracts/queries";
import { Cost, Duration, Scanned, StartedBy, Submitted } from "./figures";
import { QueryState } from "./query-state";

type Column = DataColumn<QueryRow> & {
  /** Left out where the list is narrower than this. */
  fromPx?: number;
};

const text = (value: string | undefined) =>
  value === undefined ? <span className="text-muted">–</span> : <span title={value}>{value}</span>;

const all: readonly Column[] = [
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

const steps = [...new Set(all.flatMap((column) => column.fromPx ?? []))].sort((a, b) => a - b);
const sets = new Map(
  [0, ...steps].map((px) => [px, all.filter((column) => (column.fromPx ?? 0) <= px)] as const),
);

/** The columns that fit into a list of this width; the same array for the same set. */
export function columnsFor(widthPx: number): readonly DataColumn<QueryRow>[] {
  const step = steps.filter((px) => px <= widthPx).at(-1) ?? 0;
  return sets.get(step) ?? all;
}
