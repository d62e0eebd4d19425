import { expect } from "@playwright/test";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { EditorPage } from "../pages/editor-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";
import { WorkgroupPage } from "../pages/workgroup-page";
import { WorkgroupsPage } from "../pages/workgroups-page";

test("sign-in has no violation", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await expect(signIn.heading).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("the history has no violation", async ({ page, signInAs, world }) => {
  const queries = new QueriesPage(page);
  const column = marker("seen_by_axe");
  const running = await world.outside.start(endlessSql(column), {
    workgroup: "etl",
  });
  await signInAs("viewer");
  // The shortest list: axe looks at every cell.
  await queries.open({ workgroup: "etl" });
  await expect(queries.row(column)).toContainText("Running");
  expect(await violations(page)).toEqual([]);
  await world.outside.stop(running);
});

test("a succeeded execution has no violation, nor has its JSON", async ({
  page,
  signInAs,
  world,
}) => {
  const id = await world.outside.start("SELECT 1 AS n, NULL AS nothing, 'text' AS t");
  await world.outside.landed(id);
  const query = new QueryPage(page);
  await signInAs("analyst");
  await query.open(id);
  await expect(query.result).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await query.jsonTab.click();
  await expect(query.json).toContainText(id);
  expect(await violations(page)).toEqual([]);
});

test("a failed execution has no violation", async ({ page, signInAs, world }) => {
  const id = await world.outside.start("SELECT nothing_like_it\nFROM sample.flights");
  await world.outside.landed(id);
  const query = new QueryPage(page);
  await signInAs("viewer");
  await query.open(id);
  await expect(query.failure).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("the workgroups have no violation, nor has one with its parts and dialogs", async ({
  page,
  signInAs,
  world,
}) => {
  const workgroups = new WorkgroupsPage(page);
  const workgroup = new WorkgroupPage(page);
  const name = marker("axe").replace("_", "-");
  await world.outside.createWorkgroup({ Name: name, Tags: [{ Key: "axe", Value: name }] });
  await world.outside.saveQuery(name, "One", "SELECT 1");
  await signInAs("admin");
  // The shortest list: axe looks at every cell.
  await workgroups.open({ text: name });
  await expect(workgroups.row(name)).toBeVisible();
  await expect(await workgroups.cell(name, "Running")).toHaveText("0");
  await workgroups.select(name);
  expect(await violations(page)).toEqual([]);

  await workgroup.open(name);
  await expect(workgroup.figure("Running now")).toHaveText("0");
  expect(await violations(page)).toEqual([]);
  await workgroup.tab("Configuration").click();
  await page.getByRole("switch", { name: "Athena's names" }).click();
  expect(await violations(page)).toEqual([]);
  await workgroup.tab("Saved queries").click();
  await page.getByRole("button", { name: /^One/ }).click();
  expect(await violations(page)).toEqual([]);
  await world.outside.updateWorkgroup({ WorkGroup: name, Description: "Seen by axe" });
  await workgroup.openChanged(name, 2);
  await workgroup.unfold(2);
  await expect(workgroup.version(2)).toContainText("Seen by axe");
  expect(await violations(page)).toEqual([]);
  await (await workgroup.menu("Delete")).click();
  await expect(workgroup.deleteDialog).toContainText("1 saved query");
  expect(await violations(page)).toEqual([]);
});

test("the editor has no violation, with a result and with the menu open", async ({
  page,
  signInAs,
}) => {
  const editor = new EditorPage(page);
  await signInAs("analyst");
  await editor.open();
  await editor.runSql("SELECT 1 AS n");
  await expect(editor.cell("1")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const shell = new Shell(page);
  await shell.openMenu();
  await expect(shell.menu).toBeVisible();
  expect(await violations(page, "[role=menu]")).toEqual([]);
});
