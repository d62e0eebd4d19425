import type { EngineFamily } from "../engines";
import { checkRule, type PolicySubject, type RuleVerdict, rulesInForce } from "./policy";
import type { PolicyRules, RuleId } from "./policy-rules";
import type { SettingId, WorkgroupSettings } from "./settings";

type Checked = {
  name: string;
  family: EngineFamily;
  settings: WorkgroupSettings;
  tagsProblem?: string | undefined;
};

export type BoardRow = {
  name: string;
  family: EngineFamily;
  /** Of the rules in force. */
  verdicts: Readonly<Partial<Record<RuleId, RuleVerdict>>>;
  failures: number;
  /** Something that a rule looks at could not be read. */
  isPartial: boolean;
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
  return workgroups.map(({ name, family, settings, tagsProblem }) => {
    const verdicts: Partial<Record<RuleId, RuleVerdict>> = {};
    let failures = 0;
    let isPartial = false;
    for (const id of ids) {
      const verdict = checkRule(id, rules, { settings, family, engineVersions, tagsProblem });
      verdicts[id] = verdict;
      if (verdict.verdict === "fail") failures += 1;
      if (verdict.verdict === "unread") isPartial = true;
    }
    return { name, family, verdicts, failures, isPartial };
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
    if (verdict?.verdict !== "pass" && verdict?.verdict !== "fail") continue;
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
