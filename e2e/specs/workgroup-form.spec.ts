import { expect } from "@playwright/test";
import { test } from "../fixtures/test";
import { SignInPage } from "../pages/sign-in-page";
import { WorkgroupFormPage } from "../pages/workgroup-form-page";

test("Back and Forward ask while there are edits, and go where they were going", async ({
  page,
  signInAs,
  world,
}) => {
  const form = new WorkgroupFormPage(page);
  const name = "left-by-history";
  await world.outside.createWorkgroup({ Name: name, Description: "as it is" });
  await signInAs("admin");
  await page.goto(`/workgroups/${name}`);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await form.field("Description").click();
  await page.keyboard.type("!");
  await page.evaluate(() => window.history.back());
  await expect(form.leaveDialog).toContainText("1 change is not applied");
  await expect(page).toHaveURL(/\/edit$/);
  await form.leaveDialog.getByRole("button", { name: "Cancel" }).click();
  await expect(form.leaveDialog).toHaveCount(0);
  await expect(form.field("Description")).toHaveValue("as it is!");
  await page.evaluate(() => window.history.back());
  await form.leaveDialog.getByRole("button", { name: "Discard and leave" }).click();
  await expect(page).toHaveURL(/\/workgroups\/left-by-history$/);

  await page.evaluate(() => window.history.forward());
  await expect(form.field("Description")).toHaveValue("as it is");
  await page.getByRole("link", { name: "Workgroups" }).first().click();
  await expect(page).toHaveURL(/\/workgroups$/);
  await page.evaluate(() => window.history.back());
  await form.field("Description").click();
  await page.keyboard.type("?");
  await page.evaluate(() => window.history.forward());
  await form.leaveDialog.getByRole("button", { name: "Discard and leave" }).click();
  await expect(page).toHaveURL(/\/workgroups$/);
});

test("a session that ends in the middle takes no edit along", async ({ page, signInAs, world }) => {
  const form = new WorkgroupFormPage(page);
  const signIn = new SignInPage(page);
  const name = "signed-out-in-the-middle";
  await world.outside.createWorkgroup({ Name: name, Description: "before" });
  await signInAs("admin");
  await form.openEdit(name);
  await form.field("Description").click();
  await page.keyboard.type(", and after");
  await form.field("Data scanned per query").fill("much");
  await form.addEntry("Tags", "team", "data");
  await form.field("Data scanned per query").fill("2 TB");
  await page.context().clearCookies();
  // The browser would ask here whether to stay, on a page that can do nothing any more.
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await form.apply("Apply 3 changes");
  await signIn.continueAs("admin");
  await expect(form.field("Description")).toHaveValue("before, and after");
  await expect(form.openReview).toHaveText("Review 3 changes");
  expect(asked).toEqual([]);
  await form.apply("Apply 3 changes");
  await expect(page).toHaveURL(/\/workgroups\/signed-out-in-the-middle$/);
  expect(await world.outside.readWorkgroup(name)).toMatchObject({
    Description: "before, and after",
    Configuration: { BytesScannedCutoffPerQuery: 2_000_000_000_000 },
  });
});

test("a copy is no edit before something is changed", async ({ page, signInAs }) => {
  const form = new WorkgroupFormPage(page);
  await signInAs("admin");
  await form.openNew({ from: "primary" });
  await expect(form.form).toBeVisible();
  await page.getByRole("link", { name: "Workgroups" }).first().click();
  await expect(page).toHaveURL(/\/workgroups$/);
  await form.openNew({ from: "primary" });
  await form.name.fill("copied");
  await page.getByRole("link", { name: "Workgroups" }).first().click();
  await expect(form.leaveDialog).toContainText("The workgroup is not created");
  await form.leaveDialog.getByRole("button", { name: "Discard and leave" }).click();
  await expect(page).toHaveURL(/\/workgroups$/);
});

test("nothing asks, and nothing comes back, where nobody has written anything", async ({
  page,
  signInAs,
  world,
}) => {
  const form = new WorkgroupFormPage(page);
  const name = "restored-by-nobody";
  await world.outside.createWorkgroup({ Name: name, Description: "one" });
  await signInAs("admin");
  await form.openEdit(name);
  await form.field("Description").fill("two");
  await form.apply("Apply 1 change");
  await expect(page).toHaveURL(/\/workgroups\/restored-by-nobody$/);

  await form.openEdit(name, { restore: "1" });
  await expect(form.field("Description")).toHaveValue("one");
  await page.getByRole("link", { name: "Workgroups" }).first().click();
  await expect(page).toHaveURL(/\/workgroups$/);
  await world.outside.updateWorkgroup({ WorkGroup: name, Description: "three" });
  await form.openEdit(name, { restore: "1" });
  await expect(form.openReview).toHaveText("Review 1 change");
  await expect(page.getByText("Your edits from before are back")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await form.field("Description").fill("four");
  await page.getByRole("link", { name: "Workgroups" }).first().click();
  await expect(form.leaveDialog).toContainText("1 change is not applied");
  await form.leaveDialog.getByRole("button", { name: "Discard and leave" }).click();

  // Its field is not there: what it depends on is.
  await page.goto(`/workgroups/${name}/edit?setting=encryptionKmsKey`);
  await expect(page.getByRole("combobox", { name: "Encryption", exact: true })).toBeFocused();

  await form.openNew();
  await form.name.fill("x");
  await form.discard.click();
  await expect(page.getByText("A workgroup needs a name")).toHaveCount(0);
});

test("the keyboard stays where it is, and the page too", async ({ page, signInAs, world }) => {
  const form = new WorkgroupFormPage(page);
  const name = "by-keyboard";
  await world.outside.createWorkgroup({
    Name: name,
    Configuration: {
      BytesScannedCutoffPerQuery: 20_000_000,
      ResultConfiguration: {
        OutputLocation: "s3://athenaeum-results/keyboard/",
        EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: "alias/athena" },
      },
    },
    Tags: [{ Key: "team", Value: "data" }],
  });
  await signInAs("admin");
  await form.openEdit(name);
  await form.remove("Data scanned per query").press("Enter");
  await expect(form.field("Data scanned per query")).toBeFocused();
  await form.undo("Data scanned per query").press("Enter");
  await expect(form.field("Data scanned per query")).toBeFocused();
  await form.remove("Tags").press("Enter");
  await expect(form.form.getByRole("button", { name: "Add to tags" })).toBeFocused();
  await form.choose("Encryption", "SSE-S3");
  // Its field goes with the key.
  await form.remove("KMS key").press("Enter");
  await form.undo("KMS key").press("Enter");
  await expect(form.field("KMS key")).toBeFocused();
  for (const label of ["Requester pays buckets", "CloudWatch metrics", "Minimum encryption"])
    await form.toggle(label).press("Space");
  await form.field("Minimum DPUs per query").fill("8");
  await form.field("Maximum DPUs per query").fill("24");
  await form.field("Expected bucket owner").fill("123456789012");
  await form.field("Description").fill("so many that the review is longer than the window");
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(800);

  await form.openReview.press("Enter");
  await page.keyboard.press("Escape");
  await expect(form.dialog).toHaveCount(0);
  await expect(form.openReview).toBeFocused();

  // The first mistake is the first of the form, whatever found it.
  await form.openNew();
  await form.name.fill("by-keyboard-too");
  await form.toggle("IAM Identity Center").press("Space");
  await form.addEntry("Tags", "aws:x", "y");
  await form.openReview.press("Enter");
  await expect(form.field("Identity Center instance")).toBeFocused();
  await expect(form.field("Identity Center instance")).toHaveAccessibleDescription(
    /needs its instance/,
  );
});
