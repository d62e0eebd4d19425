import { expect } from "@playwright/test";
import { test } from "../fixtures/test";
import { QueriesPage } from "../pages/queries-page";

const EXECUTIONS = 10_000;
const PAGE = 50;

// The longest test has the first name of all, so that no worker ends with it alone.
test.use({ worldOptions: { executions: EXECUTIONS } });

test("10,000 executions scroll to their end with two calls for fifty of them", async ({
  page,
  signInAs,
  world,
}) => {
  test.setTimeout(180_000);
  const queries = new QueriesPage(page);
  await signInAs("viewer");
  await queries.open({ workgroup: "primary" });
  await expect(queries.rows.first()).toContainText(`SELECT ${EXECUTIONS - 1} AS n`);

  await queries.scrollToEnd();
  await queries.pressEnd();
  await expect(queries.selectedRow).toContainText("SELECT 0 AS n");
  await expect(queries.grid).toHaveAttribute("aria-rowcount", String(EXECUTIONS + 1));
  expect(world.upstreamCalls.get("ListQueryExecutions")).toBe(EXECUTIONS / PAGE);
  expect(world.upstreamCalls.get("BatchGetQueryExecution")).toBe(EXECUTIONS / PAGE);
});
