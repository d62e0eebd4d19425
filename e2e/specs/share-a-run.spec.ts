import { expect } from "@playwright/test";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { EditorPage } from "../pages/editor-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { SignInPage } from "../pages/sign-in-page";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("an analyst's run is in the history, and its link opens it for a colleague", async ({
  page,
  signInAs,
  otherPage,
}) => {
  const editor = new EditorPage(page);
  const query = new QueryPage(page);
  const queries = new QueriesPage(page);
  const column = marker("flights_to_share");
  await signInAs("analyst");

  await editor.open();
  await editor.runSql(`SELECT count(*) AS ${column} FROM sample.flights`);
  await expect(editor.state).toHaveText("Succeeded");
  await expect(editor.columnHeader(column)).toBeVisible();
  await expect(editor.cell("3000000")).toBeVisible();

  await editor.openExecution.click();
  await expect(page).toHaveURL(/\/queries\/[0-9a-f-]{36}$/);
  await expect(query.state("Succeeded")).toBeVisible();
  await expect(query.startedBy("Ana Analyst")).toBeVisible();
  const permalink = page.url();
  await query.copyLinkButton.click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(permalink);

  await queries.open();
  await expect(queries.row(column)).toContainText("Ana Analyst");
  await queries.openRow(column);
  await expect(page).toHaveURL(permalink);

  const colleague = await otherPage();
  await colleague.goto(permalink);
  await new SignInPage(colleague).continueAs("viewer");
  await expect(colleague).toHaveURL(permalink);
  const seen = new QueryPage(colleague);
  await expect(seen.startedBy("Ana Analyst")).toBeVisible();
  await expect(seen.cell("3000000")).toBeVisible();
});

test("an execution opens in the editor and runs again from its page", async ({
  page,
  signInAs,
  world,
}) => {
  const id = await world.outside.start("SELECT 40 + 2 AS opened_again");
  await world.outside.landed(id);
  const query = new QueryPage(page);
  const editor = new EditorPage(page);
  await signInAs("analyst");

  await query.open(id);
  await query.runAgain.click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(page).toHaveURL(/\/queries\/[0-9a-f-]{36}$/);
  await expect(query.cell("42")).toBeVisible();
  await expect(query.startedBy("Ana Analyst")).toBeVisible();

  await query.openInEditor.click();
  await expect(editor.sql).toContainText("opened_again");
});
