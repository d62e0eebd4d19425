import { expect } from "@playwright/test";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { EditorPage } from "../pages/editor-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("sign-in has no violation", async ({ page }) => {
      const signIn = new SignInPage(page);
      await signIn.open();
      await expect(signIn.heading).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test("the history has no violation", async ({ page, signInAs, world }) => {
      const queries = new QueriesPage(page);
      const column = marker("seen_by_axe");
      const running = await world.outside.start(endlessSql(column), {
        workgroup: "etl",
      });
      await signInAs("viewer");
      // The shortest list: axe looks at every cell.
      await queries.open({ workgroup: "etl" });
      await expect(queries.row(column)).toContainText("Running");
      expect(await violations(page)).toEqual([]);
      await world.outside.stop(running);
    });

    test("a succeeded execution has no violation, nor has its JSON", async ({
      page,
      signInAs,
      world,
    }) => {
      const id = await world.outside.start("SELECT 1 AS n, NULL AS nothing, 'text' AS t");
      await world.outside.landed(id);
      const query = new QueryPage(page);
      await signInAs("analyst");
      await query.open(id);
      await expect(query.result).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await query.jsonTab.click();
      await expect(query.json).toContainText(id);
      expect(await violations(page)).toEqual([]);
    });

    test("a failed execution has no violation", async ({ page, signInAs, world }) => {
      const id = await world.outside.start("SELECT nothing_like_it\nFROM sample.flights");
      await world.outside.landed(id);
      const query = new QueryPage(page);
      await signInAs("viewer");
      await query.open(id);
      await expect(query.failure).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test("the editor has no violation, with a result and with the menu open", async ({
      page,
      signInAs,
    }) => {
      const editor = new EditorPage(page);
      await signInAs("analyst");
      await editor.open();
      await editor.runSql("SELECT 1 AS n");
      await expect(editor.cell("1")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      const shell = new Shell(page);
      await shell.openMenu();
      await expect(shell.menu).toBeVisible();
      expect(await violations(page, "[role=menu]")).toEqual([]);
    });
  });
}
