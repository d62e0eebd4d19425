import { describe, expect, it } from "vitest";
import { boardOf, talliesOf } from "./policy-board";
import { DEFAULT_RULES, type PolicyRules, RULE_IDS } from "./policy-rules";
import type { WorkgroupSettings } from "./settings";
import { newSettings } from "./wire";

const sql = (name: string, settings: Partial<WorkgroupSettings>) => ({
  name,
  family: "sql" as const,
  settings: {
    ...newSettings("sql"),
    publishMetrics: true,
    enforceConfiguration: true,
    ...settings,
  },
});
const only = (...on: (keyof PolicyRules)[]): PolicyRules => ({
  ...DEFAULT_RULES,
  ...Object.fromEntries(RULE_IDS.map((id) => [id, { ...DEFAULT_RULES[id], on: on.includes(id) }])),
});

const RULES = only("enforcedLocation", "scanLimit", "metrics");
const LOCATION = "s3://results/";
const WORKGROUPS = [
  sql("wg10", { outputLocation: LOCATION, scanLimitBytes: 5e11 }),
  sql("wg2", { outputLocation: LOCATION, enforceConfiguration: false }),
  sql("bare", { outputLocation: undefined, publishMetrics: false }),
  { name: "spark", family: "pyspark" as const, settings: newSettings("pyspark") },
];
const ROWS = boardOf(WORKGROUPS, RULES, []);

describe("the policy board", () => {
  it("checks every workgroup against the rules in force alone", () => {
    expect(ROWS.map(({ name, failures }) => [name, failures])).toEqual([
      ["wg10", 0],
      ["wg2", 2],
      ["bare", 3],
      ["spark", expect.any(Number)],
    ]);
    expect(Object.keys(ROWS[0]?.verdicts ?? {})).toEqual([
      "enforcedLocation",
      "scanLimit",
      "metrics",
    ]);
    expect(ROWS[3]?.verdicts.scanLimit?.verdict).toBe("notApplicable");
  });

  it("asks nothing of tags that could not be read", () => {
    const rules: PolicyRules = { ...only("tags"), tags: { on: true, keys: ["team"] } };
    const [unread, read] = boardOf(
      [{ ...sql("a", {}), tagsProblem: "Not authorized" }, sql("b", {})],
      rules,
      [],
    );
    expect(unread).toMatchObject({ verdicts: { tags: { verdict: "unread" } }, isPartial: true });
    expect(read?.failures).toBe(1);
  });

  it("says of each rule how many fail and what would mend them, the worst rule first", () => {
    const [first, ...others] = talliesOf(ROWS.slice(0, 3), RULES);
    expect([first, ...others].map((tally) => [tally?.id, tally?.fails, tally?.applies])).toEqual([
      ["enforcedLocation", 2, 3],
      ["scanLimit", 2, 3],
      ["metrics", 1, 3],
    ]);
    expect(first?.remedies).toEqual([
      { setting: "enforceConfiguration", value: true, names: ["wg2"] },
      { setting: "outputLocation", names: ["bare"] },
    ]);
  });

  it("offers a value only where one does for all", () => {
    const mixed = [
      sql("a", { encryptionOption: undefined }),
      { ...sql("s", {}), family: "pyspark" as const },
    ].map((each) => ({ ...each, settings: { ...each.settings, encryptionOption: undefined } }));
    const rules = { ...only("encryption"), encryption: { on: true, minimum: "CSE_KMS" as const } };
    const [tally] = talliesOf(boardOf(mixed, rules, []), rules);
    expect(tally?.remedies).toEqual([{ setting: "encryptionOption", names: ["a", "s"] }]);
  });
});
