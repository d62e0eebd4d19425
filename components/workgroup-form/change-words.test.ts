import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { changesOf } from "@/lib/domain/workgroups/changes";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { reviewOfEdit, reviewOfNew } from "./change-words";

type Some = Partial<WorkgroupSettings>;

const isSevere = (was: Some, is: Some) => {
  const [before, after] = [was, is].map((some) => ({ ...newSettings("sql"), ...some })) as [
    WorkgroupSettings,
    WorkgroupSettings,
  ];
  return reviewOfEdit({
    name: "w",
    arn: undefined,
    family: "sql",
    before,
    after,
    changes: changesOf(before, after),
    scans: undefined,
  }).severe;
};
const located = { outputLocation: "s3://results/" };

it.each<[string, Some, Some, boolean]>([
  ["disabling", located, { ...located, state: "DISABLED" }, true],
  ["disabling what has no location", {}, { state: "DISABLED" }, true],
  ["overriding without a location", { enforceConfiguration: false }, {}, true],
  ["no location while overriding", located, {}, true],
  [
    "no location without overriding",
    { ...located, enforceConfiguration: false },
    { enforceConfiguration: false },
    false,
  ],
  [
    "a smaller change of one that runs nothing",
    { publishMetrics: true },
    { publishMetrics: false },
    false,
  ],
])("%s asks for the name: only what stops everything does", (_, before, after, severe) => {
  expect(isSevere(before, after)).toBe(severe);
});

it("a new one without a location says what that means for it", () => {
  const words = (some: Some, family: "sql" | "sparkConnect" = "sql") =>
    renderToStaticMarkup(reviewOfNew("w", family, { ...newSettings(family), ...some }).words);
  expect(words({})).toContain("not set. Every query fails without one");
  expect(words({}, "sparkConnect")).toContain("not set. Sessions have no working directory");
  expect(words(located)).not.toContain("without one");
  expect(words({ managedResults: true })).not.toContain("Output location");
});
