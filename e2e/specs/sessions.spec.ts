import { expect, type Page } from "@playwright/test";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { SessionPage } from "../pages/session-page";
import { SessionsPage } from "../pages/sessions-page";
import { Shell } from "../pages/shell";

const CONNECT = "spark-connect";
const PYSPARK = "spark-research";

async function startAs(page: Page, workgroup: string, description: string): Promise<string> {
  const answer = await page.request.post("/api/sessions", {
    data: { workgroup, description, clientRequestToken: crypto.randomUUID() },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).id;
}

test("an analyst starts a session, sees it work, and ends it", async ({
  page,
  signInAs,
  world,
}) => {
  const sessions = new SessionsPage(page);
  const session = new SessionPage(page);
  await signInAs("analyst");
  await sessions.open();
  await sessions.startButton.click();
  await sessions.chooseWorkgroup(PYSPARK);
  await sessions.field("Description").fill("Delays by origin");
  await sessions.field("Idle timeout").fill("0");
  await sessions.field("Spark properties").fill("spark.sql.shuffle.partitions=64");
  await sessions.submitStart();
  await expect(sessions.startDialog).toContainText("A whole number of minutes, 1 to 480");
  await sessions.field("Idle timeout").fill("15");
  await sessions.submitStart();

  await expect(page).toHaveURL(/\/sessions\/[\w-]+$/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(session.state("Idle")).toBeVisible();
  await expect(session.step("Idle")).toHaveAttribute("aria-current", "step");
  await expect(session.step("Terminated")).toContainText(/idle timeout in 1[45]:\d\d/);
  await expect(session.figure("By")).toHaveText("Ana Analyst");
  await expect(session.facts).toContainText("spark.sql.shuffle.partitions");
  await expect(session.runCode).toBeVisible();

  const run = await page.request.post(`/api/sessions/${id}/calculations`, {
    data: {
      code: "import time\nprint('over ' + 'there', flush=True)\ntime.sleep(600)",
      clientRequestToken: crypto.randomUUID(),
    },
  });
  expect(run.status()).toBe(200);
  await expect(session.state("Busy")).toBeVisible();
  await expect(session.calculations.getByRole("link")).toContainText("Running");
  await expect(session.output).toContainText("over there");
  await session.asTable.click();
  await expect(session.executors.getByRole("row", { name: /Coordinator/ })).toBeVisible();

  await session.terminate.click();
  await expect(session.confirm).toContainText("Stops what it runs");
  await expect(session.confirm).toContainText("print('over ' + 'there', flush=True)");
  await session.confirm.getByRole("button", { name: "Terminate session" }).click();
  await expect(session.state("Terminated")).toBeVisible();
  await expect(session.terminate).toHaveCount(0);

  // The address goes on after the end, and Athena's list has forgotten what ours remembers.
  await page.reload();
  await expect(session.step("Busy")).toBeVisible();
  await expect(session.calculations.getByRole("link")).toContainText(/Canceled|Failed/);
  await world.outside.sessionIs(id, "TERMINATED");
  await sessions.open({ show: "ended" });
  await expect(sessions.row("Delays by origin")).toContainText("Terminated");
});

test("the list is filtered by its address, and keeps it", async ({ page, signInAs, world }) => {
  const sessions = new SessionsPage(page);
  const session = new SessionPage(page);
  await signInAs("analyst");
  const own = await startAs(page, CONNECT, "needle of mine");
  const foreign = await world.outside.startSession(CONNECT, "needle of somebody");
  await sessions.open({ show: "all" });
  await sessions.search.fill("NEEDLE");
  await expect(page).toHaveURL(/text=NEEDLE/);
  await expect(sessions.row("needle of mine")).toContainText("Ana Analyst");
  await expect(sessions.row("needle of somebody")).toContainText("outside");
  await sessions.mine.click();
  await expect(sessions.row("needle of somebody")).toHaveCount(0);
  await page.reload();
  await expect(sessions.mine).toHaveAttribute("aria-pressed", "true");
  await expect(sessions.search).toHaveValue("NEEDLE");
  await sessions.openRow("needle of mine");
  await expect(session.state("Idle")).toBeVisible();
  await page.goBack();
  await expect(sessions.row("needle of mine")).toBeVisible();
  await expect(sessions.search).toHaveValue("NEEDLE");
  await world.outside.terminateSession(own);
  await world.outside.terminateSession(foreign);
  // The list learns of it by itself.
  await expect(sessions.row("needle of mine")).toContainText("Terminated");
  await sessions.show("Active").click();
  await expect(sessions.row("needle of mine")).toHaveCount(0);
});

test("idle sessions are pointed out with their cost, and many end at once", async ({
  page,
  signInAs,
  world,
}) => {
  const sessions = new SessionsPage(page);
  await signInAs("admin");
  const ids = [
    await startAs(page, CONNECT, "forgotten one"),
    await world.outside.startSession(CONNECT, "forgotten two"),
  ];
  for (const id of ids) await world.outside.sessionIs(id, "IDLE");
  await sessions.open();
  await expect(sessions.idleAlarm).toContainText(/\$\d+\.\d{4} an hour/);
  await sessions.idleAlarm.click();
  await expect(sessions.idleTable.getByRole("row", { name: /forgotten two/ })).toContainText("$");

  await sessions.select("forgotten one");
  await sessions.select("forgotten two");
  await expect(sessions.selected).toContainText("2 selected");
  await sessions.selected.getByRole("button", { name: "Terminate 2 sessions" }).click();
  await expect(sessions.confirm).toContainText("forgotten one");
  await expect(sessions.confirm).toContainText("forgotten two");
  await sessions.confirm.getByRole("button", { name: "Terminate 2 sessions" }).click();
  for (const id of ids) await world.outside.sessionIs(id, "TERMINATED");
  await expect(sessions.row("forgotten")).toHaveCount(0);
  await expect(sessions.selected).toHaveCount(0);
});

test("a Spark Connect session gives its token by a click, to this page only", async ({
  page,
  signInAs,
  world,
}) => {
  const session = new SessionPage(page);
  await signInAs("analyst");
  const id = await startAs(page, CONNECT, "for clients");
  await world.outside.sessionIs(id, "IDLE");
  await session.open(id);
  await expect(session.connect).toBeVisible();
  await expect(session.calculations).toHaveCount(0);
  await expect(session.runCode).toHaveCount(0);
  await expect(session.connect).not.toContainText("x-aws-proxy-auth");
  await session.getToken.click();
  await expect(session.connect).toContainText("SparkSession.builder.remote(url)");
  await expect(session.connect).toContainText(/(30:00|29:\d\d)/);
  const token =
    /x-aws-proxy-auth=([^"]+)"/.exec((await session.connect.textContent()) ?? "")?.[1] ?? "";
  expect(token.length).toBeGreaterThan(16);
  await session.hideToken.click();
  await expect(session.connect).not.toContainText(token);
  expect((await world.logs()).console).not.toContain(token.slice(0, 16));

  await session.getSparkUi.click();
  const address = await session.sparkUi.getAttribute("href");
  const sparkUi = await page.request.get(address ?? "");
  expect(await sparkUi.text()).toContain(id);
  await world.outside.terminateSession(id);
  await expect(session.state("Terminated")).toBeVisible();
  await expect(session.getToken).toHaveAccessibleDescription("The session is terminated");
});

test("rights by role", async ({ page, signInAs, otherPage, world }) => {
  const id = await world.outside.startSession(CONNECT, "started outside");
  await world.outside.sessionIs(id, "IDLE");
  const viewerSessions = new SessionsPage(page);
  const viewer = new SessionPage(page);
  await signInAs("viewer");
  await viewerSessions.open();
  await expect(viewerSessions.startButton).toHaveAccessibleDescription("Needs the analyst role");
  await viewer.open(id);
  await expect(viewer.state("Idle")).toBeVisible();
  await expect(viewer.terminate).toHaveAccessibleDescription("Needs the analyst role");
  await expect(viewer.getToken).toHaveAccessibleDescription("Needs the analyst role");
  for (const path of ["terminate", "endpoint", "dashboard"]) {
    const answer = await page.request.post(`/api/sessions/${id}/${path}`, { data: {} });
    expect(answer.status()).toBe(403);
  }

  const analystPage = await otherPage();
  await signInAs("analyst", analystPage);
  const analyst = new SessionPage(analystPage);
  await analyst.open(id);
  await expect(analyst.terminate).toHaveAccessibleDescription(/Only who started it/);

  const adminPage = await otherPage();
  await signInAs("admin", adminPage);
  const admin = new SessionPage(adminPage);
  await admin.open(id);
  await admin.terminate.click();
  await admin.confirm.getByRole("button", { name: "Terminate session" }).click();
  await expect(admin.state("Terminated")).toBeVisible();
  // The others' pages learn of it by themselves.
  await expect(analyst.state("Terminated")).toBeVisible();
  await expect(viewer.state("Terminated")).toBeVisible();
});

test("an address that leads to no session says so", async ({ page, signInAs }) => {
  const session = new SessionPage(page);
  await signInAs("viewer");
  await session.open("not-a-session");
  await expect(session.notFound).toBeVisible();
});

test("neither list, page nor dialog has a violation", async ({ page, signInAs, world }) => {
  const sessions = new SessionsPage(page);
  const session = new SessionPage(page);
  await signInAs("admin");
  const id = await startAs(page, CONNECT, "seen by axe");
  await world.outside.sessionIs(id, "IDLE");
  await sessions.open();
  await expect(sessions.row("seen by axe")).toContainText("Idle");
  await sessions.idleAlarm.click();
  await sessions.select("seen by axe");
  expect(await violations(page)).toEqual([]);
  await sessions.startButton.click();
  await expect(sessions.startDialog).toBeVisible();
  expect(await violations(page, "[role=dialog]")).toEqual([]);

  await session.open(id);
  await session.getToken.click();
  await expect(session.connect).toContainText("getOrCreate");
  await expect(session.executors).toBeAttached();
  expect(await violations(page)).toEqual([]);
  await session.asTable.click();
  await session.terminate.click();
  await expect(session.confirm).toBeVisible();
  expect(await violations(page, "[role=alertdialog]")).toEqual([]);
  await world.outside.terminateSession(id);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("neither list nor page scrolls sideways", async ({ page, signInAs, world }) => {
    const sessions = new SessionsPage(page);
    const session = new SessionPage(page);
    const shell = new Shell(page);
    await signInAs("analyst");
    const description = `narrow ${"x".repeat(300)}`;
    const id = await startAs(page, CONNECT, description);
    await world.outside.sessionIs(id, "IDLE");
    await sessions.open();
    await expect(sessions.row("narrow")).toBeVisible();
    await sessions.idleAlarm.click();
    expect(await shell.sidewaysPx()).toBe(0);
    await session.open(id);
    await session.getToken.click();
    await session.asTable.click();
    await expect(session.executors).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
    await world.outside.terminateSession(id);
  });
});
