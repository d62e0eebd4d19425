import { expect } from "@playwright/test";
import { ENDLESS_CODE, idleSession } from "../fixtures/spark";
import { test } from "../fixtures/test";
import { RunPage } from "../pages/run-page";

test("code is written, run, completed, recalled and stopped in a session", async ({
  page,
  signInAs,
}) => {
  await signInAs("analyst");
  const sessionId = await idleSession(page);
  const run = new RunPage(page);
  await run.open(sessionId);
  await expect(run.sessionState("Idle")).toBeVisible();
  await run.code.fill("remembered_name = 20 + 1\nprint(remembered_name * 2)");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(run.state("Completed")).toBeVisible();
  await expect(run.stdout.rows).toHaveText(["42"]);
  await expect(run.history.first()).toContainText("remembered_name = 20 + 1");

  await run.code.fill("");
  await run.code.pressSequentially("rememb");
  await run.completions.getByRole("option", { name: "remembered_name" }).click();
  await expect(run.code).toHaveText("remembered_name");
  await run.code.fill("");
  await run.code.pressSequentially('spark.sql("SELECT 1 FROM sample.fl');
  await expect(run.completions).toContainText("sample.flights");
  await page.keyboard.press("Escape");

  await run.code.fill("draft = 1");
  // Away with what is offered for the last word: it has the arrow keys first.
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowUp");
  await expect(run.code).toContainText("print(remembered_name * 2)");
  await page.keyboard.press("ArrowDown");
  await expect(run.code).toHaveText("draft = 1");

  await run.runCode(ENDLESS_CODE);
  await expect(run.stdout.rows).toHaveText(["begun"]);
  await expect(run.sessionState("Busy")).toBeVisible();
  await expect(run.run).toHaveAttribute("aria-disabled", "true");
  await run.stop.click();
  await expect(run.state("Canceled")).toBeVisible();
  await expect(run.sessionState("Idle")).toBeVisible();

  // The place survives a reload, and the draft with it.
  await page.reload();
  await expect(run.stdout.rows).toHaveText(["begun"]);
  await expect(run.code).toContainText("time.sleep(0.05)");
  await run.loadCode(run.history.filter({ hasText: "remembered_name" }).first());
  await expect(run.code).toContainText("print(remembered_name * 2)");
});

test("a session that has ended says so and keeps what was written", async ({ page, signInAs }) => {
  await signInAs("analyst");
  const other = await idleSession(page);
  const run = new RunPage(page);
  await run.open(other);
  await run.code.fill("print('kept')");
  await page.request.post(`/api/sessions/${other}/terminate`, { data: {} });
  await expect(run.ended).toBeVisible();
  await expect(run.run).toHaveAttribute("aria-disabled", "true");
  await expect(run.code).toHaveText("print('kept')");
});
