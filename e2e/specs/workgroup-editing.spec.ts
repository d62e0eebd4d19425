import { expect } from "@playwright/test";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { Shell } from "../pages/shell";
import { WorkgroupFormPage } from "../pages/workgroup-form-page";

const LOCATION = "s3://athenaeum-results/editing/";

test("edits are reviewed, kept over a reload, confirmed, and restored", async ({
  page,
  signInAs,
  world,
}) => {
  const form = new WorkgroupFormPage(page);
  const name = "edited";
  await world.outside.createWorkgroup({
    Name: name,
    Description: "analysts",
    Configuration: {
      ResultConfiguration: { OutputLocation: LOCATION },
      EnforceWorkGroupConfiguration: true,
    },
  });
  await signInAs("admin");
  await form.openEdit(name);
  await expect(form.openReview).toHaveAccessibleDescription("Nothing is changed yet");
  await form.field("Description").fill("Analysts, EMEA");
  await form.field("Data scanned per query").fill("500 GB");
  await form.remove("Output location").click();
  await form.undo("Output location").click();
  await expect(form.field("Output location")).toHaveValue(LOCATION);
  await expect(form.review).toContainText("500,000,000,000 bytes");
  await expect(form.openReview).toHaveText("Review 2 changes");

  await page.reload();
  await expect(form.field("Description")).toHaveValue("Analysts, EMEA");
  await expect(form.openReview).toHaveText("Review 2 changes");
  await page.getByRole("link", { name: "Workgroups" }).first().click();
  await expect(form.leaveDialog).toContainText("2 changes");
  await form.leaveDialog.getByRole("button", { name: "Cancel" }).click();

  await form.openReview.click();
  await expect(form.dialog).toContainText("analysts");
  await expect(form.dialog).toContainText("Analysts, EMEA");
  await form.dialog.getByRole("tab", { name: "Terraform" }).click();
  await expect(form.dialog).toContainText("bytes_scanned_cutoff_per_query");
  await form.dialog.getByRole("tab", { name: "CLI" }).click();
  await expect(form.dialog).toContainText("aws athena update-work-group");
  expect((await world.outside.readWorkgroup(name))?.Description).toBe("analysts");
  await form.dialogButton("Apply 2 changes").click();
  await expect(page).toHaveURL(/\/workgroups\/edited$/);
  await expect(page.getByText("2 changes applied to edited")).toBeVisible();
  expect(await world.outside.readWorkgroup(name)).toMatchObject({
    Description: "Analysts, EMEA",
    Configuration: { BytesScannedCutoffPerQuery: 500_000_000_000 },
  });

  // Version 1 is what was there before the change.
  await form.openEdit(name, { restore: "1" });
  await expect(form.form).toBeVisible();
  await expect(form.field("Description")).toHaveValue("analysts");
  await expect(form.field("Data scanned per query")).toHaveValue("");
  await form.apply("Apply 2 changes");
  await expect(page).toHaveURL(/\/workgroups\/edited$/);
  const restored = await world.outside.readWorkgroup(name);
  expect(restored?.Description).toBe("analysts");
  expect(restored?.Configuration?.BytesScannedCutoffPerQuery).toBeUndefined();
  const { versions } = await (await page.request.get(`/api/workgroups/${name}/versions`)).json();
  expect(versions[0]).toMatchObject({ kind: "restored", restores: 1 });
});

