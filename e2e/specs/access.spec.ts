import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { POLICY, SINGLE_SIGN_ON, signInAtProvider } from "../fixtures/single-sign-on";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { AccessPage } from "../pages/access-page";
import { ComparePage } from "../pages/compare-page";
import { Shell } from "../pages/shell";

const textOf = (groups: object) => JSON.stringify({ groups }, null, 2);

test.use({ worldOptions: SINGLE_SIGN_ON });
test.afterEach(({ world }) => world.writePolicy(textOf(POLICY)));

test("an admin sees who may do what and why; nobody else gets in", async ({ page, otherPage }) => {
  const maras = await otherPage();
  await signInAtProvider(maras, "mara");
  await new AccessPage(maras).open();
  await expect(new AccessPage(maras).denied).toBeVisible();
  await expect(new Shell(maras).link("Access")).toHaveCount(0);
  expect((await maras.request.get("/api/access")).status()).toBe(403);
  const preview = await maras.request.post("/api/access/preview", { data: "not JSON" });
  expect(preview.status()).toBe(403);

  // Compared with a workgroup that is not hers: told so, and led on without it.
  await maras.goto(links.compareWorkgroups(["analytics", "primary"]));
  await expect(maras.getByText("You may not see primary.")).toBeVisible();
  await maras.getByRole("button", { name: "Leave it out" }).click();
  await expect(new ComparePage(maras).value("State", 0)).toContainText("Enabled");

  const access = new AccessPage(page);
  await signInAtProvider(page, "root");
  await access.open();
  await expect(access.row("Groups", "analysts")).toContainText(
    /analyst.*over analytics.*analytics/,
  );
  await expect(access.row("Groups", "athenaeum-admin")).toContainText(/over all workgroups/);
  expect(await violations(page)).toEqual([]);

  await access.tab("People").click();
  await expect(access.row("People", "Mara Moreno")).toContainText("mara@example.com");
  expect(await violations(page)).toEqual([]);
  await access.showRightsOf("Mara Moreno");
  await expect(access.row("Queries", "Start query")).toContainText("Some only");
  await access.chooseWorkgroup("analytics");
  await expect(access.row("Queries", "Start query")).toContainText(
    /Yes.*analysts gives analyst over analytics/,
  );
  await expect(access.row("Queries", "Stop query")).toContainText("Own only");
  await expect(access.row("Workgroups", "Delete workgroup")).toContainText(
    /No.*Their highest role here is analyst/,
  );
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(access.row("Queries", "Stop query")).toContainText("Own only");
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(new Shell(page).sidewaysPx).toBe(0);
});

test("a policy is previewed, broken and good, and nothing is written", async ({
  page,
  otherPage,
}) => {
  await signInAtProvider(await otherPage(), "mara");
  const access = new AccessPage(page);
  await signInAtProvider(page, "root");
  await access.open();
  await access.tab("Preview a policy").click();

  const broken = textOf({ analysts: [{ role: "boss", workgroups: ["*"] }] });
  await access.preview(broken);
  await expect(access.problems).toContainText(
    'Line 5, column 17groups.analysts[0].role is "boss": set it to one of viewer, analyst, admin',
  );
  await expect(access.places.locator("mark")).toHaveText('"boss"');
  expect(await violations(page)).toEqual([]);
  await access.problems.getByRole("button", { name: "Line 5, column 17" }).click();
  expect(await access.chosenText()).toBe('"boss"');

  await access.tab("Grants").click();
  await access.tab("Preview a policy").click();
  await expect(access.policy).toHaveValue(broken);

  const groups = { analysts: [{ role: "viewer", workgroups: ["*"] }] };
  await access.chooseFile("policy.json", textOf(groups));
  await expect(access.row("Groups that change", "analysts")).toContainText("Changed");
  await expect(access.row("Groups that change", "athenaeum-admin")).toContainText("Gone");
  await expect(access.warnings.filter({ hasText: "Nobody would be admin" })).toBeVisible();
  await expect(access.row("People who gain or lose", "Mara Moreno")).toContainText(
    /analyst.*becomes.*viewer.*over analytics/,
  );
  await expect(access.row("People who gain or lose", "Rory Root")).toContainText(/admin.*no role/);
  expect(await violations(page)).toEqual([]);
  await access.tab("Grants").click();
  await expect(access.row("Groups", "athenaeum-admin")).toBeVisible();
});

test("a replaced file is in force at once, a broken one is shown and changes nothing", async ({
  page,
  otherPage,
  world,
}) => {
  const maras = await otherPage();
  await signInAtProvider(maras, "mara");
  const queriesOf = async (workgroup: string) =>
    (await maras.request.get(`/api/queries?workgroup=${workgroup}`)).status();
  expect([await queriesOf("analytics"), await queriesOf("etl")]).toEqual([200, 403]);
  await world.writePolicy(
    textOf({ ...POLICY, analysts: [{ role: "viewer", workgroups: ["etl"] }] }),
  );
  await expect.poll(() => queriesOf("etl")).toBe(200);
  expect(await queriesOf("analytics")).toBe(403);

  const access = new AccessPage(page);
  await signInAtProvider(page, "root");
  await access.open();
  await expect(access.row("Groups", "analysts")).toContainText(/viewer.*over etl/);
  await world.writePolicy('{\n  "groups": {\n    "analysts": [');
  await expect(async () => {
    await access.refresh();
    await expect(access.fault).toContainText("Line 3, column 18", { timeout: 5_000 });
  }).toPass();
  await expect(access.row("Groups", "analysts")).toContainText(/viewer.*over etl/);
  expect(await violations(page)).toEqual([]);
  expect(await queriesOf("etl")).toBe(200);
  expect((await world.logs()).console).toContain("which is not JSON: look at line 3, column 18");

  await world.writePolicy(textOf(POLICY));
  await expect.poll(() => queriesOf("analytics")).toBe(200);
  await access.refresh();
  await expect(access.fault).toHaveCount(0);
});
