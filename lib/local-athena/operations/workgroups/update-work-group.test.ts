import {
  CreateWorkGroupCommand,
  GetWorkGroupCommand,
  UpdateWorkGroupCommand,
  type UpdateWorkGroupCommandInput,
  type WorkGroupConfiguration,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const create = (Name: string, Configuration?: WorkGroupConfiguration) =>
  world.client.send(new CreateWorkGroupCommand({ Name, Configuration, Description: "first" }));
const get = async (name: string) =>
  (await world.client.send(new GetWorkGroupCommand({ WorkGroup: name }))).WorkGroup;
const update = (input: UpdateWorkGroupCommandInput) =>
  world.client.send(new UpdateWorkGroupCommand(input));
const configure = (
  WorkGroup: string,
  ConfigurationUpdates: UpdateWorkGroupCommandInput["ConfigurationUpdates"],
) => update({ WorkGroup, ConfigurationUpdates });

const FULL: WorkGroupConfiguration = {
  ResultConfiguration: {
    OutputLocation: "s3://results/a/",
    EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
    ExpectedBucketOwner: "123456789012",
    AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
  },
  BytesScannedCutoffPerQuery: 20_000_000,
};

test("what is not given stays as it was", async () => {
  await create("kept", FULL);
  const before = await get("kept");
  await update({ WorkGroup: "kept" });
  expect(await get("kept")).toEqual(before);
  await configure("kept", {
    PublishCloudWatchMetricsEnabled: true,
    ResultConfigurationUpdates: { OutputLocation: "s3://results/b/" },
  });
  expect(await get("kept")).toEqual({
    ...before,
    Configuration: {
      ...before?.Configuration,
      PublishCloudWatchMetricsEnabled: true,
      ResultConfiguration: {
        ...before?.Configuration?.ResultConfiguration,
        OutputLocation: "s3://results/b/",
      },
    },
  });
});

test("a removal wins over a value that comes with it", async () => {
  await create("removed", FULL);
  await configure("removed", {
    RemoveBytesScannedCutoffPerQuery: true,
    BytesScannedCutoffPerQuery: 30_000_000,
    ResultConfigurationUpdates: {
      RemoveOutputLocation: true,
      OutputLocation: "s3://results/c/",
      RemoveEncryptionConfiguration: true,
      RemoveExpectedBucketOwner: true,
      RemoveAclConfiguration: true,
    },
  });
  const { Configuration } = (await get("removed")) ?? {};
  expect(Configuration?.ResultConfiguration).toEqual({});
  expect(Configuration).not.toHaveProperty("BytesScannedCutoffPerQuery");
});

test("a removal that is false leaves room for the value", async () => {
  await create("unremoved", FULL);
  await configure("unremoved", {
    RemoveBytesScannedCutoffPerQuery: false,
    BytesScannedCutoffPerQuery: 30_000_000,
    ResultConfigurationUpdates: {
      RemoveEncryptionConfiguration: false,
      EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: "alias/k" },
    },
  });
  expect((await get("unremoved"))?.Configuration).toMatchObject({
    BytesScannedCutoffPerQuery: 30_000_000,
    ResultConfiguration: {
      OutputLocation: "s3://results/a/",
      EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: "alias/k" },
    },
  });
});

test("managed results are switched on only where the location goes, and off again", async () => {
  await create("managed", FULL);
  const Enabled = true;
  const kept = await refusal(
    configure("managed", { ManagedQueryResultsConfigurationUpdates: { Enabled } }),
  );
  expect(kept.message).toBe("OutputLocation cannot be set when managed query results are enabled.");
  await configure("managed", {
    ManagedQueryResultsConfigurationUpdates: {
      Enabled,
      EncryptionConfiguration: { KmsKey: "alias/m" },
    },
    ResultConfigurationUpdates: { RemoveOutputLocation: true },
  });
  const managed = async () =>
    (await get("managed"))?.Configuration?.ManagedQueryResultsConfiguration;
  expect(await managed()).toEqual({ Enabled, EncryptionConfiguration: { KmsKey: "alias/m" } });
  await configure("managed", {
    ManagedQueryResultsConfigurationUpdates: { RemoveEncryptionConfiguration: true },
  });
  expect(await managed()).toEqual({ Enabled });
  await configure("managed", {
    ManagedQueryResultsConfigurationUpdates: { Enabled: false },
    ResultConfigurationUpdates: { OutputLocation: "s3://results/d/" },
  });
  expect(await managed()).toEqual({ Enabled: false });
});

test("description and state are members of their own", async () => {
  await create("own");
  await update({ WorkGroup: "own", Description: "second", State: "DISABLED" });
  expect(await get("own")).toMatchObject({ Description: "second", State: "DISABLED" });
  expect((await refusal(world.start("SELECT 1", { WorkGroup: "own" }))).message).toBe(
    "WorkGroup own is disabled.",
  );
  await update({ WorkGroup: "own", Description: "", State: "ENABLED" });
  const workGroup = await get("own");
  expect(workGroup?.State).toBe("ENABLED");
  expect(workGroup).not.toHaveProperty("Description");
  const wrong = update({ WorkGroup: "own", State: "PAUSED" as "DISABLED" });
  expect((await refusal(wrong)).message).toBe(
    "1 validation error detected: Value 'PAUSED' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED]",
  );
});

test("the family of the engine is fixed, its version is not", async () => {
  await create("sql");
  await create("pyspark", { EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" } });
  const select = (name: string, SelectedEngineVersion: string) =>
    configure(name, { EngineVersion: { SelectedEngineVersion } });
  await select("sql", "Athena engine version 3");
  expect((await get("sql"))?.Configuration?.EngineVersion).toEqual({
    SelectedEngineVersion: "Athena engine version 3",
    EffectiveEngineVersion: "Athena engine version 3",
  });
  await select("sql", "AUTO");
  for (const [name, version] of [
    ["sql", "PySpark engine version 3"],
    ["pyspark", "AUTO"],
    ["pyspark", "Apache Spark version 3.5"],
  ] as const) {
    expect((await refusal(select(name, version))).message).toContain("fixed when it is created");
  }
  const spark = await get("pyspark");
  await select("pyspark", "PySpark engine version 3");
  expect(await get("pyspark")).toEqual(spark);
});

test("a refused change changes nothing", async () => {
  await create("whole", FULL);
  const before = await get("whole");
  const refused = update({
    WorkGroup: "whole",
    Description: "changed",
    State: "DISABLED",
    ConfigurationUpdates: {
      PublishCloudWatchMetricsEnabled: true,
      ResultConfigurationUpdates: { OutputLocation: "http://results/" },
    },
  });
  expect((await refusal(refused)).message).toBe("outputLocation is not a valid S3 path.");
  expect(await get("whole")).toEqual(before);
  expect((await refusal(update({ WorkGroup: "nowhere" }))).message).toBe("WorkGroup is not found.");
});

test("settings of Spark are changed and removed", async () => {
  await create("notebooks", {
    EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
    CustomerContentEncryptionConfiguration: { KmsKey: "alias/n" },
  });
  await configure("notebooks", {
    ExecutionRole: "arn:aws:iam::123456789012:role/other",
    AdditionalConfiguration: "{}",
    RemoveCustomerContentEncryptionConfiguration: true,
  });
  const { Configuration } = (await get("notebooks")) ?? {};
  expect(Configuration).toMatchObject({
    ExecutionRole: "arn:aws:iam::123456789012:role/other",
    AdditionalConfiguration: "{}",
  });
  expect(Configuration).not.toHaveProperty("CustomerContentEncryptionConfiguration");
});
