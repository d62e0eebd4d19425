import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { holdScripts } from "../fixtures/hold-scripts";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { EditorPage } from "../pages/editor-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";
import { WorkgroupPage } from "../pages/workgroup-page";
import { WorkgroupsPage } from "../pages/workgroups-page";

test("the chosen theme is kept, whatever the system says", async ({ page, signInAs }) => {
  const shell = new Shell(page);
  const queries = new QueriesPage(page);
  await page.emulateMedia({ colorScheme: "light" });
  await signInAs("viewer");
  await queries.open();
  await expect(queries.heading).toBeVisible();
  const light = await shell.background();

  await shell.chooseTheme("Dark");
  await expect.poll(() => shell.background()).not.toBe(light);
  const dark = await shell.background();
  await page.reload();
  await expect(queries.heading).toBeVisible();
  expect(await shell.background()).toBe(dark);

  await shell.chooseTheme("System");
  await expect.poll(() => shell.background()).toBe(light);
});

test("a button that is pressed before the page's scripts have come does its work", async ({
  page,
  signInAs,
}) => {
  const shell = new Shell(page);
  await signInAs("viewer");
  const letCome = await holdScripts(page);
  await page.goto(links.queries(), { waitUntil: "commit" });
  await shell.openMenu();
  letCome();
  await expect(shell.menu).toBeVisible();
});

test("of many clicks while the page begins to listen, the last one counts, and once", async ({
  page,
  signInAs,
}) => {
  const shell = new Shell(page);
  await signInAs("viewer");
  await page.addInitScript(() => {
    const test = window as Window & { athenaeumListens?: boolean; presses?: number };
    const turns = new MessageChannel();
    turns.port1.onmessage = () => {
      if (test.athenaeumListens) return;
      const button = document.querySelector("aside button[aria-haspopup=menu]");
      if (button && test.presses === undefined) {
        test.presses = 0;
        button.addEventListener("click", () => {
          if (test.athenaeumListens) test.presses = (test.presses ?? 0) + 1;
        });
      }
      button?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      turns.port2.postMessage(undefined);
    };
    turns.port2.postMessage(undefined);
  });
  await page.goto(links.queries());
  await expect(shell.menu).toBeVisible();
  expect(await page.evaluate(() => (window as Window & { presses?: number }).presses)).toBe(1);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("no page scrolls sideways", async ({ page, signInAs, world }) => {
    const shell = new Shell(page);
    const signIn = new SignInPage(page);
    const queries = new QueriesPage(page);
    const query = new QueryPage(page);
    const editor = new EditorPage(page);
    const workgroups = new WorkgroupsPage(page);
    const workgroup = new WorkgroupPage(page);
    const column = marker("narrow_page");
    const long = "x".repeat(300);
    const id = await world.outside.start(`SELECT 1 AS ${column}, '${long}' AS "${long}"`);
    const running = await world.outside.start(endlessSql("narrow_running"));
    const name = `${"long-name-".repeat(12)}1`;
    await world.outside.createWorkgroup({
      Name: name,
      Description: long,
      Configuration: { ResultConfiguration: { OutputLocation: `s3://athena-results/${long}/` } },
      Tags: [{ Key: "k".repeat(128), Value: "v".repeat(256) }],
    });
    await world.outside.landed(id);

    await signIn.open();
    await expect(signIn.heading).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);

    await signInAs("analyst");
    await queries.open();
    await expect(queries.row(column)).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);

    await query.open(id);
    await expect(query.result).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);

    await query.open(running);
    await expect(query.state("Running")).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
    await world.outside.stop(running);

    await editor.open();
    await expect(editor.sql).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);

    await workgroups.open();
    await expect(workgroups.row(name)).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
    for (const tab of ["overview", "configuration", "saved", "capacity", "tags", "history"]) {
      await workgroup.open(name, { tab });
      await expect(workgroup.panel).not.toHaveText("");
      expect(await shell.sidewaysPx()).toBe(0);
    }
  });
});
