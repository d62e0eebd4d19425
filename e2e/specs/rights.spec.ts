import { expect } from "@playwright/test";
import { links } from "@/lib/domain/links";
import type { Role } from "@/lib/domain/permissions";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { Shell } from "../pages/shell";

const HASH = "0".repeat(64);
/** What only administrators may, and bodies that a denied call may come with. */
const ADMINS_ONLY = [
  ["POST", "/api/workgroups"],
  ["PATCH", "/api/workgroups/primary"],
  ["DELETE", "/api/workgroups/primary"],
  ["POST", "/api/location-tests"],
  ["PATCH", "/api/workgroup-rules"],
  ["POST", "/api/capacity-reservations"],
  ["PATCH", "/api/capacity-reservations/any"],
  ["DELETE", "/api/capacity-reservations/any"],
  ["POST", "/api/capacity-reservations/any/cancel"],
  ["PATCH", "/api/capacity-reservations/any/assignments"],
  ["GET", "/api/audit"],
  ["GET", "/api/audit/1"],
  ["GET", "/api/audit/export"],
  ["GET", "/api/access"],
  ["POST", "/api/access/preview"],
] as const;
const BODIES = [
  undefined,
  "{ no json",
  "null",
  JSON.stringify({ name: "primary", workgroup: "primary", basedOn: HASH, settings: {} }),
];
const NO_WAY_IN = [
  links.newWorkgroup(),
  links.editWorkgroup("primary"),
  links.audit(),
  links.auditEntry(1),
  links.access(),
];

for (const role of ["viewer", "analyst"] as const satisfies Role[])
  test(`as ${role} there is no way in to what administrators do, by page or API`, async ({
    page,
    signInAs,
  }) => {
    test.slow();
    await signInAs(role);
    const shell = new Shell(page);
    await page.goto(links.workgroups());
    await expect(shell.link("Workgroups")).toBeVisible();
    for (const name of ["Audit", "Access"]) await expect(shell.link(name)).toHaveCount(0);
    for (const address of NO_WAY_IN) {
      await page.goto(address);
      await expect(page.getByRole("main")).toContainText(/Needs the admin role/);
      await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
    }
    expect(await violations(page)).toEqual([]);
    await page.goto(links.workgroupPolicy());
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

    for (const [method, path] of ADMINS_ONLY)
      for (const data of BODIES) {
        const headers = { "content-type": "application/json" };
        const answer = await page.request.fetch(path, {
          method,
          headers,
          ...(data === undefined || method === "GET" ? {} : { data }),
        });
        expect([method, path, data, answer.status()]).toEqual([method, path, data, 403]);
        const { error } = await answer.json();
        expect(error).toMatchObject({ code: "FORBIDDEN" });
      }
  });

test("the record has no way to be changed, whoever asks", async ({ page, signInAs }) => {
  await signInAs("admin");
  const { rows } = await (await page.request.get("/api/audit")).json();
  for (const path of ["/api/audit", `/api/audit/${rows[0]?.id ?? 1}`, "/api/audit/export"])
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await page.request.fetch(path, { method, data: {} });
      expect([method, path, answer.status()]).toEqual([method, path, 405]);
    }
  const after = await (await page.request.get("/api/audit")).json();
  expect(after.rows).toEqual(rows);
});
