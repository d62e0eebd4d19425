import { CapacityState } from "@/components/data/capacity/capacity-state";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { formatCount } from "@/lib/domain/format";
import { Created, LastAllocation, Workgroups } from "./cells";

const all: readonly SteppedColumn<ListedReservation>[] = [
  {
    id: "state",
    header: "State",
    widthPx: 124,
    sortable: true,
    cell: (row) => <CapacityState state={row.state} />,
  },
  {
    id: "name",
    header: "Name",
    widthPx: 210,
    primary: true,
    sortable: true,
    cell: (row) => <span title={row.name}>{row.name}</span>,
  },
  {
    id: "workgroups",
    header: "Workgroups",
    widthPx: 160,
    flex: true,
    sortable: true,
    cell: (row) => <Workgroups row={row} />,
  },
  {
    id: "target",
    header: "Target DPUs",
    widthPx: 92,
    align: "right",
    sortable: true,
    cell: (row) => formatCount(row.targetDpus),
  },
  {
    id: "allocated",
    header: "Allocated",
    widthPx: 80,
    align: "right",
    sortable: true,
    cell: (row) => formatCount(row.allocatedDpus),
  },
  {
    id: "allocation",
    header: "Last allocation",
    widthPx: 170,
    fromPx: 900,
    sortable: true,
    cell: (row) => <LastAllocation row={row} />,
  },
  {
    id: "created",
    header: "Created",
    widthPx: 84,
    fromPx: 780,
    align: "right",
    sortable: true,
    cell: (row) => <Created row={row} />,
  },
];

export const columnsFor = columnsByWidth(all);
