import { expect } from "@playwright/test";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { EditorPage } from "../pages/editor-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";
import { LOOKS, picture } from "./picture";

const DAILY_SQL = `SELECT origin, count(*) AS flights, round(avg(delay), 1) AS delay_minutes,
  max(distance) AS longest_miles
FROM sample.flights GROUP BY origin ORDER BY flights DESC LIMIT 50`;

/** Pictures of the pages for people to look at, taken when TOUR_DIR names a folder. */
for (const [look, use] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use(use);

    test("sign-in", async ({ page }) => {
      const signIn = new SignInPage(page);
      await signIn.open();
      await expect(signIn.demoButtons).toHaveCount(3);
      await picture(page, `sign-in-${look}`);
    });

    test("history and executions", async ({ page, signInAs, world }) => {
      const queries = new QueriesPage(page);
      const query = new QueryPage(page);
      const succeeded = await world.outside.start(DAILY_SQL, { workgroup: "analytics" });
      const failed = await world.outside.start(
        "SELECT origin, count(*) AS flights\nFROM sample.flights\nWHERE delayed_by > 60\nGROUP BY origin",
      );
      await world.outside.landed(succeeded);
      await world.outside.landed(failed);
      const column = marker("pairs");
      const running = await world.outside.start(endlessSql(column));
      await signInAs("analyst");

      await queries.open();
      await expect(queries.row(column)).toContainText("Running");
      await picture(page, `history-${look}`);

      await query.open(succeeded);
      await expect(query.result).toBeVisible();
      await picture(page, `execution-succeeded-${look}`);
      await query.open(failed);
      await expect(query.failure).toBeVisible();
      await picture(page, `execution-failed-${look}`);
      await query.open(running);
      await expect(query.state("Running")).toBeVisible();
      await picture(page, `execution-running-${look}`);
      await world.outside.stop(running);

      await query.open("00000000-0000-4000-8000-000000000000");
      await expect(query.notFound).toBeVisible();
      await picture(page, `execution-not-found-${look}`);
    });

    test("editor", async ({ page, signInAs }) => {
      const editor = new EditorPage(page);
      await signInAs("analyst");
      await editor.open();
      await expect(editor.sql).toBeVisible();
      await picture(page, `editor-empty-${look}`);
      await editor.runSql(DAILY_SQL);
      await expect(editor.result).toBeVisible();
      await picture(page, `editor-${look}`);
      await editor.runSql("SELECT origin\nFROM sample.flight");
      await expect(editor.output).toContainText("flight");
      await expect(editor.state).toHaveText("Failed");
      await picture(page, `editor-failed-${look}`);
    });

    test("menu", async ({ page, signInAs }) => {
      const queries = new QueriesPage(page);
      const shell = new Shell(page);
      await signInAs("viewer");
      await queries.open();
      await expect(queries.rows.first()).toBeVisible();
      await shell.openMenu();
      await expect(shell.menu).toBeVisible();
      await picture(page, `menu-${look}`);
    });
  });
}
