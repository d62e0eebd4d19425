import { expect } from "@playwright/test";
import { endlessSql, marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { WorkgroupPage } from "../pages/workgroup-page";
import { WorkgroupsPage } from "../pages/workgroups-page";

const name = (word: string) => marker(word).replaceAll("_", "-");

test("the list shows what is set and what runs, filtered and sorted as its address says", async ({
  page,
  signInAs,
  world: { outside },
}) => {
  const workgroups = new WorkgroupsPage(page);
  const team = marker("team");
  const [small, large, spark] = [name("small"), name("large"), name("spark")];
  await outside.createWorkgroup({
    Name: small,
    Configuration: {
      BytesScannedCutoffPerQuery: 20_000_000,
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { OutputLocation: "s3://athenaeum-results/small/" },
    },
    Tags: [{ Key: "team", Value: team }],
  });
  await outside.createWorkgroup({
    Name: large,
    Configuration: {
      BytesScannedCutoffPerQuery: 3_000_000_000_000,
      EnforceWorkGroupConfiguration: false,
      ResultConfiguration: { OutputLocation: "s3://athenaeum-results/large/" },
    },
    Tags: [{ Key: "team", Value: team }],
  });
  await outside.createSparkWorkgroup(spark);
  const failed = await outside.start("SELECT nowhere", { workgroup: large });
  await outside.landed(failed);
  const running = await outside.start(endlessSql(marker("pairs")), { workgroup: large });

  await signInAs("viewer");
  await workgroups.open();
  await expect(workgroups.row(spark)).toContainText("PySpark 3");
  await expect(workgroups.create).toHaveAccessibleDescription("Needs the admin role");
  await workgroups.filterByTag(`team=${team}`);
  await expect(page).toHaveURL(new RegExp(`tag=team%3D${team}|tag=team=${team}`));
  await expect.poll(workgroups.names).toEqual([large, small]);
  await expect(workgroups.row(large)).toContainText("3.00 TB");
  await expect(await workgroups.cell(large, "Running")).toHaveText("1");
  await expect(await workgroups.cell(large, "Newest runs")).toContainText("2");
  await expect(await workgroups.cell(large, "Failed")).toHaveText("1");
  await expect(await workgroups.cell(small, "Running")).toHaveText("0");

  await workgroups.sortBy("Scan limit");
  await expect.poll(workgroups.names).toEqual([small, large]);
  await workgroups.sortBy("Scan limit");
  await expect.poll(workgroups.names).toEqual([large, small]);
  await expect(workgroups.header("Scan limit")).toHaveAttribute("aria-sort", "descending");

  // Figures of all rows are read for such an order, and an address with it has the same rows.
  await workgroups.sortBy("Running");
  await expect(workgroups.progress).toHaveText(/^Activity read /);
  await expect.poll(workgroups.names).toEqual([large, small]);
  await workgroups.sortBy("Running");
  await expect.poll(workgroups.names).toEqual([small, large]);
  await page.reload();
  // The list comes in pages: the first may be read before the second is there.
  await expect.poll(workgroups.names).toEqual([small, large]);
  await expect(workgroups.progress).toHaveText(/^Activity read /);
  await workgroups.open({ sort: "-running", enforced: "off" });
  await expect(workgroups.progress).toHaveText(/^Activity read /);
  await expect(workgroups.row(large)).toBeVisible();
  await expect(workgroups.row(small)).toHaveCount(0);
  await expect(workgroups.row(spark)).toHaveCount(0);

  await page.keyboard.press("/");
  await expect(workgroups.search).toBeFocused();
  await workgroups.search.fill(team);
  await expect.poll(workgroups.names).toEqual([large]);
  await workgroups.show(/^Not enforced/).click();
  await workgroups.sortBy("Scan limit");
  await workgroups.sortBy("Scan limit");
  await expect.poll(workgroups.names).toEqual([large, small]);

  await expect(workgroups.header("Tags")).toHaveCount(0);
  await workgroups.toggleColumn("Tags");
  await expect(workgroups.row(small)).toContainText(`team=${team}`);
  await page.reload();
  await expect(workgroups.header("Tags")).toBeVisible();
  await expect.poll(workgroups.names).toEqual([large, small]);

  await workgroups.select(small);
  await expect(workgroups.selected).toContainText("1 selected");
  await workgroups.select(large);
  await expect(workgroups.selected.getByRole("link", { name: "Compare" })).toHaveAttribute(
    "href",
    new RegExp(`names=${large}%2C${small}`),
  );
  await expect(
    workgroups.selected.getByRole("button", { name: "Change a setting" }),
  ).toHaveAccessibleDescription("Needs the admin role");

  await workgroups.search.fill("no such thing");
  await expect(page.getByRole("heading", { name: "No workgroup matches" })).toBeVisible();
  await outside.stop(running);
});

test("a workgroup is seen whole, with its history of changes from outside", async ({
  page,
  signInAs,
  world: { outside },
}) => {
  const workgroup = new WorkgroupPage(page);
  const seen = name("seen");
  await outside.createWorkgroup({
    Name: seen,
    Description: "Reports of the night",
    Configuration: {
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: { OutputLocation: "s3://athenaeum-results/seen/" },
    },
    Tags: [{ Key: "team", Value: "night" }],
  });
  await outside.saveQuery(seen, "Delays", "-- all of them\nSELECT origin\nFROM sample.flights");
  const failed = await outside.start("SELECT nowhere", { workgroup: seen });
  await outside.landed(failed);

  await signInAs("viewer");
  await workgroup.open(seen);
  await expect(workgroup.header).toContainText("Enabled");
  await expect(workgroup.header).toContainText("Reports of the night");
  await expect(workgroup.figure("Failed")).toHaveText("1");
  await expect(workgroup.panel.getByRole("link", { name: /Failed/ })).toContainText(
    /Column 'nowhere' cannot be resolved/,
  );
  await expect(workgroup.facts).toContainText("s3://athenaeum-results/seen/");
  await expect(workgroup.edit).toHaveAccessibleDescription("Needs the admin role");
  await expect(workgroup.stateButton).toHaveAccessibleDescription("Needs the admin role");

  await workgroup.tab("Configuration").click();
  const enforce = workgroup.setting("Results", "Override client-side settings");
  await expect(enforce).toContainText("On");
  await expect(enforce).not.toContainText("EnforceWorkGroupConfiguration");
  await page.getByRole("switch", { name: "Athena's names" }).click();
  await expect(enforce).toContainText("EnforceWorkGroupConfiguration");
  await expect(workgroup.setting("Limits", "Data scanned per query")).toContainText("not set");

  await workgroup.tab("Saved queries").click();
  await page.getByRole("button", { name: /Delays/ }).click();
  await expect(page.getByRole("region", { name: "SQL of Delays" })).toContainText("-- all of them");
  await workgroup.tab("Capacity").click();
  await expect(workgroup.panel).toContainText("queries run on demand");
  await workgroup.tab(/^Tags/).click();
  await expect(workgroup.panel.getByRole("link", { name: "night" })).toBeVisible();

  await outside.updateWorkgroup({
    WorkGroup: seen,
    ConfigurationUpdates: { BytesScannedCutoffPerQuery: 500_000_000_000 },
  });
  await outside.updateWorkgroup({ WorkGroup: seen, Description: "Reports" });
  await workgroup.openChanged(seen, 2);
  await expect(workgroup.version(2)).toContainText("Changed outside Athenaeum");
  await expect(workgroup.version(2)).toContainText("noticed");
  await expect(workgroup.version(2)).toContainText("2 changes");
  await workgroup.unfold(2);
  await expect(workgroup.version(2)).toContainText("500 GB");
  await expect(workgroup.version(2)).toContainText("Reports of the night");
  await expect(
    workgroup.version(1).getByRole("button", { name: "Restore this version" }),
  ).toHaveAccessibleDescription("Needs the admin role");
  await workgroup.compareVersions(1, 2);
  await page.reload();
  await expect(page.getByRole("region", { name: "From version 1 to version 2" })).toContainText(
    "500 GB",
  );
});

test("an admin disables, enables and deletes; a refusal says why and keeps the dialog", async ({
  page,
  signInAs,
  world: { outside },
}) => {
  const workgroup = new WorkgroupPage(page);
  const workgroups = new WorkgroupsPage(page);
  const doomed = name("doomed");
  await outside.createWorkgroup({
    Name: doomed,
    Configuration: { ResultConfiguration: { OutputLocation: "s3://athenaeum-results/doomed/" } },
  });
  const running = await outside.start(endlessSql(marker("pairs")), { workgroup: doomed });
  await outside.saveQuery(doomed, "One", "SELECT 1");

  await signInAs("admin");
  await workgroup.open("primary");
  await expect(await workgroup.menu("Delete")).toContainText("keeps its primary workgroup");

  await workgroup.open(doomed);
  await expect(workgroup.figure("Running now")).toHaveText("1");
  await workgroup.stateButton.click();
  await expect(workgroup.confirm).toContainText("1 running or queued: they go on.");
  await workgroup.confirm.getByRole("button", { name: "Disable workgroup" }).click();
  await expect(workgroup.header).toContainText("Disabled");
  expect((await outside.readWorkgroup(doomed))?.State).toBe("DISABLED");

  // Somebody else is faster: nothing is lost, and the page reads what they did.
  await workgroup.stateButton.click();
  await outside.updateWorkgroup({ WorkGroup: doomed, Description: "Not any more" });
  const enable = workgroup.confirm.getByRole("button", { name: "Enable workgroup" });
  await enable.click();
  await expect(workgroup.confirm.getByRole("alert")).toContainText("Somebody has changed");
  // By text: what is behind a dialog has no role.
  await expect(page.getByText("Not any more")).toBeVisible();
  await enable.click();
  await expect(workgroup.header).toContainText("Enabled");
  expect(await outside.readWorkgroup(doomed)).toMatchObject({
    State: "ENABLED",
    Description: "Not any more",
  });

  await (await workgroup.menu("Delete")).click();
  await expect(workgroup.deleteDialog).toContainText("1 saved query");
  await expect(workgroup.submitDelete).toHaveAttribute("aria-disabled", "true");
  await workgroup.confirmName.fill(doomed);
  // It is gone already when the person confirms.
  await outside.stop(running);
  await outside.deleteWorkgroup(doomed);
  await workgroup.submitDelete.click();
  await expect(workgroup.deleteDialog.getByRole("alert")).toContainText(/is not found|not found/);
  await expect(workgroup.confirmName).toHaveValue(doomed);

  await workgroup.open(doomed);
  await expect(workgroup.header).toContainText("Deleted");
  await expect(workgroup.version(1)).toContainText("First seen by Athenaeum");
  await expect(
    page.getByRole("link", { name: "Create again from this version" }).first(),
  ).toBeVisible();

  const second = name("doomed");
  await outside.createWorkgroup({
    Name: second,
    Configuration: { ResultConfiguration: { OutputLocation: "s3://athenaeum-results/doomed/" } },
  });
  await outside.saveQuery(second, "One", "SELECT 1");
  await workgroup.open(second);
  await (await workgroup.menu("Delete")).click();
  await workgroup.confirmName.fill(second);
  await workgroup.submitDelete.click();
  await expect(workgroups.heading).toBeVisible();
  await expect(workgroups.footer).toBeVisible();
  await expect(workgroups.row(second)).toHaveCount(0);
  expect(await outside.readWorkgroup(second).catch(() => "gone")).toBe("gone");

  await workgroup.open(name("never"));
  await expect(workgroup.notFound).toBeVisible();
});
