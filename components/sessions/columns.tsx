import { SessionState } from "@/components/data/session/session-state";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import type { SessionRow } from "@/lib/contracts/sessions";
import { shortEngine } from "@/lib/domain/engines";
import {
  Cost,
  DpuHours,
  IdleSince,
  KnownBy,
  Name,
  Notebook,
  Started,
  StartedBy,
  TimeoutIn,
} from "./figures";
import { SelectBox } from "./selection";

const all: readonly SteppedColumn<SessionRow>[] = [
  { id: "select", header: "", widthPx: 20, cell: (row) => <SelectBox id={row.id} /> },
  { id: "state", header: "State", widthPx: 104, cell: (row) => <SessionState state={row.state} /> },
  {
    id: "session",
    header: "Session",
    widthPx: 110,
    flex: true,
    primary: true,
    cell: (row) => <Name row={row} />,
  },
  {
    id: "workgroup",
    header: "Workgroup",
    widthPx: 104,
    fromPx: 700,
    cell: (row) => <span title={row.workgroup}>{row.workgroup}</span>,
  },
  {
    id: "engine",
    header: "Engine",
    widthPx: 68,
    fromPx: 1_060,
    cell: (row) =>
      row.engineVersion === undefined ? (
        <span className="text-muted">–</span>
      ) : (
        <span title={row.engineVersion}>{shortEngine(row.engineVersion)}</span>
      ),
  },
  {
    id: "notebook",
    header: "Notebook",
    widthPx: 76,
    fromPx: 1_240,
    cell: (row) => <Notebook row={row} />,
  },
  {
    id: "startedBy",
    header: "By",
    widthPx: 90,
    fromPx: 900,
    cell: (row) => <StartedBy row={row} />,
  },
  {
    id: "knownBy",
    header: "Known by",
    widthPx: 76,
    fromPx: 1_240,
    cell: (row) => <KnownBy row={row} />,
  },
  {
    id: "started",
    header: "Started",
    widthPx: 74,
    fromPx: 820,
    align: "right",
    cell: (row) => <Started row={row} />,
  },
  {
    id: "idleSince",
    header: "Idle since",
    widthPx: 104,
    fromPx: 980,
    align: "right",
    cell: (row) => <IdleSince row={row} />,
  },
  {
    id: "timeout",
    header: "Times out in",
    widthPx: 80,
    align: "right",
    cell: (row) => <TimeoutIn row={row} />,
  },
  {
    id: "dpuHours",
    header: "DPU-hours",
    widthPx: 68,
    fromPx: 900,
    align: "right",
    cell: (row) => <DpuHours row={row} />,
  },
  {
    id: "cost",
    header: "Cost, est.",
    widthPx: 66,
    align: "right",
    cell: (row) => <Cost row={row} />,
  },
];

export const columnsFor = columnsByWidth(all);
