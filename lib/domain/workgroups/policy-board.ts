import type { EngineFamily } from "../engines";
import { checkRule, type PolicySubject, type RuleVerdict, rulesInForce } from "./policy";
import { type PolicyRules, RULE_IDS, type RuleId } from "./policy-rules";
import type { SettingId, WorkgroupSettings } from "./settings";

type Checked = { name: string; family: EngineFamily; settings: WorkgroupSettings };

export type BoardRow = {
  name: string;
  family: EngineFamily;
  /** Of the rules in force. */
  verdicts: Readonly<Partial<Record<RuleId, RuleVerdict>>>;
  failures: number;
};

/** A change that would make workgroups meet a rule. */
export type Remedy = {
  setting: SettingId;
  /** Where the same one would do for all of them. */
  value?: string | number | boolean;
  names: string[];
};

export type RuleTally = { id: RuleId; fails: number; applies: number; remedies: Remedy[] };

/** Every workgroup against every rule in force. */
export function boardOf(
  workgroups: readonly Checked[],
  rules: PolicyRules,
  engineVersions: PolicySubject["engineVersions"],
): BoardRow[] {
  const ids = rulesInForce(rules);
  return workgroups.map(({ name, family, settings }) => {
    const verdicts: Partial<Record<RuleId, RuleVerdict>> = {};
    let failures = 0;
    for (const id of ids) {
      const verdict = checkRule(id, rules, { settings, family, engineVersions });
      verdicts[id] = verdict;
      if (verdict.verdict === "fail") failures += 1;
    }
    return { name, family, verdicts, failures };
  });
}

/** How each rule in force fares, the worst first. */
export function talliesOf(rows: readonly BoardRow[], rules: PolicyRules): RuleTally[] {
  return rulesInForce(rules)
    .map((id) => tallyOf(rows, id))
    .sort((a, b) => b.fails - a.fails);
}

function tallyOf(rows: readonly BoardRow[], id: RuleId): RuleTally {
  const remedies = new Map<SettingId, Remedy>();
  let [fails, applies] = [0, 0];
  for (const { name, verdicts } of rows) {
    const verdict = verdicts[id];
    if (verdict === undefined || verdict.verdict === "notApplicable") continue;
    applies += 1;
    if (verdict.verdict === "pass") continue;
    fails += 1;
    const { setting, value } = verdict;
    const remedy = remedies.get(setting);
    if (!remedy)
      remedies.set(setting, { setting, ...(value === undefined ? {} : { value }), names: [name] });
    else {
      remedy.names.push(name);
      if (remedy.value !== value) delete remedy.value;
    }
  }
  return { id, fails, applies, remedies: [...remedies.values()] };
}

export type BoardFilter = {
  text: string;
  /** One rule alone. */
  rule: RuleId | undefined;
  failing: boolean;
};
/** A rule has what fails it first, unless descending. */
export type BoardOrder = { by: "name" | "failures" | RuleId; descending: boolean };

/** As the address has it: `name`, or `-failures` for the other direction. */
export function parseOrder(text: string): BoardOrder {
  const descending = text.startsWith("-");
  const by = SORTS.find((sort) => sort === (descending ? text.slice(1) : text));
  return by ? { by, descending } : WORST_WORKGROUPS_FIRST;
}

export const orderText = ({ by, descending }: BoardOrder) => (descending ? `-${by}` : by);

/** The first press on a header sorts by it, the next turns it around. */
export function nextOrder(order: BoardOrder, by: string): BoardOrder {
  if (order.by === by) return { by: order.by, descending: !order.descending };
  return by === "failures" ? WORST_WORKGROUPS_FIRST : parseOrder(by);
}

const SORTS = ["name", "failures", ...RULE_IDS] as const;
const WORST_WORKGROUPS_FIRST: BoardOrder = { by: "failures", descending: true };

const collator = new Intl.Collator("en", { numeric: true });
const WORST_FIRST: readonly (RuleVerdict["verdict"] | undefined)[] = [
  "fail",
  "pass",
  "notApplicable",
  undefined,
];

/** The rows that a filter leaves, in an order; of equal ones in the order of their names. */
export function rowsFor(
  rows: readonly BoardRow[],
  { text, rule, failing }: BoardFilter,
  { by, descending }: BoardOrder,
): BoardRow[] {
  const fails = (row: BoardRow) =>
    rule === undefined ? row.failures > 0 : row.verdicts[rule]?.verdict === "fail";
  const key = (row: BoardRow) =>
    by === "failures"
      ? row.failures
      : by === "name"
        ? 0
        : WORST_FIRST.indexOf(row.verdicts[by]?.verdict);
  const direction = descending ? -1 : 1;
  return rows
    .filter(
      (row) => row.name.toLowerCase().includes(text.toLowerCase()) && (!failing || fails(row)),
    )
    .sort((a, b) => {
      const named = collator.compare(a.name, b.name);
      return by === "name" ? direction * named : direction * (key(a) - key(b)) || named;
    });
}
