import { expect } from "@playwright/test";
import { parseNotebook } from "@/lib/domain/ipynb";
import { FOREIGN_IPYNB, hostileIpynb } from "../fixtures/notebook-files";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { NotebookPage } from "../pages/notebook-page";
import { NotebooksPage } from "../pages/notebooks-page";
import { Shell } from "../pages/shell";

test("import and export: the same document, valid after edits, and errors that say where", async ({
  page,
  signInAs,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  const name = marker("round trip");
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.chooseFile("broken.ipynb", '{"nbformat": 4,\n "cells": [}');
  await expect(notebooks.dialogProblem).toContainText("line 2, column 12: expected a value");
  await notebooks.dialogButton("Cancel").click();
  await notebooks.chooseFile("old.ipynb", '{"nbformat": 3, "worksheets": []}');
  await expect(notebooks.dialogProblem).toContainText("nbformat 3");
  await notebooks.dialogButton("Cancel").click();
  await notebooks.chooseFile("large.ipynb", Buffer.alloc(11_000_000, 32));
  await expect(notebooks.dialogProblem).toContainText("at most 10 MB");
  await notebooks.dialogButton("Cancel").click();

  await notebooks.drop(`${name}.ipynb`, FOREIGN_IPYNB);
  await notebooks.finishImport();
  await expect(notebook.heading(name)).toBeVisible();
  await expect(notebook.cell(1).getByRole("img", { name: "dot" })).toBeVisible();
  await expect(notebook.outputs(2)).toContainText("red");
  await expect(notebook.outputs(2).getByRole("img")).toBeVisible();
  const untouched = await notebook.exported();
  expect(untouched.name).toBe(`${name}.ipynb`);
  expect(untouched.text).toBe(FOREIGN_IPYNB);

  await notebook.write(2, "flights = 5");
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Saved");
  const edited = JSON.parse((await notebook.exported()).text);
  expect(parseNotebook(JSON.stringify(edited)).cells[1]?.source).toBe("flights = 5");
  expect(edited).toMatchObject({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { own: { kept: [1, null] } },
    cells: [
      { id: expect.any(String) },
      { id: expect.any(String), metadata: { tags: ["kept"] }, outputs: [{}, {}, {}] },
      { id: expect.any(String) },
    ],
  });

  await notebooks.open();
  await notebooks.chooseFile(`${name}.ipynb`, FOREIGN_IPYNB);
  await notebooks.dialogButton("Import notebook").click();
  await expect(notebooks.dialog).toContainText("already exists");
});

test("nothing in a notebook acts on the page", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.import(`${marker("hostile")}.ipynb`, hostileIpynb());
  await expect(notebook.htmlFrame.getByText("sandboxed")).toBeVisible();
  await expect(notebook.htmlFrame.getByText("ran")).toHaveCount(0);
  await expect(notebook.cell(1)).toContainText("<script>window.hostile = 1</script>");
  const frame = page.locator("iframe[title='HTML output']");
  await expect(frame).toHaveAttribute("sandbox", "");
  await expect(notebook.cell(1).locator("script, iframe, img[onerror]")).toHaveCount(0);
  for (const link of await notebook.cell(1).getByText("link", { exact: true }).all())
    await link.click();
  expect(await page.evaluate(() => "hostile" in window)).toBe(false);
});

