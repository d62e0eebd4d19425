import { SelectBox } from "@/components/data/selection";
import { SessionState } from "@/components/data/session/session-state";
import { columnsByWidth, type SteppedColumn } from "@/components/data/use-columns";
import type { SessionRow } from "@/lib/contracts/sessions";
import { shortEngine } from "@/lib/domain/engines";
import { shortenId } from "@/lib/domain/format";
import {
  Cost,
  DpuHours,
  IdleSince,
  Name,
  Notebook,
  Started,
  StartedBy,
  TimeoutIn,
} from "./figures";

const all: readonly SteppedColumn<SessionRow>[] = [
  {
    id: "select",
    header: "Selection",
    headerHidden: true,
    widthPx: 20,
    cell: (row) => <SelectBox id={row.id} label={`session ${shortenId(row.id)}`} />,
  },
  { id: "state", header: "State", widthPx: 100, cell: (row) => <SessionState state={row.state} /> },
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
    widthPx: 100,
    fromPx: 700,
    cell: (row) => <span title={row.workgroup}>{row.workgroup}</span>,
  },
  {
    id: "engine",
    header: "Engine",
    widthPx: 72,
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
    widthPx: 72,
    fromPx: 1_224,
    cell: (row) => <Notebook row={row} />,
  },
  {
    id: "startedBy",
    header: "By",
    widthPx: 96,
    fromPx: 900,
    cell: (row) => <StartedBy row={row} />,
  },
  {
    id: "started",
    header: "Started",
    widthPx: 72,
    fromPx: 820,
    align: "right",
    cell: (row) => <Started row={row} />,
  },
  {
    id: "idleSince",
    header: "Idle since",
    widthPx: 100,
    fromPx: 980,
    align: "right",
    cell: (row) => <IdleSince row={row} />,
  },
  {
    id: "timeout",
    header: "Timeout in",
    widthPx: 72,
    align: "right",
    cell: (row) => <TimeoutIn row={row} />,
  },
  {
    id: "dpuHours",
    header: "DPU-hours",
    widthPx: 66,
    fromPx: 900,
    align: "right",
    cell: (row) => <DpuHours row={row} />,
  },
  {
    id: "cost",
    header: "Cost, est.",
    widthPx: 64,
    align: "right",
    cell: (row) => <Cost row={row} />,
  },
];

export const columnsFor = columnsByWidth(all);
