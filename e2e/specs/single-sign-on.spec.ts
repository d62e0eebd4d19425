import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { SINGLE_SIGN_ON, signInAtProvider } from "../fixtures/single-sign-on";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { OidcLoginPage } from "../pages/oidc-login-page";
import { QueriesPage } from "../pages/queries-page";
import { QueryPage } from "../pages/query-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";

test.use({ worldOptions: SINGLE_SIGN_ON });

test("a link survives sign-in at the provider and leads to that very page", async ({
  page,
  world,
}) => {
  const id = await world.outside.start("SELECT 7 AS linked", { workgroup: "analytics" });
  await world.outside.landed(id);
  const address = `${links.query(id)}?tab=json`;
  await page.goto(address);
  await new SignInPage(page).singleSignOn.click();
  await new OidcLoginPage(page).logIn("mara");
  await expect(page).toHaveURL(`${world.origin}${address}`);
  await expect(new QueryPage(page).jsonTab).toHaveAttribute("aria-selected", "true");
  expect(await (await page.request.get("/api/me")).json()).toMatchObject({
    actor: { name: "Mara Moreno", grants: [{ role: "analyst", workgroups: ["analytics"] }] },
    role: "analyst",
  });
});

test("groups become roles over workgroups, and nothing of the others leaks", async ({
  page,
  world,
}) => {
  const column = marker("maras_own");
  const own = await world.outside.start(`SELECT 1 AS ${column}`, { workgroup: "analytics" });
  const foreign = await world.outside.start("SELECT 'salaries' AS hidden", { workgroup: "etl" });
  await world.outside.landed(own);
  await world.outside.landed(foreign);
  const queries = new QueriesPage(page);
  const query = new QueryPage(page);
  await signInAtProvider(page, "mara");

  await queries.open();
  await expect(queries.row(column)).toBeVisible();
  await expect(queries.row("hidden")).toHaveCount(0);
  await expect(queries.row("etl")).toHaveCount(0);
  const listed = await page.request.get("/api/workgroups");
  expect(((await listed.json()).workgroups as { name: string }[]).map(({ name }) => name)).toEqual([
    "analytics",
  ]);

  await query.open(foreign);
  await expect(query.noRight).toBeVisible();
  await expect(page.locator("body")).not.toContainText("salaries");
  await expect(page.locator("body")).not.toContainText("etl");
  for (const path of ["", "/results", "/download"]) {
    const refused = await page.request.get(`/api/queries/${foreign}${path}`);
    expect(refused.status()).toBe(403);
    expect(await refused.text()).not.toMatch(/salaries|etl/);
  }
  const list = await page.request.get("/api/queries?workgroup=etl");
  expect(list.status()).toBe(403);
  const start = await page.request.post("/api/queries", {
    data: { sql: "SELECT 1", workgroup: "etl", clientRequestToken: "x".repeat(36) },
  });
  expect(start.status()).toBe(403);
});

test("a group over every workgroup sees every workgroup", async ({ page, world }) => {
  const id = await world.outside.start("SELECT 1 AS for_admins", { workgroup: "etl" });
  await world.outside.landed(id);
  await signInAtProvider(page, "root");
  await new QueryPage(page).open(id);
  await expect(new QueryPage(page).state("Succeeded")).toBeVisible();
});

test("somebody in no group is told that they have no access yet", async ({ page }) => {
  const shell = new Shell(page);
  await signInAtProvider(page, "nobody");
  await expect(shell.noAccess).toBeVisible();
  await expect(page.getByRole("main")).toContainText("nobody@example.com");
  await expect(shell.link("Queries")).toHaveCount(0);
  expect((await page.request.get("/api/queries")).status()).toBe(403);
});

test("who cancels at the provider is told, and the next try still leads to the link", async ({
  page,
  world,
}) => {
  const id = await world.outside.start("SELECT 1 AS second_try", { workgroup: "analytics" });
  const signInPage = new SignInPage(page);
  const provider = new OidcLoginPage(page);
  await page.goto(links.query(id));
  await signInPage.singleSignOn.click();
  await provider.cancel();
  await expect(signInPage.problem).toBeVisible();
  await signInPage.singleSignOn.click();
  await provider.logIn("mara");
  await expect(page).toHaveURL(`${world.origin}${links.query(id)}`);
});

test("signing out ends the session", async ({ page }) => {
  await signInAtProvider(page, "mara");
  await expect(new QueriesPage(page).heading).toBeVisible();
  await new Shell(page).signOut();
  await expect(new SignInPage(page).heading).toBeVisible();
  expect((await page.request.get("/api/me")).status()).toBe(401);
  await page.goto(links.queries());
  await expect(new SignInPage(page).heading).toBeVisible();
});

test("no secret and no token of the sign-in is logged", async ({ page, world }) => {
  await signInAtProvider(page, "mara");
  await expect(new QueriesPage(page).heading).toBeVisible();
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.includes("session-token"))?.value ?? "";
  expect(session).not.toBe("");
  const log = (await world.logs()).console;
  expect(log).toContain('"verb":"getMe"');
  expect(log).not.toContain(session);
  expect(log).not.toMatch(/eyJ[\w-]{20,}/);
});
