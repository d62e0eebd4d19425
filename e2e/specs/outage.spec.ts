import { expect } from "@playwright/test";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";

// An object of its own is a world of its own: nobody else may lose their Athena.
test.use({ worldOptions: {} });

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

test("of ten queries that ran when local-athena was killed none is lost and none is stuck", async ({
  page,
  signInAs,
  world,
}) => {
  test.slow();
  const queries = new QueriesPage(page);
  const query = new QueryPage(page);
  const column = marker("ran_when_killed");
  const ids = await Promise.all(
    Array.from({ length: 10 }, () => world.outside.start(endlessSql(column))),
  );
  await signInAs("viewer");
  await queries.open();
  await expect(queries.row(column)).toHaveCount(10);

  await world.killLocalAthena();
  await world.startLocalAthena();

  await expect(queries.row(column).filter({ hasText: "Failed" })).toHaveCount(10);
  await queries.open({ workgroup: "primary" });
  await expect(queries.row(column).filter({ hasText: "Failed" })).toHaveCount(10);
  await query.open(ids[0] ?? "");
  await expect(query.failure).toContainText(/restart|stopped|ended/i);
});
