import { describe, expect, it } from "vitest";
import { type WorkgroupActivity, workgroupSettings } from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { countsOf, orders, type Row, rowsInOrder, rowsThatMatch } from "./rows";

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
  row("wg10", {
    scanLimitBytes: 20_000_000,
    enforceConfiguration: true,
    tags: { team: "a=b", env: "" },
  }),
  row("wg2", {
    scanLimitBytes: 3_000_000_000_000,
    enforceConfiguration: false,
    state: "DISABLED",
    description: "Nightly loads",
  }),
  { name: "locked", unreadable: "AccessDeniedException" },
  row("spark", { tags: { team: "data" } }, "pyspark"),
];

const activity = (figures: Partial<WorkgroupActivity>): WorkgroupActivity => ({
  readAt: 0,
  running: 0,
  queued: 0,
  stretch: { count: 0, whole: true },
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  scannedBytes: 0,
  costUsd: 0,
  costUnknown: 0,
  scans: [],
  newest: [],
  ...figures,
});

const known = new Map([
  [
    "wg10",
    activity({
      running: 1,
      stretch: { count: 50, since: 2_000, whole: false },
      scannedBytes: 10,
      costUsd: 2,
    }),
  ],
  [
    "wg2",
    activity({
      queued: 3,
      stretch: { count: 50, since: 1_000, whole: false },
      failed: 2,
      costUnknown: 50,
    }),
  ],
  [
    "spark",
    activity({
      running: 2,
      queued: 9,
      stretch: { count: 4, since: 3_000, whole: false },
      costUsd: 1,
    }),
  ],
]);

const all = { text: "", tag: "", state: undefined, family: undefined, enforced: undefined };
const names = (filter: Partial<typeof all> | object, sort = "name", activity = known) =>
  rowsInOrder(rowsThatMatch(rows, { ...all, ...filter }), orders.parse(sort), activity).map(
    ({ name }) => name,
  );

describe("rows of an address", () => {
  it("sorts names as people count", () =>
    expect(names({})).toEqual(["locked", "spark", "wg2", "wg10"]));

  it("sorts by figures, what has none at the end both ways", () => {
    expect(names({}, "limit")).toEqual(["wg10", "wg2", "locked", "spark"]);
    expect(names({}, "-limit")).toEqual(["wg2", "wg10", "locked", "spark"]);
    expect(names({}, "enforced")).toEqual(["wg10", "wg2", "locked", "spark"]);
  });

  it.each([
    ["-running", ["spark", "wg10", "wg2", "locked"]],
    ["running", ["wg2", "wg10", "spark", "locked"]],
    ["-queued", ["wg2", "wg10", "locked", "spark"]],
    // As many runs in less time are more.
    ["-runs", ["wg10", "wg2", "spark", "locked"]],
    ["-failed", ["wg2", "spark", "wg10", "locked"]],
    ["-scanned", ["wg10", "wg2", "locked", "spark"]],
    // Of wg2 no cost is known: all it runs is on reserved capacity.
    ["-cost", ["wg10", "spark", "locked", "wg2"]],
  ])("sorts by activity, %s, with what has no figure at the end", (sort, expected) =>
    expect(names({}, sort)).toEqual(expected),
  );

  it("sorts what is known of activity, and the rest by name after it", () => {
    const some = new Map([...known].filter(([name]) => name === "wg2"));
    expect(names({}, "-running", some)).toEqual(["wg2", "locked", "spark", "wg10"]);
    expect(names({}, "running", new Map())).toEqual(["locked", "spark", "wg2", "wg10"]);
  });

  it.each([
    [{ text: "NIGHTLY" }, ["wg2"]],
    [{ text: "team=d" }, ["spark"]],
    [{ text: "lock" }, ["locked"]],
    [{ state: "DISABLED" }, ["wg2"]],
    [{ family: "pyspark" }, ["spark"]],
    [{ enforced: "on" }, ["wg10"]],
    [{ enforced: "off" }, ["wg2"]],
    [{ tag: "team" }, ["spark", "wg10"]],
    [{ tag: "team=a=b" }, ["wg10"]],
    [{ tag: "team=a" }, []],
    [{ tag: "env" }, ["wg10"]],
  ])("filters by %o", (filter, expected) => expect(names(filter)).toEqual(expected));
});

it("counts what each choice would leave, tags by key and by pair", () => {
  const { tags, state, family, enforced } = countsOf(rows);
  expect(tags).toEqual([
    { tag: "env", count: 1 },
    { tag: "team", count: 2 },
    { tag: "team=a=b", count: 1 },
    { tag: "team=data", count: 1 },
  ]);
  expect(Object.fromEntries([...state, ...family, ...enforced])).toEqual({
    ENABLED: 2,
    DISABLED: 1,
    sql: 2,
    pyspark: 1,
    on: 1,
    off: 1,
  });
});

it("turns an order around at the second press", () => {
  const once = orders.next(orders.parse("name"), "limit");
  expect([once, orders.next(once, "limit")]).toEqual([
    { by: "limit", descending: false },
    { by: "limit", descending: true },
  ]);
  expect(orders.next(once, "cost")).toEqual({ by: "cost", descending: true });
  expect(orders.parse("-nonsense")).toEqual({ by: "name", descending: false });
});