test("no edits send nothing, and what takes away is confirmed by name", async ({
  page,
  signInAs,
  world,
}) => {
  const form = new WorkgroupFormPage(page);
  const name = "left-alone";
  await world.outside.createWorkgroup({ Name: name, Description: "as it is" });
  await signInAs("admin");
  await form.openEdit(name);
  const before = world.upstreamCalls.get("UpdateWorkGroup") ?? 0;
  await form.field("Description").fill("something else");
  await form.field("Description").fill("as it is");
  await expect(form.openReview).toHaveAttribute("aria-disabled", "true");
  const { hash, settings } = await (await page.request.get(`/api/workgroups/${name}`)).json();
  const answer = await page.request.patch(`/api/workgroups/${name}`, {
    data: { basedOn: hash, settings },
  });
  expect(await answer.json()).toMatchObject({ changed: [] });
  expect(world.upstreamCalls.get("UpdateWorkGroup") ?? 0).toBe(before);

  await form.choose("State", "Disabled");
  await form.openReview.click();
  await expect(form.dialogButton("Apply 1 change")).toHaveAttribute("aria-disabled", "true");
  await form.dialog.getByRole("textbox").fill(name);
  await form.dialogButton("Apply 1 change").click();
  await expect(page).toHaveURL(/\/workgroups\/left-alone$/);
  expect((await world.outside.readWorkgroup(name))?.State).toBe("DISABLED");
  expect(world.upstreamCalls.get("UpdateWorkGroup")).toBe(before + 1);

  // Edits after a restore that was given up are no restore: a reload keeps them.
  await form.openEdit(name, { restore: "1" });
  await form.discard.click();
  await expect(page).not.toHaveURL(/restore/);
  await form.field("Description").fill("written after it");
  await page.reload();
  await expect(form.field("Description")).toHaveValue("written after it");
});

test("two editors at once lose nothing", async ({ page, signInAs, otherPage, world }) => {
  const name = "shared";
  await world.outside.createWorkgroup({
    Name: name,
    Description: "first",
    Configuration: { ResultConfiguration: { OutputLocation: LOCATION } },
  });
  await signInAs("admin");
  const mine = new WorkgroupFormPage(page);
  const other = await otherPage();
  await signInAs("admin", other);
  const theirs = new WorkgroupFormPage(other);
  await mine.openEdit(name);
  await mine.field("Description").fill("mine");
  await mine.field("Data scanned per query").fill("1 TB");
  await theirs.openEdit(name);
  await theirs.field("Description").fill("theirs");
  await theirs.toggle("Requester pays buckets").click();
  await theirs.apply("Apply 2 changes");
  await expect(other).toHaveURL(/\/workgroups\/shared$/);

  await mine.apply("Apply 2 changes");
  await expect(mine.dialog).toContainText("shared was changed meanwhile");
  await expect(mine.dialog).toContainText("saved it");
  await expect(mine.dialog).toContainText("Requester pays buckets");
  await expect(mine.dialogButton("Continue with my edits")).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await mine.dialog.getByRole("radio", { name: "Yours: mine" }).check();
  await mine.dialogButton("Continue with my edits").click();
  await expect(mine.field("Description")).toHaveValue("mine");
  await expect(mine.toggle("Requester pays buckets")).toBeChecked();
  await mine.apply("Apply 2 changes");
  await expect(page).toHaveURL(/\/workgroups\/shared$/);
  expect(await world.outside.readWorkgroup(name)).toMatchObject({
    Description: "mine",
    Configuration: { BytesScannedCutoffPerQuery: 1_000_000_000_000, RequesterPaysEnabled: true },
  });

  // Edits of before, found again when the workgroup has moved on.
  await mine.openEdit(name);
  await mine.field("Description").fill("kept in the tab");
  await world.outside.updateWorkgroup({
    WorkGroup: name,
    ConfigurationUpdates: { PublishCloudWatchMetricsEnabled: true },
  });
  await page.reload();
  await expect(mine.dialog).toContainText("was changed outside Athenaeum");
  await mine.dialogButton("Continue with my edits").click();
  await expect(mine.field("Description")).toHaveValue("kept in the tab");
  await expect(mine.openReview).toHaveText("Review 1 change");
  await mine.discard.click();
  await expect(mine.field("Description")).toHaveValue("mine");
});

