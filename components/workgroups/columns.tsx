import { SelectBox } from "@/components/data/selection";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import { Cost, Failed, Now, Runs, Scanned } from "./activity-cells";
import { COLUMN_LABELS, type ColumnId } from "./column-choice";
import {
  Enforced,
  Engine,
  Limit,
  Location,
  Metrics,
  Name,
  State,
  Tags,
} from "./configuration-cells";
import type { Row } from "./rows";

const always: readonly SteppedColumn<Row>[] = [
  {
    id: "select",
    header: "Selection",
    headerHidden: true,
    widthPx: 20,
    cell: (row) => <SelectBox id={row.name} label={`workgroup ${row.name}`} />,
  },
  {
    id: "name",
    header: "Name",
    widthPx: 100,
    flex: true,
    primary: true,
    sortable: true,
    cell: (row) => <Name row={row} />,
  },
];

type Optional = Omit<SteppedColumn<Row>, "id" | "header"> & { id: ColumnId };

const columns: readonly Optional[] = [
  { id: "state", widthPx: 84, sortable: true, cell: (row) => <State row={row} /> },
  { id: "engine", widthPx: 94, fromPx: 774, sortable: true, cell: (row) => <Engine row={row} /> },
  {
    id: "location",
    widthPx: 130,
    fromPx: 1_064,
    sortable: true,
    cell: (row) => <Location row={row} />,
  },
  {
    id: "limit",
    widthPx: 66,
    sortable: true,
    align: "right",
    cell: (row) => <Limit row={row} />,
  },
  {
    id: "enforced",
    widthPx: 62,
    fromPx: 1_146,
    sortable: true,
    cell: (row) => <Enforced row={row} />,
  },
  {
    id: "metrics",
    widthPx: 52,
    fromPx: 1_300,
    sortable: true,
    cell: (row) => <Metrics row={row} />,
  },
  { id: "tags", widthPx: 130, fromPx: 1_450, cell: (row) => <Tags row={row} /> },
  { id: "now", widthPx: 70, align: "right", cell: (row) => <Now row={row} /> },
  { id: "runs", widthPx: 140, fromPx: 914, align: "right", cell: (row) => <Runs row={row} /> },
  { id: "failed", widthPx: 44, fromPx: 660, align: "right", cell: (row) => <Failed row={row} /> },
  {
    id: "scanned",
    widthPx: 62,
    fromPx: 1_228,
    align: "right",
    cell: (row) => <Scanned row={row} />,
  },
  { id: "cost", widthPx: 64, align: "right", cell: (row) => <Cost row={row} /> },
];

const headed: readonly SteppedColumn<Row>[] = columns.map((column) => ({
  ...column,
  header: COLUMN_LABELS[column.id],
}));

const fitting = columnsByWidth([...always, ...headed]);

/** The columns that somebody chose, else those that find room in a width. */
export function columnsFor(choice: readonly string[] | undefined) {
  if (!choice) return fitting;
  const chosen = [...always, ...headed.filter(({ id }) => choice.includes(id))];
  return () => chosen;
}
