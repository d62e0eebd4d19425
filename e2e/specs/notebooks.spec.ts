import { expect } from "@playwright/test";
import { parseNotebook } from "@/lib/domain/ipynb";
import { FOREIGN_IPYNB, hostileIpynb, longIpynb } from "../fixtures/notebook-files";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { NotebookPage } from "../pages/notebook-page";
import { NotebooksPage } from "../pages/notebooks-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";

test("a notebook is created, written, run, saved by itself, and opens by link for a viewer", async ({
  page,
  signInAs,
  otherPage,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  const name = marker("flights");
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(name);
  await expect(notebook.heading(name)).toBeVisible();

  await notebook.write(1, "# Delays of flights");
  await notebook.command("Escape", "m", "Shift+Enter");
  await expect(notebook.cell(1)).toContainText("Delays of flights");
  await notebook.run(2, "flights = spark.range(3)\nflights.show()\nprint('done')");
  await expect(notebook.outputs(2)).toContainText("done", { timeout: 40_000 });
  await expect(notebook.outputs(2)).toContainText("|  2|");
  await expect(notebook.cell(2)).toContainText("[1]");
  await expect(notebook.session).toContainText("Idle");
  await notebook.run(2, "print(flights.count())");
  await expect(notebook.outputs(2)).toHaveText("3", { timeout: 20_000 });
  await expect(notebook.cell(2)).toContainText("[2]");
  await expect(notebook.saving).toContainText("Saved", { timeout: 15_000 });

  const reader = await otherPage();
  await reader.goto(`${page.url()}`);
  await new SignInPage(reader).continueAs("viewer");
  const seen = new NotebookPage(reader);
  await expect(seen.readOnly).toBeVisible();
  await expect(seen.heading(name)).toBeVisible();
  await expect(seen.outputs(2)).toHaveText("3");
  await expect(seen.session).toContainText("Idle");
  await expect(seen.toolbar).toHaveCount(0);
  await seen.cell(2).locator("pre").first().click();
  await seen.command("Enter", "b", "d", "d", "x");
  await expect(seen.text).toHaveCount(0);
  await expect(seen.cells).toHaveCount(2);

  await page.reload();
  await expect(notebook.outputs(2)).toHaveText("3");
  await notebooks.open({ name });
  await expect(notebooks.row(name)).toContainText("Ana Analyst");
  await expect(notebooks.row(name)).toContainText("Idle");
});

test("output is live, goes on after a reload, and stops", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("live"));

  await notebook.run(
    1,
    "import time\nfor i in range(100000):\n    print('line', i, flush=True)\n    time.sleep(0.1)",
  );
  await expect(notebook.outputs(1)).toContainText("line 3", { timeout: 40_000 });
  await expect(notebook.session).toContainText("Busy");
  await page.reload();
  await expect(notebook.outputs(1)).toContainText("line 20", { timeout: 30_000 });
  await notebook.tool("Stop").click();
  await expect(notebook.outputs(1).getByRole("group", { name: "Error", exact: true })).toBeVisible({
    timeout: 20_000,
  });
  await expect(notebook.session).toContainText("Idle", { timeout: 20_000 });

  await notebook.run(1, "print('before')\nno_such_name");
  await expect(notebook.outputs(1)).toContainText("NameError: name 'no_such_name' is not defined", {
    timeout: 20_000,
  });
  await expect(notebook.outputs(1)).toContainText("before");
});

