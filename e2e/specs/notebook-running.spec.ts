import { expect } from "@playwright/test";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { NotebookPage } from "../pages/notebook-page";
import { NotebooksPage } from "../pages/notebooks-page";
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
  await expect(notebook.outputs(2)).toContainText("done");
  await expect(notebook.outputs(2)).toContainText("|  2|");
  await expect(notebook.cell(2)).toContainText("[1]");
  await expect(notebook.session).toContainText("Idle");
  await notebook.run(2, "print(flights.count())");
  await expect(notebook.outputs(2)).toHaveText("3");
  await expect(notebook.cell(2)).toContainText("[2]");
  await expect(notebook.saving).toContainText("Saved");

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

test("output is live for its runner and for viewers, goes on after a reload, and stops", async ({
  page,
  signInAs,
  otherPage,
}) => {
  const notebooks = new NotebooksPage(page);
  const notebook = new NotebookPage(page);
  await signInAs("analyst");
  await notebooks.open();
  await notebooks.create(marker("live"));

  await notebook.run(
    1,
    "import time\nfor i in range(100000):\n    print('line', i, flush=True)\n    time.sleep(0.04)",
  );
  await expect(notebook.outputs(1)).toContainText("line 3");
  await expect(notebook.session).toContainText("Busy");
  // Of long output the beginning is shown, and how long it is.
  const linesOf = async (of: NotebookPage) => {
    const text = (await of.outputs(1).textContent()) ?? "";
    const [, all] = /Show all ([\d,]+) lines/.exec(text) ?? [];
    return all === undefined ? text.split("line ").length : Number(all.replaceAll(",", ""));
  };
  await page.reload();
  await expect(notebook.outputs(1)).toContainText("line 20");
  const afterReload = await linesOf(notebook);
  await expect.poll(() => linesOf(notebook)).toBeGreaterThan(afterReload);
  const viewerPage = await otherPage();
  await signInAs("viewer", viewerPage);
  const seen = new NotebookPage(viewerPage);
  await seen.open(notebook.id());
  await expect(seen.outputs(1)).toContainText("line 2");
  const atFirst = await linesOf(seen);
  await expect.poll(() => linesOf(seen)).toBeGreaterThan(atFirst);
  await notebook.tool("Stop").click();
  await expect(notebook.outputs(1).getByRole("group", { name: "Error", exact: true })).toBeVisible({
    timeout: 20_000,
  });
  await expect(notebook.session).toContainText("Idle");

  await notebook.run(1, "print('before')\nno_such_name");
  await expect(notebook.outputs(1)).toContainText("NameError: name 'no_such_name' is not defined");
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
  await expect(notebook.outputs(2)).toHaveText("21");
  await expect(notebook.outputs(3)).toContainText("y_unknown");
  await expect(notebook.tool("Stop")).toHaveAttribute("aria-disabled", "true");
  await expect(notebook.outputs(4)).toHaveCount(0);

  await notebook.session.getByRole("button", { name: "Restart" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Restart session" }).click();
  await expect(notebook.session).toContainText("Idle");
  await notebook.run(2, "print(x + 1)");
  await expect(notebook.outputs(2)).toContainText("name 'x' is not defined");
  await expect(notebook.cell(2)).toContainText("[1]");

  await notebook.tool("Clear outputs").click();
  await expect(notebook.outputs(2)).toHaveCount(0);
  await notebook.session.getByRole("button", { name: "Terminate" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Terminate session" }).click();
  await expect(notebook.session).toContainText(/Terminat|No session/);
});
