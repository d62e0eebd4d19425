import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { ENDLESS_SQL } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { QueriesPage } from "../pages/queries-page";

test.beforeEach(({ signInAs }) => signInAs("analyst"));

test("a row in flight lands by itself", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  const id = await world.outside.start(ENDLESS_SQL("lands_by_itself"));
  await queries.open();
  await expect(queries.row("lands_by_itself")).toContainText("Running");
  await world.outside.stop(id);
  await expect(queries.row("lands_by_itself")).toContainText("Cancelled");
});

test("refresh brings what ran since, on top", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  await queries.open();
  await expect(queries.rows.first()).toBeVisible();
  const id = await world.outside.start("SELECT 1 AS ran_since");
  await world.outside.landed(id);
  await expect(queries.row("ran_since")).toHaveCount(0);
  await queries.refreshButton.click();
  await expect(queries.rows.first()).toContainText("ran_since");
});

test("the state filter is in the address and outlives reload and back", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  const failed = await world.outside.start("SELECT 1 / 0 AS filtered_failed");
  const succeeded = await world.outside.start("SELECT 1 AS filtered_succeeded");
  await world.outside.landed(failed);
  await world.outside.landed(succeeded);
  await queries.open();
  await expect(queries.row("filtered_succeeded")).toBeVisible();

  await queries.state("Failed").click();
  await expect(page).toHaveURL(links.queries({ state: "FAILED" }));
  await expect(queries.row("filtered_failed")).toBeVisible();
  await expect(queries.row("filtered_succeeded")).toHaveCount(0);

  await page.reload();
  await expect(queries.state("Failed")).toHaveAttribute("aria-pressed", "true");
  await expect(queries.row("filtered_failed")).toBeVisible();

  await queries.openRow("filtered_failed");
  await expect(page).toHaveURL(links.query(failed));
  await page.goBack();
  await expect(page).toHaveURL(links.queries({ state: "FAILED" }));
  await expect(queries.row("filtered_succeeded")).toHaveCount(0);
  await expect(queries.row("filtered_failed")).toBeVisible();
});

test("one workgroup's history is its own", async ({ page, world }) => {
  const queries = new QueriesPage(page);
  await world.outside.start("SELECT 1 AS only_in_etl", { workgroup: "etl" });
  await world.outside.start("SELECT 1 AS only_in_primary", { workgroup: "primary" });
  await queries.open({ workgroup: "etl" });
  await expect(queries.row("only_in_etl")).toBeVisible();
  await expect(queries.row("only_in_primary")).toHaveCount(0);
  await queries.open();
  await expect(queries.row("only_in_primary")).toBeVisible();
  await expect(queries.row("only_in_etl")).toBeVisible();
});

test("the list is walked and opened by keyboard, and the row is kept on return", async ({
  page,
  world,
}) => {
  const queries = new QueriesPage(page);
  for (const marker of ["keys_older", "keys_newer"])
    await world.outside.landed(await world.outside.start(`SELECT 1 AS ${marker}`));
  await queries.open({ workgroup: "primary" });
  await expect(queries.rows.first()).toContainText("keys_newer");
  await queries.grid.focus();
  await queries.grid.press("ArrowDown");
  await expect(queries.selectedRow).toContainText("keys_newer");
  await queries.grid.press("ArrowDown");
  await expect(queries.selectedRow).toContainText("keys_older");
  await queries.grid.press("Enter");
  await expect(page).toHaveURL(/\/queries\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect(queries.selectedRow).toContainText("keys_older");
});
