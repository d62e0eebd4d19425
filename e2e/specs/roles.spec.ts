import { expect } from "@playwright/test";
import { endlessSql } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { EditorPage } from "../pages/editor-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";

const NEEDS_ANALYST = "Needs the analyst role";

test("a viewer is told why nothing can be run", async ({ page, signInAs }) => {
  const queries = new QueriesPage(page);
  const editor = new EditorPage(page);
  const shell = new Shell(page);
  await signInAs("viewer");

  await queries.open();
  await expect(shell.link("Queries")).toBeVisible();
  await expect(shell.link("Editor")).toHaveCount(0);
  await expect(queries.newQueryRefused).toHaveAccessibleDescription(NEEDS_ANALYST);

  await editor.open();
  await expect(editor.run).toHaveAttribute("aria-disabled", "true");
  await expect(editor.run).toHaveAccessibleDescription(NEEDS_ANALYST);
});

test("the server refuses what the page does not offer a viewer", async ({
  page,
  signInAs,
  world,
}) => {
  const id = await world.outside.start(endlessSql("not_for_viewers"));
  await signInAs("viewer");
  const start = await page.request.post("/api/queries", {
    data: { sql: "SELECT 1", workgroup: "primary", clientRequestToken: "x".repeat(36) },
  });
  expect(start.status()).toBe(403);
  expect(await start.json()).toMatchObject({
    error: { code: "FORBIDDEN", message: NEEDS_ANALYST },
  });

  const stop = await page.request.post(`/api/queries/${id}/stop`, { data: {} });
  expect(stop.status()).toBe(403);
  expect(await world.outside.stateOf(id)).toMatch(/QUEUED|RUNNING/);
  await world.outside.stop(id);
});

test("an analyst may not stop what somebody else started, an admin may", async ({
  page,
  signInAs,
  otherPage,
  world,
}) => {
  const id = await world.outside.start(endlessSql("started_outside"));
  const analyst = new QueryPage(page);
  await signInAs("analyst");
  await analyst.open(id);
  await expect(analyst.stop).toHaveAttribute("aria-disabled", "true");
  await expect(analyst.stop).toHaveAccessibleDescription(/Only who started it/);

  const adminPage = await otherPage();
  const admin = new QueryPage(adminPage);
  await signInAs("admin", adminPage);
  await admin.open(id);
  await admin.stop.click();
  await expect(admin.state("Cancelled")).toBeVisible();
  // The analyst's page learns of it by itself.
  await expect(analyst.state("Cancelled")).toBeVisible();
});
