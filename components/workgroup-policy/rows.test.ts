import { describe, expect, it } from "vitest";
import { orderText } from "@/components/data/list-order";
import type { BoardRow } from "@/lib/domain/workgroups/policy-board";
import type { RuleId } from "@/lib/domain/workgroups/policy-rules";
import { orders, rowsFor } from "./rows";

const row = (name: string, failed: readonly RuleId[]): BoardRow => ({
  name,
  family: "sql",
  failures: failed.length,
  isPartial: false,
  verdicts: {
    scanLimit: { verdict: "pass", why: "" },
    metrics: { verdict: "pass", why: "" },
    ...Object.fromEntries(
      failed.map((id) => [id, { verdict: "fail", why: "", setting: "scanLimitBytes" }]),
    ),
  },
});
const ROWS = [row("wg10", []), row("wg2", ["scanLimit"]), row("bare", ["scanLimit", "metrics"])];
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
const ANY = { text: "", rule: undefined, failing: false };
const BY_NAME = { by: "name", descending: false } as const;

describe("the rows of the policy board", () => {
  it("filters by name, by what fails, and by what fails one rule", () => {
    expect(names(rowsFor(ROWS, { ...ANY, text: "WG" }, BY_NAME))).toEqual(["wg2", "wg10"]);
    expect(names(rowsFor(ROWS, { ...ANY, failing: true }, BY_NAME))).toEqual(["bare", "wg2"]);
    const metrics = { ...ANY, rule: "metrics", failing: true } as const;
    expect(names(rowsFor(ROWS, metrics, BY_NAME))).toEqual(["bare"]);
  });

  it("has its order in the address, and turned around by a second press", () => {
    expect(orders.parse("nonsense")).toEqual({ by: "failures", descending: true });
    for (const text of ["name", "-name", "-failures", "scanLimit"])
      expect(orderText(orders.parse(text))).toBe(text);
    const press = (text: string, by: string) => orderText(orders.next(orders.parse(text), by));
    expect(press("name", "scanLimit")).toBe("scanLimit");
    expect(press("scanLimit", "scanLimit")).toBe("-scanLimit");
    expect(press("scanLimit", "failures")).toBe("-failures");
    expect(press("-failures", "failures")).toBe("failures");
  });

  it("sorts by name as people count, by failures, and by a rule with what fails first", () => {
    expect(names(rowsFor(ROWS, ANY, BY_NAME))).toEqual(["bare", "wg2", "wg10"]);
    expect(names(rowsFor(ROWS, ANY, { by: "name", descending: true }))).toEqual([
      "wg10",
      "wg2",
      "bare",
    ]);
    expect(names(rowsFor(ROWS, ANY, { by: "failures", descending: true }))).toEqual([
      "bare",
      "wg2",
      "wg10",
    ]);
    expect(names(rowsFor(ROWS, ANY, { by: "scanLimit", descending: true }))).toEqual([
      "wg10",
      "bare",
      "wg2",
    ]);
  });
});
