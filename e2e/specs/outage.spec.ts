import { expect } from "@playwright/test";
import { test } from "../fixtures/test";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";

// A world of its own: nobody else may lose their Athena.
test.use({ worldOptions: { outage: true } });

test("when local-athena is killed the console stays up, says so and recovers", async ({
  page,
  signInAs,
  world,
}) => {
  test.slow();
  const shell = new Shell(page);
  const queries = new QueriesPage(page);
  const query = new QueryPage(page);
  const id = await world.outside.start("SELECT 1 AS before_the_outage");
  await world.outside.landed(id);
  await signInAs("analyst");
  await queries.open();
  await expect(queries.row("before_the_outage")).toBeVisible();

  await world.killLocalAthena();
  await queries.refreshButton.click();
  await expect(shell.athenaDown).toBeVisible();
  await expect(queries.row("before_the_outage")).toBeVisible();
  const health = await page.request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({
    status: "degraded",
    athena: { state: "unreachable" },
    database: { state: "ok" },
  });
  const refused = await page.request.get("/api/queries");
  expect(refused.status()).toBe(502);
  expect(await refused.json()).toMatchObject({ error: { code: "UPSTREAM" } });

  await world.startLocalAthena();
  await expect(shell.athenaDown).toBeHidden();
  await query.open(id);
  await expect(query.state("Succeeded")).toBeVisible();
  await expect(query.cell("1")).toBeVisible();
});
