import { expect } from "@playwright/test";
import { test } from "../fixtures/test";
import { WorkgroupFormPage } from "../pages/workgroup-form-page";

const LOCATION = "s3://athenaeum-results/editing/";
const ROLE = "arn:aws:iam::123456789012:role/spark";

test("workgroups of each engine family are created as the review says", async ({
  page,
  signInAs,
  world,
}) => {
  const form = new WorkgroupFormPage(page);
  await signInAs("admin");
  await form.openNew();
  // What is missing is said at its field, and nothing is sent.
  await form.openReview.click();
  await expect(form.name).toHaveAccessibleDescription(/needs a name/);
  await form.name.fill("primary");
  await expect(form.name).toHaveAccessibleDescription(/There is a workgroup of this name/);
  await form.name.fill("created-sql");
  await form.field("Description").fill("Made by the form");
  await form.field("Output location").fill(LOCATION);
  await form.field("Data scanned per query").fill("much");
  await form.openReview.click();
  await expect(form.field("Data scanned per query")).toBeFocused();
  await form.field("Data scanned per query").fill("1.5 TB");
  await expect(form.form).toContainText("1,500,000,000,000 bytes");
  await form.choose("Encryption", "SSE-KMS");
  await form
    .field("KMS key")
    .fill("arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
  await form.addEntry("Tags", "team", "data");
  await form.openReview.click();
  await expect(form.dialog).toContainText("1.5 TB");
  await form.dialog.getByRole("tab", { name: "CLI" }).click();
  await expect(form.dialog).toContainText("aws athena create-work-group");
  expect(await world.outside.readWorkgroup("created-sql").catch(() => undefined)).toBeUndefined();
  await form.dialogButton("Create workgroup").click();
  await expect(page).toHaveURL(/\/workgroups\/created-sql$/);
  const sql = await world.outside.readWorkgroup("created-sql");
  expect(sql).toMatchObject({
    Description: "Made by the form",
    Configuration: {
      BytesScannedCutoffPerQuery: 1_500_000_000_000,
      EnforceWorkGroupConfiguration: true,
      ResultConfiguration: {
        OutputLocation: LOCATION,
        EncryptionConfiguration: { EncryptionOption: "SSE_KMS" },
      },
    },
  });

  await form.openNew();
  await form.name.fill("created-pyspark");
  await form.family("PySpark 3").check();
  await expect(form.field("Data scanned per query")).toHaveCount(0);
  await form.field("Output location").fill(LOCATION);
  await form.field("Execution role").fill(ROLE);
  await form.field("Maximum DPUs per session").fill("8");
  await form.addEntry("Spark properties", "spark.sql.shuffle.partitions", "16");
  await form.apply("Create workgroup");
  await expect(page).toHaveURL(/\/workgroups\/created-pyspark$/);
  expect(await world.outside.readWorkgroup("created-pyspark")).toMatchObject({
    Configuration: {
      EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
      ExecutionRole: ROLE,
      EngineConfiguration: {
        MaxConcurrentDpus: 8,
        SparkProperties: { "spark.sql.shuffle.partitions": "16" },
      },
    },
  });

  await form.openNew();
  await form.name.fill("created-connect");
  await form.family("Spark 3.5").check();
  await form.field("Execution role").fill(ROLE);
  await form.form.getByRole("button", { name: "Add classification" }).click();
  await form.addEntry("spark-defaults", "spark.executor.cores", "4");
  await form.toggle("Logs to S3").click();
  await form.field("Location of logs").fill("s3://athenaeum-results/logs/");
  await form.apply("Create workgroup");
  await expect(page).toHaveURL(/\/workgroups\/created-connect$/);
  expect(await world.outside.readWorkgroup("created-connect")).toMatchObject({
    Configuration: {
      EngineConfiguration: {
        Classifications: [{ Name: "spark-defaults", Properties: { "spark.executor.cores": "4" } }],
      },
      MonitoringConfiguration: {
        S3LoggingConfiguration: { Enabled: true, LogLocation: "s3://athenaeum-results/logs/" },
      },
    },
  });
});

test("a configuration travels as JSON, and as a copy", async ({ page, signInAs, world }) => {
  const form = new WorkgroupFormPage(page);
  const name = "exported";
  await world.outside.createWorkgroup({
    Name: name,
    Description: "to be copied",
    Configuration: {
      BytesScannedCutoffPerQuery: 20_000_000,
      ResultConfiguration: { OutputLocation: LOCATION },
    },
    Tags: [{ Key: "team", Value: "data" }],
  });
  await signInAs("admin");
  await form.openEdit(name);
  await expect(form.field("Description")).toHaveValue("to be copied");
  const text = await form.exportJson();
  expect(JSON.parse(text)).toMatchObject({
    Name: name,
    Configuration: { BytesScannedCutoffPerQuery: 20_000_000 },
  });

  await form.openNew();
  await form.importJson("{ no json");
  await expect(form.dialogButton("Fill the form")).toHaveAttribute("aria-disabled", "true");
  await form.dialogButton("Cancel").click();
  await form.importJson(text);
  await form.dialogButton("Fill the form").click();
  await expect(form.name).toHaveValue(name);
  await form.name.fill("imported");
  await form.apply("Create workgroup");
  await expect(page).toHaveURL(/\/workgroups\/imported$/);
  const [from, to] = [
    await world.outside.readWorkgroup(name),
    await world.outside.readWorkgroup("imported"),
  ];
  expect(to?.Configuration).toEqual(from?.Configuration);

  await form.openEdit("spark-research");
  await form.importJson(text);
  await expect(form.dialog).toContainText("no workgroup changes its engine family");
  await form.dialogButton("Cancel").click();

  await form.openNew({ from: name });
  await expect(form.name).toHaveValue("");
  await expect(form.field("Output location")).toHaveValue(LOCATION);
  await expect(form.form.getByRole("textbox", { name: "Tags: key 1" })).toHaveValue("team");
});
