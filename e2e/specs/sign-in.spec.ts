import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { holdScripts } from "../fixtures/hold-scripts";
import { test } from "../fixtures/test";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";

test("the sign-in page offers the three demo people and nothing else", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await expect(signIn.heading).toBeVisible();
  await expect(signIn.demoButtons).toHaveText([
    "Continue as viewer",
    "Continue as analyst",
    "Continue as admin",
  ]);
  await expect(signIn.singleSignOn).toHaveCount(0);
});

test("a link to an execution survives sign-in, with its tab", async ({ page, world }) => {
  const id = await world.outside.start("SELECT 'kept through sign-in' AS note");
  await world.outside.landed(id);
  const address = `${links.query(id)}?tab=json`;
  const signIn = new SignInPage(page);
  const query = new QueryPage(page);

  await page.goto(address);
  await expect(signIn.heading).toBeVisible();
  await expect(signIn.returnsTo(address)).toBeVisible();
  await signIn.continueAs("viewer");

  await expect(page).toHaveURL(address);
  await expect(query.jsonTab).toHaveAttribute("aria-selected", "true");
  await expect(query.state("Succeeded")).toBeVisible();
});

test("signing in without a link leads to the history", async ({ page }) => {
  const signIn = new SignInPage(page);
  await page.goto("/");
  await signIn.continueAs("analyst");
  await expect(page).toHaveURL(links.queries());
  await expect(new QueriesPage(page).heading).toBeVisible();
});

test("a click before the page's scripts have come is not lost", async ({ page }) => {
  const signIn = new SignInPage(page);
  const letCome = await holdScripts(page);
  await page.goto(links.signIn(), { waitUntil: "commit" });
  await signIn.continueAs("analyst");
  letCome();
  await expect(page).toHaveURL(links.queries());
});

test("an address elsewhere is not followed after sign-in", async ({ page, world }) => {
  const signIn = new SignInPage(page);
  await page.goto(links.signIn("//elsewhere.invalid/phish"));
  await signIn.continueAs("viewer");
  await expect(page).toHaveURL(`${world.origin}${links.queries()}`);
});

test("signing out ends the session for pages and for calls", async ({ page, signInAs }) => {
  const shell = new Shell(page);
  const signIn = new SignInPage(page);
  await signInAs("viewer");
  await new QueriesPage(page).open();
  expect((await page.request.get("/api/me")).status()).toBe(200);

  await shell.signOut();
  await expect(signIn.heading).toBeVisible();

  const refused = await page.request.get("/api/me");
  expect(refused.status()).toBe(401);
  expect(await refused.json()).toMatchObject({ error: { code: "UNAUTHENTICATED" } });
  await new QueriesPage(page).open();
  await expect(signIn.heading).toBeVisible();
});
