import { expect } from "@playwright/test";
import { FOREIGN_IPYNB, longIpynb } from "../fixtures/notebook-files";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { NotebookPage } from "../pages/notebook-page";
import { NotebooksPage } from "../pages/notebooks-page";

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
  await expect.poll(theirs.texts).toEqual(["mine"]);
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

test("keys are Jupyter's", async ({ page, signInAs }) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("keys"));
  await notebook.write(1, "11");
  await notebook.command("Escape", "b", "Enter");
  await expect(notebook.text).toBeFocused();
  await page.keyboard.insertText("22");
  await notebook.command("Escape", "a", "Enter");
  await expect(notebook.text).toBeFocused();
  await page.keyboard.insertText("33");
  await notebook.command("Escape");
  await expect.poll(notebook.texts).toEqual(["11", "33", "22"]);

  await notebook.command("d", "d");
  await expect.poll(notebook.texts).toEqual(["11", "22"]);
  await notebook.command("z");
  await expect.poll(notebook.texts).toEqual(["11", "33", "22"]);
  await notebook.command("c", "j", "v", "k", "k", "x");
  await expect.poll(notebook.texts).toEqual(["11", "22", "33"]);
  await notebook.command("k", "Control+Shift+ArrowDown", "m");
  await expect.poll(notebook.kinds).toEqual(["code", "markdown", "code"]);
  await notebook.command("y", "r");
  await expect.poll(notebook.kinds).toEqual(["code", "raw", "code"]);
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
  await expect.poll(notebook.texts).toEqual(["not saved yet"]);
  await page.unroute("**/api/notebooks/*");
  await notebook.command("Control+s");
  await expect(notebook.saving).toContainText("Saved");
  await page.reload();
  await expect(notebook.cell(1)).toContainText("not saved yet");
  await expect(notebook.draftNotice).toHaveCount(0);
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