test("a refusal by Athena keeps every field", async ({ page, signInAs, world }) => {
  const form = new WorkgroupFormPage(page);
  await signInAs("admin");
  await form.openNew();
  await form.name.fill("taken-meanwhile");
  await form.field("Description").fill("kept");
  await form.field("Output location").fill(LOCATION);
  await form.addEntry("Tags", "team", "data");
  // The list that the form has read is older than this.
  await world.outside.createWorkgroup({ Name: "taken-meanwhile" });
  await form.apply("Create workgroup");
  await expect(form.alert).toContainText("Not created");
  await expect(form.dialog).toHaveCount(0);
  await expect(form.name).toHaveValue("taken-meanwhile");
  await expect(form.field("Description")).toHaveValue("kept");
  await expect(form.field("Output location")).toHaveValue(LOCATION);
  await expect(form.form.getByRole("textbox", { name: "Tags: value 1" })).toHaveValue("data");
  await form.name.fill("not-taken");
  await form.apply("Create workgroup");
  await expect(page).toHaveURL(/\/workgroups\/not-taken$/);

  await form.openEdit("not-taken");
  await form.field("Description").fill("kept too");
  await world.outside.deleteWorkgroup("not-taken");
  await form.apply("Apply 1 change");
  await expect(form.alert).toContainText("Not changed");
  await expect(form.field("Description")).toHaveValue("kept too");
});

test("a location is tested as it is written", async ({ page, signInAs, world }) => {
  const form = new WorkgroupFormPage(page);
  await world.outside.createWorkgroup({
    Name: "tested",
    Configuration: { ResultConfiguration: { OutputLocation: LOCATION } },
  });
  await signInAs("admin");
  await form.openEdit("tested");
  const button = form.form.getByRole("button", { name: "Test location" });
  await button.click();
  await expect(form.form).toContainText("write, read and delete work");
  await form.field("Output location").fill("s3://no-such-bucket-anywhere/x/");
  await expect(form.form).toContainText("Not tested as it is now");
  await button.click();
  await expect(form.form).toContainText("Writing fails");
});

test("who may not change workgroups is told so, with no form", async ({
  page,
  signInAs,
  otherPage,
}) => {
  const viewer = new WorkgroupFormPage(page);
  await signInAs("viewer");
  await viewer.openEdit("primary");
  await expect(viewer.notAllowed).toBeVisible();
  await expect(viewer.form).toHaveCount(0);
  const analystPage = await otherPage();
  const analyst = new WorkgroupFormPage(analystPage);
  await signInAs("analyst", analystPage);
  await analyst.openNew();
  await expect(analyst.notAllowed).toBeVisible();
  await expect(analystPage.getByText("Needs the admin role")).toBeVisible();
  const adminPage = await otherPage();
  const admin = new WorkgroupFormPage(adminPage);
  await signInAs("admin", adminPage);
  await admin.openEdit("not-there");
  await expect(admin.notFound).toBeVisible();
});

test("neither form nor review has a violation", async ({ page, signInAs, world }) => {
  const form = new WorkgroupFormPage(page);
  const name = "seen-by-axe";
  await world.outside.createWorkgroup({ Name: name, Tags: [{ Key: "team", Value: "data" }] });
  await signInAs("admin");
  await form.openEdit(name);
  await form.field("Description").fill("seen");
  await form.field("Output location").fill("wrong");
  expect(await violations(page)).toEqual([]);
  await form.undo("Output location").click();
  await form.choose("State", "Disabled");
  await form.openReview.click();
  await expect(form.dialog).toBeVisible();
  expect(await violations(page, "[role=dialog]")).toEqual([]);
  await form.openNew();
  await form.family("Spark 3.5").check();
  await form.form.getByRole("button", { name: "Add classification" }).click();
  expect(await violations(page)).toEqual([]);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the form does not scroll sideways, and the review is a step of its own", async ({
    page,
    signInAs,
    world,
  }) => {
    const form = new WorkgroupFormPage(page);
    const shell = new Shell(page);
    const name = `n${"arrow".repeat(25)}`;
    await world.outside.createWorkgroup({
      Name: name,
      Configuration: { ResultConfiguration: { OutputLocation: `${LOCATION}${"x".repeat(200)}` } },
    });
    await signInAs("admin");
    await form.openEdit(name);
    await form.field("Description").fill("y".repeat(300));
    await expect(form.review).toBeHidden();
    expect(await shell.sidewaysPx()).toBe(0);
    await form.openReview.click();
    await expect(form.dialogButton("Apply 1 change")).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
    await form.dialogButton("Back to the form").click();
    await form.openNew();
    await form.family("PySpark 3").check();
    await form.addEntry("Spark properties", "spark.a", "1");
    expect(await shell.sidewaysPx()).toBe(0);
  });
});