test("roles: viewers read, analysts change, admins delete what others made", async ({
  page,
  signInAs,
  otherPage,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  const name = marker("roles");
  await signInAs("analyst");
  await notebooks.import(`${name}.ipynb`, FOREIGN_IPYNB);
  const address = page.url();

  const viewerPage = await otherPage();
  await signInAs("viewer", viewerPage);
  const viewing = new NotebooksPage(viewerPage);
  await viewing.open({ name });
  await expect(viewing.row(name)).toBeVisible();
  await expect(viewing.createButton).toHaveAttribute("aria-disabled", "true");
  await expect(viewing.importButton).toHaveAttribute("aria-disabled", "true");
  await viewerPage.goto(address);
  const seen = new NotebookPage(viewerPage);
  await seen.button("Revisions").click();
  await seen.revisions.first().getByRole("button").click();
  await expect(seen.dialog).toContainText("The cells are the same in both.");
  await expect(seen.dialogButton("Restore this revision")).toHaveCount(0);

  await notebooks.open({ name });
  await notebooks.chooseAction(name, "Rename");
  await notebooks.dialog.getByRole("textbox", { name: "Name" }).fill(`${name} renamed`);
  await notebooks.dialogButton("Rename").click();
  await expect(notebooks.row(`${name} renamed`)).toBeVisible();

  const adminPage = await otherPage();
  await signInAs("admin", adminPage);
  const administering = new NotebooksPage(adminPage);
  await administering.open({ name });
  await administering.chooseAction(`${name} renamed`, "Delete");
  await expect(administering.dialogButton("Delete notebook")).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await administering.dialog.getByRole("textbox").fill(`${name} renamed`);
  await administering.dialogButton("Delete notebook").click();
  await expect(administering.row(name)).toHaveCount(0);
  await notebook.open(/[0-9a-f-]{36}/.exec(address)?.[0] ?? "");
  await expect(page.getByRole("heading", { name: "No notebook with this id" })).toBeVisible();
});

test("a session in the way of deleting is terminated from there", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  const name = marker("in use");
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(name);
  await notebook.session.getByRole("button", { name: "Start session" }).click();
  await notebook.dialogButton("Start session").click();
  await expect(notebook.session).toContainText("Idle");

  await notebooks.open({ name });
  await notebooks.chooseAction(name, "Delete");
  await expect(notebooks.dialog).toContainText("A session of this notebook is active");
  await notebooks.dialogButton("Terminate session").click();
  await expect(notebooks.dialog).not.toContainText("A session of this notebook is active");
  await notebooks.dialogButton("Delete notebook").click();
  await expect(notebooks.row(name)).toHaveCount(0);
});

test("Athena's own page opens by click, and its address stays nowhere", async ({
  page,
  context,
  signInAs,
  world,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("opened"));
  await notebook.run(1, "print('in Athena, too')");
  await expect(notebook.outputs(1)).toContainText("in Athena, too");
  await expect(notebook.saving).toContainText("Saved");
  await notebook.button("More actions").click();
  const opened = context.waitForEvent("page");
  await page.getByRole("menuitem", { name: "Open in Athena" }).click();
  const athena = await opened;
  await expect(athena.getByText("print('in Athena, too')")).toBeVisible();
  expect(await athena.evaluate(() => window.opener)).toBeNull();
  const token = new URL(athena.url()).searchParams.get("authToken") ?? "";
  expect(token.length).toBeGreaterThan(20);
  expect((await world.logs()).console).not.toContain(token);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);
});

test("list and notebook have no violation", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  const name = marker("axe");
  await signInAs("analyst");
  await notebooks.import(`${name}.ipynb`, FOREIGN_IPYNB);
  await expect(notebook.outputs(2)).toContainText("red");
  await notebook.button("Revisions").click();
  await expect(notebook.revisions.first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await notebook.write(2, "flights");
  expect(await violations(page)).toEqual([]);
  await notebooks.open({ name });
  await expect(notebooks.row(name)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("neither page scrolls sideways", async ({ page, signInAs }) => {
    const notebooks = new NotebooksPage(page);
    const notebook = new NotebookPage(page);
    const shell = new Shell(page);
    await signInAs("analyst");
    await notebooks.import(`${marker("narrow")}.ipynb`, FOREIGN_IPYNB);
    await expect(notebook.outputs(2)).toContainText("red");
    expect(await shell.sidewaysPx()).toBe(0);
    await notebooks.open();
    await expect(notebooks.grid).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
  });
});
