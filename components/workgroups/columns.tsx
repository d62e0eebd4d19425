import { SelectBox } from "@/components/data/selection";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import { Cost, Failed, Queued, Running, Runs, Scanned } from "./activity-cells";
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
    widthPx: 160,
    flex: true,
    primary: true,
    sortable: true,
    cell: (row) => <Name row={row} />,
  },
];

type Optional = Omit<SteppedColumn<Row>, "id" | "header"> & { id: ColumnId };

const sortable = true;
const align = "right";

/** Those that find room leave the name some 200 px; a header has room for its arrow. */
const columns: readonly Optional[] = [
  { id: "state", widthPx: 84, sortable, cell: (row) => <State row={row} /> },
  { id: "engine", widthPx: 94, fromPx: 860, sortable, cell: (row) => <Engine row={row} /> },
  { id: "location", widthPx: 160, fromPx: 1_280, sortable, cell: (row) => <Location row={row} /> },
  { id: "limit", widthPx: 76, sortable, align, cell: (row) => <Limit row={row} /> },
  { id: "enforced", widthPx: 70, fromPx: 1_370, sortable, cell: (row) => <Enforced row={row} /> },
  { id: "metrics", widthPx: 62, fromPx: 1_540, sortable, cell: (row) => <Metrics row={row} /> },
  { id: "tags", widthPx: 170, fromPx: 1_730, cell: (row) => <Tags row={row} /> },
  { id: "running", widthPx: 66, sortable, align, cell: (row) => <Running row={row} /> },
  {
    id: "queued",
    widthPx: 66,
    fromPx: 1_100,
    sortable,
    align,
    cell: (row) => <Queued row={row} />,
  },
  { id: "runs", widthPx: 136, fromPx: 1_010, sortable, align, cell: (row) => <Runs row={row} /> },
  { id: "failed", widthPx: 54, fromPx: 750, sortable, align, cell: (row) => <Failed row={row} /> },
  {
    id: "scanned",
    widthPx: 68,
    fromPx: 1_460,
    sortable,
    align,
    cell: (row) => <Scanned row={row} />,
  },
  { id: "cost", widthPx: 80, sortable, align, cell: (row) => <Cost row={row} /> },
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
