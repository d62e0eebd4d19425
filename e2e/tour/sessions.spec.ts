import { expect, type Page } from "@playwright/test";
import { idleSession, ranCode, startCode } from "../fixtures/spark";
import { test } from "../fixtures/test";
import { SessionPage } from "../pages/session-page";
import { SessionsPage } from "../pages/sessions-page";
import { LOOKS, picture } from "./picture";

const SLOW = `import time
for line in range(600):
    print("line", line, flush=True)
    time.sleep(0.5)`;

async function startedSession(page: Page, workgroup: string, more: object): Promise<string> {
  const answer = await page.request.post("/api/sessions", {
    data: { workgroup, clientRequestToken: crypto.randomUUID(), ...more },
  });
  return (await answer.json()).id;
}

for (const [look, use] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use(use);

    test("sessions", async ({ page, signInAs, world }) => {
      const sessions = new SessionsPage(page);
      const session = new SessionPage(page);
      await signInAs("analyst");
      const id = await startedSession(page, "spark-research", {
        description: "Delays by origin",
        sparkProperties: { "spark.sql.shuffle.partitions": "64", "spark.sql.ansi.enabled": "true" },
      });
      await world.outside.sessionIs(id, "IDLE");
      await session.open(id);
      await ranCode(page, id, "flights = spark.table('sample.flights')\nprint(flights.count())");
      await ranCode(page, id, "flights.select('delya').show()");
      await startCode(page, id, SLOW);
      await expect(session.output).toContainText("line 3");
      await picture(page, `session-${look}`);
      await session.terminate.click();
      await expect(session.confirm).toContainText("Stops what it runs");
      await picture(page, `session-terminate-${look}`);
      await page.keyboard.press("Escape");

      const idle = await idleSession(page, "spark-connect");
      const outside = await world.outside.startSession("spark-connect", "nightly load");
      await world.outside.sessionIs(outside, "IDLE");
      await sessions.open({ show: "all" });
      await expect(sessions.row("nightly load").first()).toContainText("Idle");
      await sessions.idleAlarm.click();
      await sessions.row("Delays by origin").first().getByRole("checkbox").click();
      await picture(page, `sessions-${look}`);
      await sessions.startButton.click();
      await expect(sessions.startDialog).toBeVisible();
      await picture(page, `session-start-${look}`);

      await session.open(idle);
      await session.getToken.click();
      await expect(session.connect).toContainText("getOrCreate");
      await picture(page, `session-connect-${look}`);
      for (const each of [id, idle, outside]) await world.outside.terminateSession(each);
      await session.open(id);
      await expect(session.state("Terminated")).toBeVisible();
      await picture(page, `session-ended-${look}`);
      await sessions.open();
      await expect(page.getByRole("heading", { name: "No session is active" })).toBeVisible();
      await picture(page, `sessions-empty-${look}`);
    });
  });
}
