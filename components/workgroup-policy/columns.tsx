import { CircleCheck } from "lucide-react";
import type { DataColumn } from "@/components/data/data-column";
import { formatCount } from "@/lib/domain/format";
import { RULES } from "@/lib/domain/workgroups/policy";
import type { BoardRow } from "@/lib/domain/workgroups/policy-board";
import type { RuleId } from "@/lib/domain/workgroups/policy-rules";
import { VerdictCell } from "./verdict";

const name: DataColumn<BoardRow> = {
  id: "name",
  header: "Workgroup",
  widthPx: 130,
  flex: true,
  primary: true,
  sortable: true,
  cell: (row) => <span title={row.name}>{row.name}</span>,
};

const failures: DataColumn<BoardRow> = {
  id: "failures",
  header: "Fails",
  widthPx: 66,
  sortable: true,
  cell: (row) => <Failures row={row} />,
};

/** How many rules it fails. */
export function Failures({ row: { failures, isPartial } }: { row: BoardRow }) {
  if (failures === 0 && isPartial)
    return (
      <span title="Part of it could not be read" className="text-warn">
        not known
      </span>
    );
  return failures === 0 ? (
    <span className="inline-flex items-center gap-1.5 text-ok [&>svg]:size-3.5">
      <CircleCheck aria-hidden />
      none
    </span>
  ) : (
    <span className="tabular-nums text-bad">
      {formatCount(failures)} {failures === 1 ? "rule" : "rules"}
    </span>
  );
}

const rule = (id: RuleId, alone: boolean): DataColumn<BoardRow> => ({
  id,
  header: RULES[id].title,
  widthPx: 104,
  flex: alone,
  sortable: true,
  cell: (row) => <VerdictCell name={row.name} verdict={row.verdicts[id]} />,
});

/** One column a rule; where one rule is looked at, that one alone with room for its reasons. */
export const columnsOf = (ids: readonly RuleId[], chosen: RuleId | undefined) =>
  chosen === undefined
    ? [name, failures, ...ids.map((id) => rule(id, false))]
    : [{ ...name, widthPx: 260, flex: false }, rule(chosen, true)];
