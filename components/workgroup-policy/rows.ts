import { type ListOrder, listOrders, type SortKey, sorted } from "@/components/data/list-order";
import type { RuleVerdict } from "@/lib/domain/workgroups/policy";
import type { BoardRow } from "@/lib/domain/workgroups/policy-board";
import { RULE_IDS, type RuleId } from "@/lib/domain/workgroups/policy-rules";

export type BoardFilter = {
  text: string;
  /** One rule alone. */
  rule: RuleId | undefined;
  failing: boolean;
};

const SORTS = ["failures", "name", ...RULE_IDS] as const;
type Sort = (typeof SORTS)[number];
export const orders = listOrders(SORTS, { largestFirst: ["failures"] });

/** Sorted by a rule, what fails it comes first. */
const WORST_FIRST: readonly RuleVerdict["verdict"][] = ["fail", "unread", "pass", "notApplicable"];

function keyOf({ name, failures, verdicts }: BoardRow, by: Sort): SortKey {
  if (by === "name") return name;
  if (by === "failures") return failures;
  const verdict = verdicts[by]?.verdict;
  return verdict && WORST_FIRST.indexOf(verdict);
}

/** The rows that a filter leaves, in an order; of equal ones in the order of their names. */
export function rowsFor(
  all: readonly BoardRow[],
  { text, rule, failing }: BoardFilter,
  { by, descending }: ListOrder<Sort>,
): BoardRow[] {
  const fails = (row: BoardRow) =>
    rule === undefined ? row.failures > 0 : row.verdicts[rule]?.verdict === "fail";
  return sorted(
    all.filter(
      (row) => row.name.toLowerCase().includes(text.toLowerCase()) && (!failing || fails(row)),
    ),
    descending,
    (row) => keyOf(row, by),
  );
}