test("all cells run in their order, up to the first that fails; a restart forgets variables", async ({
  page,
  signInAs,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("all"));
  await notebook.write(1, "x = 20");
  await notebook.command("Escape", "b", "Enter");
  await notebook.write(2, "print(x + 1)");
  await notebook.command("Escape", "b", "Enter");
  await notebook.write(3, "y_unknown");
  await notebook.command("Escape", "b", "Enter");
  await notebook.write(4, "print('never')");
  await notebook.command("Escape");

  await notebook.tool("Run all").click();
  await page.getByRole("menuitem", { name: "Run all cells" }).click();
  await expect(notebook.outputs(2)).toHaveText("21", { timeout: 40_000 });
  await expect(notebook.outputs(3)).toContainText("y_unknown", { timeout: 20_000 });
  await expect(notebook.tool("Stop")).toHaveAttribute("aria-disabled", "true");
  await expect(notebook.outputs(4)).toHaveCount(0);

  await notebook.session.getByRole("button", { name: "Restart" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restart session" }).click();
  await expect(notebook.session).toContainText("Idle", { timeout: 30_000 });
  await notebook.run(2, "print(x + 1)");
  await expect(notebook.outputs(2)).toContainText("name 'x' is not defined", { timeout: 30_000 });
  await expect(notebook.cell(2)).toContainText("[1]");

  await notebook.tool("Clear outputs").click();
  await expect(notebook.outputs(2)).toHaveCount(0);
  await notebook.session.getByRole("button", { name: "Terminate" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Terminate session" }).click();
  await expect(notebook.session).toContainText(/Terminat|No session/);
});

test("two editors: the later one compares, and takes theirs, keeps its own, or both", async ({
  page,
  signInAs,
  otherPage,
}) => {
  const notebooks = new NotebooksPage(page);
  const mine = new NotebookPage(page);
  const name = marker("shared");
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(name);
  await mine.write(1, "first");
  await mine.command("Control+s");
  await expect(mine.saving).toContainText("Saved");

  const other = await otherPage();
  await signInAs("admin", other);
  const theirs = new NotebookPage(other);
  await other.goto(page.url());
  await theirs.write(1, "theirs");
  await theirs.command("Control+s");
  await expect(theirs.saving).toContainText("Saved");

  await mine.write(1, "mine");
  await expect(mine.dialog).toContainText("Ada Admin saved it");
  await expect(mine.dialog).toContainText("theirs");
  await mine.dialogButton("Keep mine").click();
  await expect(mine.saving).toContainText("Saved");

  await theirs.write(1, "theirs again");
  await expect(theirs.dialog).toContainText("Ana Analyst saved it");
  await theirs.dialogButton("Save mine as a copy").click();
  await expect(theirs.dialog).toHaveCount(0);
  expect(await theirs.texts()).toEqual(["mine"]);
  await theirs.write(1, "newest");
  await theirs.command("Control+s");
  await expect(theirs.saving).toContainText("Saved");

  await mine.write(1, "lost");
  await expect(mine.dialog).toContainText("Ada Admin saved it");
  await mine.dialogButton("Take theirs").click();
  await expect.poll(mine.texts).toEqual(["newest"]);

  await mine.button("Revisions").click();
  await expect(mine.revisions.first()).toContainText("Ada Admin");
  await notebooks.open({ name });
  await expect(notebooks.row(`${name} copy`)).toBeVisible();
});

test("revisions show what changed and bring it back", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.import(`${marker("kept")}.ipynb`, FOREIGN_IPYNB);
  await notebook.write(2, "flights = 4\nflights");
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Saved");

  await notebook.button("Revisions").click();
  await expect(notebook.revisions).toHaveCount(2);
  await expect(notebook.revisions.nth(1)).toContainText("Imported");
  await notebook.revisions.nth(1).getByRole("button").click();
  await expect(page).toHaveURL(/revision=\d+/);
  await expect(notebook.dialog).toContainText("flights = 3");
  await expect(notebook.dialog).toContainText("flights = 4");
  await page.reload();
  await expect(notebook.dialog).toContainText("flights = 3");
  await notebook.dialogButton("Restore this revision").click();
  await expect(notebook.cell(2)).toContainText("flights = 3");
  await expect(notebook.revisions.first()).toContainText("Restored");
  const { text } = await notebook.exported();
  expect(JSON.parse(text)).toEqual(JSON.parse(FOREIGN_IPYNB));
});

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

test("keys are Jupyter's", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("keys"));
  await notebook.write(1, "11");
  await notebook.command("Escape", "b", "Enter");
  await page.keyboard.insertText("22");
  await notebook.command("Escape", "a", "Enter");
  await page.keyboard.insertText("33");
  await notebook.command("Escape");
  expect(await notebook.texts()).toEqual(["11", "33", "22"]);

  await notebook.command("d", "d");
  expect(await notebook.texts()).toEqual(["11", "22"]);
  await notebook.command("z");
  expect(await notebook.texts()).toEqual(["11", "33", "22"]);
  await notebook.command("c", "j", "v", "k", "k", "x");
  expect(await notebook.texts()).toEqual(["11", "22", "33"]);
  await notebook.command("k", "Control+Shift+ArrowDown", "m");
  expect(await notebook.kinds()).toEqual(["code", "markdown", "code"]);
  await notebook.command("y", "r");
  expect(await notebook.kinds()).toEqual(["code", "raw", "code"]);
  await notebook.command("h");
  await expect(notebook.dialog).toContainText("Delete the cell");
  await notebook.command("Escape");
  await expect(notebook.dialog).toHaveCount(0);

  await notebook.write(1, "44\n55");
  await notebook.command("ArrowUp", "End", "Control+Shift+Minus");
  expect((await notebook.texts()).slice(0, 2)).toEqual(["44", "55"]);
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Saved");
});

test("edits that could not be saved survive a reload", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("draft"));
  await page.route("**/api/notebooks/*", (route) =>
    route.request().method() === "PATCH" ? route.abort() : route.continue(),
  );
  await notebook.write(1, "not saved yet");
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Not saved: The console cannot be reached");
  await page.reload();
  await expect(notebook.draftNotice).toBeVisible();
  expect(await notebook.texts()).toEqual(["not saved yet"]);
  await page.unroute("**/api/notebooks/*");
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Saved");
  await page.reload();
  await expect(notebook.cell(1)).toContainText("not saved yet");
  await expect(notebook.draftNotice).toHaveCount(0);
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
  await expect(notebook.session).toContainText("Idle", { timeout: 40_000 });

  await notebooks.open({ name });
  await notebooks.chooseAction(name, "Delete");
  await expect(notebooks.dialog).toContainText("A session of this notebook is active");
  await notebooks.dialogButton("Terminate session").click();
  await expect(notebooks.dialog).not.toContainText("A session of this notebook is active", {
    timeout: 20_000,
  });
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
  await expect(notebook.outputs(1)).toContainText("in Athena, too", { timeout: 40_000 });
  await expect(notebook.saving).toContainText("Saved", { timeout: 15_000 });
  await notebook.button("More actions").click();
  const opened = context.waitForEvent("page");
  await page.getByRole("menuitem", { name: "Open in Athena" }).click();
  const athena = await opened;
  await expect(athena.getByText("print('in Athena, too')")).toBeVisible();
  expect(await athena.evaluate(() => window.opener)).toBeNull();
  const token = new URL(athena.url()).searchParams.get("authToken") ?? "";
  expect(token.length).toBeGreaterThan(20);
  expect(await world.consoleLog()).not.toContain(token);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);
});

test("a link leads to a cell, and five hundred cells stay quick to read and write", async ({
  page,
  signInAs,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.import(`${marker("long")}.ipynb`, longIpynb(500));
  await expect(notebook.cells).toHaveCount(500);
  const id = notebook.id();
  await page.goto("about:blank");
  await notebook.open(id, "cell-400");
  await expect(notebook.cell(401)).toBeInViewport();
  await expect(notebook.cell(401)).toHaveAttribute("aria-current", "true");
  await notebook.button("Contents").click();
  await notebook.contents.getByRole("link", { name: "Part 250" }).click();
  await expect(notebook.cell(251)).toBeInViewport();
  await expect(page).toHaveURL(/#cell-250$/);
  await notebook.write(252, "y = 1");
  await expect(page.locator(".cm-editor")).toHaveCount(1);
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Saved");
});

for (const colorScheme of ["light", "dark"] as const)
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

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
