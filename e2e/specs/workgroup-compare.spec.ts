import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { BulkChangePage } from "../pages/bulk-change-page";
import { ComparePage } from "../pages/compare-page";
import { PolicyPage } from "../pages/policy-page";

const name = (word: string) => marker(word).replaceAll("_", "-");

test("workgroups side by side: what differs is marked, and the address keeps the choice", async ({
  page,
  signInAs,
  world: { outside },
}) => {
  const compare = new ComparePage(page);
  const [one, other, spark] = [name("one"), name("other"), name("spark")];
  const Configuration = {
    EnforceWorkGroupConfiguration: true,
    BytesScannedCutoffPerQuery: 500_000_000_000,
    ResultConfiguration: { OutputLocation: "s3://athena-results/same/" },
  };
  await outside.createWorkgroup({ Name: one, Configuration });
  await outside.createWorkgroup({
    Name: other,
    Configuration: { ...Configuration, BytesScannedCutoffPerQuery: 20_000_000 },
    Tags: [{ Key: "team", Value: "other" }],
  });
  await outside.createSparkWorkgroup(spark);
  await signInAs("viewer");
  await compare.open([one, other]);
  await expect(compare.heading).toBeVisible();
  await expect(compare.value("Data scanned per query", 0)).toHaveText("500 GB");
  await expect(compare.value("Data scanned per query", 1)).toHaveText(/20 MB\s*differs/);
  await expect(compare.value("Tags", 1)).toHaveText(/team\s*other\s*differs/);
  await expect(compare.value("Output location", 1)).not.toContainText("differs");
  await expect(page.getByText(/^2 of \d+ settings differ$/)).toBeVisible();

  await compare.differencesOnly.click();
  await expect(compare.row("Output location")).toHaveCount(0);
  await expect(page).toHaveURL(/differences=true/);
  await compare.add(spark);
  await expect(page).toHaveURL(new RegExp(spark));
  await expect(compare.value("Data scanned per query", 2)).toHaveText("not applicable");
  await page.reload();
  await expect(compare.row("Output location")).toBeVisible();
  await compare.remove(other);
  await compare.remove(spark);
  await expect(page.getByText("Nothing to compare it with")).toBeVisible();
  await compare.open([one, other, spark]);
  await expect(compare.value("Tags", 1)).toContainText("differs");
  expect(await violations(page)).toEqual([]);
  await compare.makeBaseline(other);
  await expect(page).toHaveURL(new RegExp(`names=${other}`));
  await expect(compare.value("Data scanned per query", 0)).toHaveText("20 MB");
  await expect(compare.value("Data scanned per query", 1)).toHaveText(/500 GB\s*differs/);
  await page.setViewportSize({ width: 800, height: 700 });
  const pagesWidthPx = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(pagesWidthPx).toBe(800);

  await compare.open([one, other, name("gone")]);
  await expect(page.getByRole("status").filter({ hasText: "could not be read" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Change a setting" })).toHaveCount(0);
});

test("the policy board: an admin edits a rule, everybody sees what meets it, the audit has it", async ({
  page,
  signInAs,
  otherPage,
  world: { outside },
}) => {
  const policy = new PolicyPage(page);
  const [good, bad] = [name("good"), name("bad")];
  await outside.createWorkgroup({
    Name: good,
    Configuration: { BytesScannedCutoffPerQuery: 400_000_000_000 },
  });
  await outside.createWorkgroup({
    Name: bad,
    Configuration: { BytesScannedCutoffPerQuery: 900_000_000_000 },
  });
  await signInAs("admin");
  await policy.open();
  await expect(policy.row(bad)).toContainText("900 GB");
  await policy.edit.click();
  await policy.dialog.getByRole("textbox", { name: /At most/ }).fill("much");
  await policy.toggleRule("Required tags");
  await policy.save();
  await expect(policy.dialog).toContainText("Write a size such as 500 GB");
  await policy.dialog.getByRole("textbox", { name: /At most/ }).fill("500 GB");
  await policy.save();
  await expect(policy.dialog).toContainText("Name at least one tag");
  await policy.dialog.getByRole("textbox", { name: "Keys" }).fill("team");
  await policy.save();
  await expect(policy.dialog).toHaveCount(0);
  await expect(policy.row(bad)).toContainText("Fails: 900 GB is more than 500 GB");
  await expect(policy.row(good)).toContainText("Meets it: 400 GB");
  await expect(policy.row(good)).toContainText("Fails: Without team");
  await policy.row(bad).getByRole("link", { name: "900 GB is more than 500 GB" }).click();
  await expect(page.getByRole("textbox", { name: /Data scanned per query/ })).toBeFocused();
  await new ComparePage(page).open([bad, good]);
  await page.getByRole("link", { name: `Edit description of ${bad}` }).click();
  await expect(page.getByRole("textbox", { name: /^Description/ })).toBeFocused();
  await policy.open();
  await expect(page.getByText(/^Rules changed by/)).toBeVisible();

  const viewer = await otherPage();
  await signInAs("viewer", viewer);
  const seen = new PolicyPage(viewer);
  await seen.open();
  await expect(seen.edit).toHaveAccessibleDescription("Needs the admin role over all workgroups");
  await seen.rule("Scan limit").click();
  await seen.failingOnly.click();
  await expect(seen.row(bad)).toContainText("900 GB is more than 500 GB");
  await expect(seen.row(good)).toHaveCount(0);
  await expect(
    viewer.getByRole("button", { name: /^Change .* of \d+$/ }).first(),
  ).toHaveAccessibleDescription("Needs the admin role");
  await viewer.reload();
  await expect(seen.row(bad)).toBeVisible();
  expect(await violations(viewer)).toEqual([]);
  const refused = await viewer.request.patch("/api/workgroup-rules", { data: "not json" });
  expect(refused.status()).toBe(403);

  const audit = await page.request.get("/api/audit?action=updateWorkgroupRules");
  expect(await audit.json()).toMatchObject({
    rows: [{ action: "updateWorkgroupRules", outcome: "succeeded" }],
  });
});

test("a bulk change: reviewed for each, one fails and one was changed meanwhile, the others are done", async ({
  page,
  signInAs,
  world: { outside },
}) => {
  const bulk = new BulkChangePage(page);
  const words = ["high", "low", "gone", "busy", "same", "managed"] as const;
  const names = Object.fromEntries(words.map((word) => [word, name(word)])) as Record<
    (typeof words)[number],
    string
  >;
  const spark = name("spark");
  const limit = (Name: string, BytesScannedCutoffPerQuery: number) =>
    outside.createWorkgroup({ Name, Configuration: { BytesScannedCutoffPerQuery } });
  await limit(names.high, 9_000_000_000_000);
  await limit(names.low, 20_000_000);
  await limit(names.gone, 9_000_000_000_000);
  await limit(names.busy, 9_000_000_000_000);
  await limit(names.same, 500_000_000_000);
  await outside.createWorkgroup({ Name: names.managed });
  await outside.createSparkWorkgroup(spark);
  await signInAs("admin");
  await bulk.open([...Object.values(names), spark]);
  await bulk.choose("Data scanned per query");
  await bulk.field("Data scanned per query").fill("5 MB");
  await expect(bulk.plan(names.high)).toContainText("Would be refused");
  await expect(bulk.apply(0)).toHaveAccessibleDescription("Nothing would change");
  await bulk.field("Data scanned per query").fill("500 GB");
  await expect(bulk.plan(names.high)).toContainText("Was: 9,000,000,000,000 bytes");
  await expect(bulk.plan(names.managed)).toContainText("Was: no limit");
  await expect(bulk.plan(names.same)).toContainText("Already so");
  await expect(bulk.plan(spark)).toContainText("Does not apply");
  expect(await violations(page)).toEqual([]);

  await outside.deleteWorkgroup(names.gone);
  await outside.updateWorkgroup({ WorkGroup: names.busy, Description: "changed meanwhile" });
  const understood = page.getByRole("checkbox", { name: /takes something away/ });
  if (await understood.isVisible()) await understood.click();
  await bulk.apply(5).click();
  await expect(bulk.outcome).toContainText("3 of 5 changed");
  await expect(bulk.fared(names.high)).toContainText("Changed");
  await expect(bulk.fared(names.gone)).toContainText("Failed");
  await expect(bulk.fared(names.gone)).toContainText(names.gone);
  await expect(bulk.fared(names.busy)).toContainText("Changed by somebody else");
  const read = async (word: (typeof words)[number]) =>
    (await outside.readWorkgroup(names[word]))?.Configuration?.BytesScannedCutoffPerQuery;
  for (const word of ["high", "low", "managed", "same"] as const)
    expect(await read(word)).toBe(500_000_000_000);
  expect(await read("busy")).toBe(9_000_000_000_000);

  await bulk.reviewLeft();
  await expect(page.getByText(`${names.gone} could not be read`)).toBeVisible();
  await expect(bulk.plan(names.busy)).toContainText("Was: 9,000,000,000,000 bytes");
  if (await understood.isVisible()) await understood.click();
  await bulk.apply(1).click();
  await expect(bulk.outcome).toContainText("1 of 1 changed");
  expect(await read("busy")).toBe(500_000_000_000);
  expect((await outside.readWorkgroup(names.busy))?.Description).toBe("changed meanwhile");
});

test("as viewer no way into a bulk change", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto(links.bulkChange(["primary"], { setting: "scanLimitBytes" }));
  await expect(page.getByRole("heading", { name: "You may not change workgroups" })).toBeVisible();
});
