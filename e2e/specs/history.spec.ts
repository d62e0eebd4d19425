import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import type { World } from "../fixtures/world";
import { QueriesPage } from "../pages/queries-page";

test.beforeEach(({ signInAs }) => signInAs("analyst"));

/** Where nobody else runs anything: in the others the sample queries of a new world go on for a while. */
async function ownWorkgroup({ outside }: World): Promise<string> {
  const name = marker("history");
  const OutputLocation = "s3://athenaeum-results/history/";
  await outside.createWorkgroup({
    Name: name,
    Configuration: { ResultConfiguration: { OutputLocation } },
  });
  return name;
}

test("a row in flight lands by itself", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  const column = marker("lands_by_itself");
  const id = await world.outside.start(endlessSql(column));
  await queries.open();
  await expect(queries.row(column)).toContainText("Running");
  await world.outside.stop(id);
  await expect(queries.row(column)).toContainText("Cancelled");
});

test("refresh brings what ran since, on top", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  const workgroup = await ownWorkgroup(world);
  const [before, column] = [marker("ran_before"), marker("ran_since")];
  await world.outside.landed(await world.outside.start(`SELECT 1 AS ${before}`, { workgroup }));
  await queries.open({ workgroup });
  await expect(queries.rows.first()).toContainText(before);
  await world.outside.landed(await world.outside.start(`SELECT 1 AS ${column}`, { workgroup }));
  await expect(queries.row(column)).toHaveCount(0);
  await queries.refreshButton.click();
  await expect(queries.rows.first()).toContainText(column);
});

test("the state filter is in the address and outlives reload and back", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  const [bad, good] = [marker("filtered_failed"), marker("filtered_succeeded")];
  const failed = await world.outside.start(`SELECT 1 / 0 AS ${bad}`);
  const succeeded = await world.outside.start(`SELECT 1 AS ${good}`);
  await world.outside.landed(failed);
  await world.outside.landed(succeeded);
  await queries.open();
  await expect(queries.row(good)).toBeVisible();

  await queries.state("Failed").click();
  await expect(page).toHaveURL(links.queries({ state: "FAILED" }));
  await expect(queries.row(bad)).toBeVisible();
  await expect(queries.row(good)).toHaveCount(0);

  await page.reload();
  await expect(queries.state("Failed")).toHaveAttribute("aria-pressed", "true");
  await expect(queries.row(bad)).toBeVisible();

  await queries.openRow(bad);
  await expect(page).toHaveURL(links.query(failed));
  await page.goBack();
  await expect(page).toHaveURL(links.queries({ state: "FAILED" }));
  await expect(queries.row(good)).toHaveCount(0);
  await expect(queries.row(bad)).toBeVisible();
});

test("one workgroup's history is its own", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  const [inEtl, inPrimary] = [marker("only_in_etl"), marker("only_in_primary")];
  await world.outside.start(`SELECT 1 AS ${inEtl}`, { workgroup: "etl" });
  await world.outside.start(`SELECT 1 AS ${inPrimary}`, { workgroup: "primary" });
  await queries.open({ workgroup: "etl" });
  await expect(queries.row(inEtl)).toBeVisible();
  await expect(queries.row(inPrimary)).toHaveCount(0);
  await queries.open();
  await expect(queries.row(inPrimary)).toBeVisible();
  await expect(queries.row(inEtl)).toBeVisible();
});

test("the list is walked and opened by keyboard, and the row is kept on return", async ({
  page,
  world,
}) => {
  const queries = new QueriesPage(page);
  const workgroup = await ownWorkgroup(world);
  const [older, newer] = [marker("keys_older"), marker("keys_newer")];
  for (const column of [older, newer])
    await world.outside.landed(await world.outside.start(`SELECT 1 AS ${column}`, { workgroup }));
  await queries.open({ workgroup });
  await expect(queries.rows.first()).toContainText(newer);
  await queries.grid.focus();
  await queries.grid.press("ArrowDown");
  await expect(queries.selectedRow).toContainText(newer);
  await queries.grid.press("ArrowDown");
  await expect(queries.selectedRow).toContainText(older);
  await queries.grid.press("Enter");
  await expect(page).toHaveURL(/\/queries\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect(queries.selectedRow).toContainText(older);
});
