import { expect } from "@playwright/test";
import { idleSession, ranCode } from "../fixtures/spark";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { SessionPage } from "../pages/session-page";
import { SessionsPage } from "../pages/sessions-page";

const CONNECT = "spark-connect";

test("settings of Spark 3.5 are checked, shown before they are sent, and kept when Athena refuses", async ({
  page,
  signInAs,
  world,
}) => {
  const sessions = new SessionsPage(page);
  const session = new SessionPage(page);
  const { startDialog } = sessions;
  await signInAs("analyst");
  await sessions.open();
  await sessions.startButton.click();
  await sessions.chooseWorkgroup("spark-research");
  await sessions.moreSettings.click();
  await expect(sessions.field("Execution role")).toBeVisible();
  await expect(sessions.field("Tags")).toHaveCount(0);

  await sessions.chooseWorkgroup(CONNECT);
  await sessions.field("Execution role").fill("spark");
  await sessions.field("Tags").fill("team=analytics");
  await sessions.setting("Other than the workgroup says").click();
  await sessions.setting("Amazon S3").click();
  await sessions.moreSettings.click();
  await expect(sessions.field("Tags")).toHaveCount(0);
  await sessions.submitStart();
  await expect(startDialog).toContainText("The ARN of an IAM role");
  await expect(startDialog).toContainText("An address as s3://bucket/folder/");
  await sessions.field("Execution role").fill("arn:aws:iam::123456789012:role/other");
  await sessions.field("Log location").fill("s3://logs/spark/");
  await startDialog.getByText("Show what is sent").click();
  await expect(startDialog.locator("pre")).toContainText('"location": "s3://logs/spark/"');
  expect(await violations(page)).toEqual([]);

  await world.outside.setWorkgroupState(CONNECT, "DISABLED");
  await sessions.submitStart();
  await expect(startDialog.getByRole("alert")).toContainText("disabled");
  await world.outside.setWorkgroupState(CONNECT, "ENABLED");
  await expect(sessions.field("Tags")).toHaveValue("team=analytics");
  await expect(sessions.field("Log location")).toHaveValue("s3://logs/spark/");
  await sessions.submitStart();
  await expect(session.state("Idle")).toBeVisible();
  await expect(page.getByRole("region", { name: "Logging" })).toContainText("s3://logs");
  await expect(session.facts).toContainText("role/other");
});

test("a session that Athena no longer knows is shown as it was last read", async ({
  page,
  signInAs,
  world,
}) => {
  test.slow();
  const session = new SessionPage(page);
  const workgroup = marker("forgotten");
  await world.outside.createSparkWorkgroup(workgroup);
  await signInAs("analyst");
  const id = await idleSession(page, workgroup);
  const calculation = await ranCode(page, id, "print(1)");
  await session.open(id);
  await expect(session.state("Idle")).toBeVisible();
  await expect(session.fromMemory).toHaveCount(0);

  await world.outside.deleteWorkgroup(workgroup);
  await expect(session.fromMemory).toContainText("Athena no longer knows this session");
  await page.reload();
  await expect(session.fromMemory).toContainText(/It was last read .* ago|just now/);
  await expect(session.state("No longer known")).toBeVisible();
  await expect(session.step("Idle")).not.toHaveCount(0);
  await expect(session.step("No longer known")).toHaveAttribute("aria-current", "step");
  await expect(session.figure("By")).toHaveText("Ana Analyst");
  await expect(session.facts).toContainText(workgroup);
  await expect(session.terminate).toHaveCount(0);
  await expect(session.calculations.getByRole("link")).toHaveAttribute(
    "href",
    new RegExp(calculation),
  );
  expect(await violations(page)).toEqual([]);
});
