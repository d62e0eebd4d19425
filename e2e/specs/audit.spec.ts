import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { links } from "@/lib/domain/links";
import { marker } from "../fixtures/statements";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { AuditPage } from "../pages/audit-page";
import { Shell } from "../pages/shell";
import { WorkgroupPage } from "../pages/workgroup-page";

/** Changes a workgroup as the page would, which has a spec of its own. */
async function change(page: Page, name: string, settings: object): Promise<void> {
  const found = await (await page.request.get(`/api/workgroups/${name}`)).json();
  const answer = await page.request.patch(`/api/workgroups/${name}`, {
    data: { basedOn: found.hash, settings: { ...found.settings, ...settings } },
  });
  expect(await answer.json()).not.toHaveProperty("error");
}

test("an admin finds a change, sees what it did, goes to its object, and takes the record along", async ({
  page,
  otherPage,
  signInAs,
}) => {
  test.slow();
  const audit = new AuditPage(page);
  const name = marker("audited");
  await signInAs("admin");
  const template = await (await page.request.get("/api/workgroups/primary")).json();
  const created = await page.request.post("/api/workgroups", {
    data: { name, settings: { ...template.settings, description: "first", tags: {} } },
  });
  expect(await created.json()).toEqual({ name });
  await change(page, name, { description: "second", scanLimitBytes: 50_000_000 });
  const analyst = await otherPage();
  await signInAs("analyst", analyst);
  const refused = await analyst.request.post("/api/queries", {
    data: { sql: "SELECT 1", workgroup: "no-such", clientRequestToken: "r".repeat(36) },
  });
  expect(refused.ok()).toBe(false);

  await audit.open();
  await expect(audit.row(name).first()).toContainText("Changed workgroup");
  await expect(audit.row(name)).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  await audit.choose("Action", "Created workgroup");
  await expect(audit.row("Changed workgroup")).toHaveCount(0);
  await expect(page).toHaveURL(/action=createWorkgroup/);
  await page.reload();
  await expect(audit.row(name)).toHaveCount(1);
  await audit.clear.click();
  await audit.choose("Outcome", "Failed");
  await audit.choose("Who", "Analyst");
  await audit.choose("Time", "Last hour");
  await expect(audit.row("Tried to start query").first()).toContainText("Failed");
  await expect(audit.row(name)).toHaveCount(0);
  await audit.openRow("Tried to start query");
  await expect(page.getByRole("region", { name: "Why it failed" })).toContainText("not found");
  await page.goBack();
  await expect(audit.row("Tried to start query").first()).toBeVisible();

  await audit.clear.click();
  await audit.objectId.fill(name);
  await expect(audit.row("Tried to start query")).toHaveCount(0);
  await expect(audit.row(name)).toHaveCount(2);
  const download = page.waitForEvent("download");
  await audit.export.click();
  await audit.exportAs("CSV").click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^audit_.*\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(3);

  await audit.openRow("Changed workgroup");
  await expect(audit.entry(`Changed workgroup ${name}`)).toBeVisible();
  await expect(audit.changes).toContainText("50 MB");
  await expect(audit.changes).toContainText("second");
  await expect(audit.facts).toContainText("updateWorkgroup");
  await expect(audit.sameObject.getByRole("link", { name: /Created workgroup/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await new Shell(page).sidewaysPx()).toBe(0);
  // From the change to the version that it made, and back.
  const entry = page.url();
  await audit.facts.getByRole("link", { name: "Version 2" }).click();
  const workgroup = new WorkgroupPage(page);
  await expect(workgroup.version(2)).toContainText("2 changes: description, data scanned");
  await expect(workgroup.version(2)).toContainText("50,000,000 bytes");
  await expect(workgroup.tab("History")).toBeInViewport({ ratio: 1 });
  await workgroup.version(2).getByRole("link", { name: "Audit" }).click();
  await expect(page).toHaveURL(entry);
  await audit.facts.getByRole("link", { name }).first().click();
  await expect(page).toHaveURL(links.workgroup(name));
  await audit.open();
  await expect(page.getByText(`Changed workgroup ${name}`)).toBeVisible();
  expect(await new Shell(page).sidewaysPx()).toBe(0);
});
