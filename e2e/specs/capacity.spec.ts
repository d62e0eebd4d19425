import { expect } from "@playwright/test";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { ReservationPage } from "../pages/reservation-page";
import { Shell } from "../pages/shell";

test.beforeEach(({ world }) => world.outside.paceReservations("at-once"));

const addressOf = (name: string) => `/api/capacity-reservations/${name}`;

test("an administrator reserves capacity and gives it to workgroups, as another does", async ({
  page,
  signInAs,
}) => {
  const reservation = new ReservationPage(page);
  await signInAs("admin");
  await reservation.openList();
  await expect(page.getByText("No capacity is reserved")).toBeVisible();
  await reservation.createButton.first().click();
  await reservation.field("Name").fill("nightly");
  await reservation.field("DPUs").fill("6");
  await expect(reservation.dialog).toContainText("DPUs come in steps of 4");
  await reservation.field("DPUs").fill("8");
  await expect(reservation.dialog).toContainText("$2.4000 an hour");
  await reservation.addTag(1, "aws:team", "data");
  await expect(reservation.dialog).toContainText("Keys beginning with aws: belong to AWS");
  await reservation.tag("key", 1).fill("team");
  // Enter makes rows, and no reservation that costs.
  await reservation.tag("value", 1).press("Enter");
  await expect(reservation.tag("key", 2)).toBeFocused();
  await reservation.inDialog("Create reservation").click();

  await expect(page).toHaveURL(/\/capacity-reservations\/nightly$/);
  await expect(reservation.state("Active")).toBeVisible();
  await expect(reservation.facts).toContainText("team");
  await expect(reservation.facts).toContainText("capacity-reservation/nightly");

  await reservation.changeWorkgroups.click();
  await reservation.addWorkgroup("etl");
  await reservation.review.click();
  await expect(reservation.dialog).toContainText(
    "queries of etl queue while the DPUs of nightly are all in use",
  );
  // Somebody else is quicker.
  const address = addressOf("nightly");
  const seen = await (await page.request.get(address)).json();
  const theirs = await page.request.patch(`${address}/assignments`, {
    data: { basedOn: seen.assignments.hash, workgroups: ["analytics"] },
  });
  expect(theirs.status(), await theirs.text()).toBe(200);
  await reservation.inDialog("Change workgroups").click();
  await expect(reservation.dialog).toContainText("Somebody has changed the assignments meanwhile");
  await reservation.inDialog("Back to the list").click();
  await expect(reservation.workgroups).toContainText("analytics added");
  await page.getByRole("button", { name: "Take over" }).click();
  await reservation.review.click();
  await expect(reservation.dialog).toContainText("1 before, 2 after");
  await reservation.inDialog("Change workgroups").click();
  await expect(reservation.workgroups.getByRole("link")).toHaveText(["analytics", "etl"]);

  await reservation.changeTags.click();
  await reservation.tag("value", 1).fill("core");
  await reservation.addTag(2, "cost", "");
  await expect(reservation.dialog).toContainText("team=core");
  const others = await page.request.patch(`${address}/tags`, {
    data: { fromTags: { team: "data" }, tags: { team: "data", stage: "live" } },
  });
  expect(others.status(), await others.text()).toBe(200);
  await reservation.inDialog("Change tags").click();
  await expect(reservation.dialog).toContainText("Somebody has changed the tags meanwhile: stage");
  await reservation.inDialog("Take over").click();
  await expect(reservation.tag("value", 1)).toHaveValue("live");
  await expect(reservation.tag("value", 2)).toHaveValue("core");
  await reservation.inDialog("Change tags").click();
  await expect(reservation.dialog).toHaveCount(0);
  await expect(reservation.facts).toContainText("core");
  expect((await (await page.request.get(address)).json()).tags).toEqual({
    stage: "live",
    team: "core",
    cost: "",
  });
  expect(await violations(page)).toEqual([]);
});

test("a reservation is changed, which a viewer may not, and given back", async ({
  page,
  otherPage,
  signInAs,
  world,
}) => {
  const reservation = new ReservationPage(page);
  await signInAs("admin");
  const created = await page.request.post("/api/capacity-reservations", {
    data: { name: "hourly", targetDpus: 8 },
  });
  expect(created.status(), await created.text()).toBe(200);
  const seen = await (await page.request.get(addressOf("hourly"))).json();
  const assigned = await page.request.patch(`${addressOf("hourly")}/assignments`, {
    data: { basedOn: seen.assignments.hash, workgroups: ["primary"] },
  });
  expect(assigned.status(), await assigned.text()).toBe(200);
  await reservation.open("hourly");
  await expect(reservation.state("Active")).toBeVisible();

  await reservation.changeDpus.click();
  await reservation.field("DPUs").fill("4");
  await expect(reservation.dialog).toContainText("an hour after its last allocation");
  await reservation.field("DPUs").fill("12");
  await expect(reservation.dialog).toContainText("12 DPUs, $3.6000 an hour");
  await world.outside.paceReservations("by-step");
  await reservation.inDialog("Change DPUs").click();
  await expect(reservation.state("Update pending")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "DPUs allocated" })).toBeVisible();
  await world.outside.paceReservations("at-once");
  await expect(reservation.state("Active")).toBeVisible();

  const viewer = await otherPage();
  const theirView = new ReservationPage(viewer);
  await signInAs("viewer", viewer);
  await theirView.open("hourly");
  await expect(theirView.workgroups.getByRole("link")).toHaveText(["primary"]);
  for (const button of ["changeWorkgroups", "changeDpus", "changeTags", "cancel"] as const)
    await expect(theirView[button]).toHaveAccessibleDescription(
      "Needs the admin role over all workgroups",
    );
  const denied = await viewer.request.post(`${addressOf("hourly")}/cancel`, { data: {} });
  expect(denied.status()).toBe(403);

  await page.setViewportSize({ width: 390, height: 844 });
  await reservation.openList();
  await expect(reservation.table).toContainText("12 of 12 DPUs");
  expect(await new Shell(page).sidewaysPx()).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await reservation.table.getByText("hourly").click();
  await expect(reservation.state("Active")).toBeVisible();
  expect(await new Shell(page).sidewaysPx()).toBeLessThanOrEqual(0);

  await reservation.cancel.click();
  await expect(reservation.confirm).toContainText("New queries of primary run on demand");
  await reservation.confirm.getByRole("button", { name: "Cancel reservation" }).click();
  await expect(reservation.state("Cancelled")).toBeVisible();
  await expect(reservation.changeDpus).toHaveCount(0);
  await reservation.remove.click();
  await reservation.field("Type hourly to confirm").fill("hourly");
  await reservation.inDialog("Delete reservation").click();
  await expect(page).toHaveURL(/\/capacity-reservations$/);
  await reservation.open("hourly");
  await expect(page.getByText("No reservation with this name")).toBeVisible();
});
