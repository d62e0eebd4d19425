import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { endlessSql, HOSTILE_SQL } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { EditorPage } from "../pages/editor-page";
import { QueryPage } from "../pages/query-page";

test.beforeEach(({ signInAs }) => signInAs("analyst"));

test("a failed query says why, with category, type and whether to retry", async ({
  page,
  world,
}) => {
  const id = await world.outside.start("SELECT no_such_column FROM sample.flights");
  await world.outside.landed(id);
  const query = new QueryPage(page);
  await query.open(id);
  await expect(query.state("Failed")).toBeVisible();
  await expect(query.failure).toContainText("COLUMN_NOT_FOUND");
  await expect(query.failure).toContainText("no_such_column");
  await expect(query.failureFact("Category")).toHaveText(/user/i);
  await expect(query.failureFact("Type")).toHaveText(/^\d+, ./);
  await expect(query.failureFact("Worth retrying")).toHaveText(/^no/i);
  await expect(query.download).toHaveCount(0);
});

test("a statement the editor sends and Athena cannot parse is explained below it", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await editor.open();
  await editor.runSql("SELEC 1");
  await expect(editor.output).toContainText(/mismatched input|SYNTAX_ERROR|line 1:/);
});

test("a long running query is stopped from the editor", async ({ page }) => {
  const editor = new EditorPage(page);
  await editor.open();
  await editor.runSql(endlessSql("stopped_by_me"));
  await expect(editor.state).toHaveText("Running");
  await editor.stop.click();
  await expect(editor.state).toHaveText("Cancelled");
});

test("an id that nobody knows gets a page that says so", async ({ page }) => {
  const query = new QueryPage(page);
  await query.open("00000000-0000-4000-8000-000000000000");
  await expect(query.notFound).toBeVisible();
  await query.open("not-an-id");
  await expect(query.notFound).toBeVisible();
});

test("the downloaded result is the file that Athena wrote", async ({ page, world }) => {
  const id = await world.outside.start(
    `SELECT 1 AS n, 'a "quoted", value' AS t, CAST(NULL AS varchar) AS nothing`,
  );
  await world.outside.landed(id);
  const query = new QueryPage(page);
  await query.open(id);
  const downloading = page.waitForEvent("download");
  await query.download.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${id}.csv`);
  expect(await readFile(await download.path(), "utf8")).toBe(
    '"n","t","nothing"\n"1","a ""quoted"", value",\n',
  );
});

test("markup in SQL and results is shown as text", async ({ page, world }) => {
  const id = await world.outside.start(HOSTILE_SQL);
  await world.outside.landed(id);
  const query = new QueryPage(page);
  await query.open(id);
  await expect(query.cell('<img src=x onerror="window.hostile = 1">')).toBeVisible();
  await expect(query.columnHeader("<script>window.hostile = 1</script>")).toBeVisible();
  await expect(query.sql).toContainText("<svg/onload=window.hostile=1>");
  await query.jsonTab.click();
  await expect(query.json).toContainText("<svg/onload=window.hostile=1>");
  expect(await page.evaluate(() => "hostile" in window)).toBe(false);
});

test("the chosen tab stays in the address, through reload and back", async ({ page, world }) => {
  const id = await world.outside.start("SELECT 1 AS tabs");
  await world.outside.landed(id);
  const query = new QueryPage(page);
  await query.open(id);
  await query.jsonTab.click();
  await expect(page).toHaveURL(/tab=json/);
  await page.reload();
  await expect(query.jsonTab).toHaveAttribute("aria-selected", "true");
  await expect(query.json).toContainText(id);
});
