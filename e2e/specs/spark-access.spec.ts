import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { SINGLE_SIGN_ON, signInAtProvider } from "../fixtures/single-sign-on";
import { idleSession, ranCode } from "../fixtures/spark";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { CalculationPage } from "../pages/calculation-page";
import { NotebookPage } from "../pages/notebook-page";
import { SessionPage } from "../pages/session-page";

test.use({ worldOptions: SINGLE_SIGN_ON });

test("of Spark in a workgroup without a grant nothing is told, by page or API", async ({
  page,
  otherPage,
  signInAs,
}) => {
  test.slow();
  const owner = await otherPage();
  await signInAs("admin", owner);
  const sessionId = await idleSession(owner);
  const calculationId = await ranCode(owner, sessionId, "print('sala' + 'ries')\nsalary_total = 7");
  const name = marker("salaries");
  const created = await owner.request.post("/api/notebooks", {
    data: { workgroup: "spark-research", name, clientRequestToken: crypto.randomUUID() },
  });
  const { id: notebookId } = await created.json();

  await signInAtProvider(page, "mara");
  const told = /salar|spark-research/i;
  for (const [address, denied] of [
    [links.session(sessionId), new SessionPage(page).noRight],
    [links.calculation(calculationId), new CalculationPage(page).noRight],
    [links.notebook(notebookId), new NotebookPage(page).noRight],
  ] as const) {
    await page.goto(address);
    await expect(denied).toBeVisible();
    await expect(page.locator("body")).not.toContainText(told);
    await expect(page).not.toHaveTitle(told);
    expect(await violations(page)).toEqual([]);
  }
  for (const path of [
    `/api/sessions/${sessionId}`,
    `/api/sessions/${sessionId}/executors`,
    `/api/sessions/${sessionId}/calculations`,
    `/api/calculations/${calculationId}`,
    `/api/calculations/${calculationId}/output?stream=stdout`,
    `/api/calculations/${calculationId}/output/find?stream=stdout&text=a`,
    `/api/calculations/${calculationId}/download?stream=stdout`,
    `/api/calculations/${calculationId}/result`,
    `/api/notebooks/${notebookId}`,
    `/api/notebooks/${notebookId}/download`,
    `/api/notebooks/${notebookId}/sessions`,
    `/api/notebooks/${notebookId}/revisions`,
    "/api/sessions?workgroup=spark-research",
    "/api/notebooks?workgroup=spark-research",
  ]) {
    const refused = await page.request.get(path);
    expect([path, refused.status()]).toEqual([path, 403]);
    expect(await refused.text()).not.toMatch(told);
  }
  const sessions = await (await page.request.get("/api/sessions?show=all")).json();
  expect(sessions).toMatchObject({ rows: [], activeCount: 0 });
});

test("an analyst cannot end what an admin started, by page or API; the admin can", async ({
  page,
  otherPage,
  signInAs,
}) => {
  const owner = await otherPage();
  await signInAs("admin", owner);
  const id = await idleSession(owner, "spark-connect");
  const own = new SessionPage(page);
  await signInAs("analyst");
  await own.open(id);
  await expect(own.terminate).toHaveAttribute("aria-disabled", "true");
  await expect(own.terminate).toHaveAccessibleDescription(/Only who started it, or the admin role/);
  await own.terminate.click({ force: true });
  await expect(own.confirm).toBeHidden();
  const refused = await page.request.post(`/api/sessions/${id}/terminate`, { data: {} });
  expect(refused.status()).toBe(403);
  await expect(own.state("Idle")).toBeVisible();

  const admin = new SessionPage(owner);
  await admin.open(id);
  await admin.terminate.click();
  await admin.confirm.getByRole("button", { name: "Terminate session" }).click();
  await expect(admin.state("Terminated")).toBeVisible();
  await expect(own.state("Terminated")).toBeVisible();
});
