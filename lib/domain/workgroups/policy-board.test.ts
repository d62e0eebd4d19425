import { describe, expect, it } from "vitest";
import { boardOf, nextOrder, orderText, parseOrder, rowsFor, talliesOf } from "./policy-board";
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
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
const ANY = { text: "", rule: undefined, failing: false };
const BY_NAME = { by: "name", descending: false } as const;

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

  it("filters by name, by what fails, and by what fails one rule", () => {
    expect(names(rowsFor(ROWS, { ...ANY, text: "WG" }, BY_NAME))).toEqual(["wg2", "wg10"]);
    expect(names(rowsFor(ROWS.slice(0, 3), { ...ANY, failing: true }, BY_NAME))).toEqual([
      "bare",
      "wg2",
    ]);
    const metrics = { ...ANY, rule: "metrics", failing: true } as const;
    expect(names(rowsFor(ROWS.slice(0, 3), metrics, BY_NAME))).toEqual(["bare"]);
  });

  it("has its order in the address, and turned around by a second press", () => {
    expect(parseOrder("nonsense")).toEqual({ by: "failures", descending: true });
    for (const text of ["name", "-name", "-failures", "scanLimit"])
      expect(orderText(parseOrder(text))).toBe(text);
    const press = (text: string, by: string) => orderText(nextOrder(parseOrder(text), by));
    expect(press("name", "scanLimit")).toBe("scanLimit");
    expect(press("scanLimit", "scanLimit")).toBe("-scanLimit");
    expect(press("scanLimit", "failures")).toBe("-failures");
    expect(press("-failures", "failures")).toBe("failures");
  });

  it("sorts by name as people count, by failures, and by a rule with what fails first", () => {
    const rows = ROWS.slice(0, 3);
    expect(names(rowsFor(rows, ANY, BY_NAME))).toEqual(["bare", "wg2", "wg10"]);
    expect(names(rowsFor(rows, ANY, { by: "name", descending: true }))).toEqual([
      "wg10",
      "wg2",
      "bare",
    ]);
    expect(names(rowsFor(rows, ANY, { by: "failures", descending: true }))).toEqual([
      "bare",
      "wg2",
      "wg10",
    ]);
    expect(names(rowsFor(rows, ANY, { by: "scanLimit", descending: true }))).toEqual([
      "wg10",
      "bare",
      "wg2",
    ]);
  });
});
