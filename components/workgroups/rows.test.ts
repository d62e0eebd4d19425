import { describe, expect, it } from "vitest";
import { workgroupSettings } from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { orders, type Row, rowsFor, tagChoices } from "./rows";

const row = (
  name: string,
  settings: Partial<WorkgroupSettings> = {},
  family: EngineFamily = "sql",
): Row => ({
  name,
  workgroup: {
    name,
    family,
    effectiveEngineVersion:
      family === "sql" ? "Athena engine version 3" : "PySpark engine version 3",
    settings: workgroupSettings.parse({ ...newSettings(family), ...settings }),
    withheld: [],
  },
});

const rows: Row[] = [
  row("wg10", { scanLimitBytes: 20_000_000, tags: { team: "a=b", env: "" } }),
  row("wg2", {
    scanLimitBytes: 3_000_000_000_000,
    state: "DISABLED",
    description: "Nightly loads",
  }),
  { name: "locked", unreadable: "AccessDeniedException" },
  row("spark", { tags: { team: "data" } }, "pyspark"),
];

const all = { text: "", tag: "", state: undefined, family: undefined };
const names = (filter: Partial<typeof all> | object, sort = "name") =>
  rowsFor(rows, { ...all, ...filter }, orders.parse(sort)).map(({ name }) => name);

describe("rowsFor", () => {
  it("sorts names as people count", () =>
    expect(names({})).toEqual(["locked", "spark", "wg2", "wg10"]));

  it("sorts by figures, what has none at the end both ways", () => {
    expect(names({}, "limit")).toEqual(["wg10", "wg2", "locked", "spark"]);
    expect(names({}, "-limit")).toEqual(["wg2", "wg10", "locked", "spark"]);
  });

  it.each([
    [{ text: "NIGHTLY" }, ["wg2"]],
    [{ text: "team=d" }, ["spark"]],
    [{ text: "lock" }, ["locked"]],
    [{ state: "DISABLED" }, ["wg2"]],
    [{ family: "pyspark" }, ["spark"]],
    [{ tag: "team" }, ["spark", "wg10"]],
    [{ tag: "team=a=b" }, ["wg10"]],
    [{ tag: "team=a" }, []],
    [{ tag: "env" }, ["wg10"]],
  ])("filters by %o", (filter, expected) => expect(names(filter)).toEqual(expected));
});

it("offers tags by key and by pair, with counts", () =>
  expect(tagChoices(rows)).toEqual([
    { tag: "env", count: 1 },
    { tag: "team", count: 2 },
    { tag: "team=a=b", count: 1 },
    { tag: "team=data", count: 1 },
  ]));

it("turns an order around at the second press", () => {
  const once = orders.next(orders.parse("name"), "limit");
  expect([once, orders.next(once, "limit")]).toEqual([
    { by: "limit", descending: false },
    { by: "limit", descending: true },
  ]);
  expect(orders.parse("-nonsense")).toEqual({ by: "name", descending: false });
});
