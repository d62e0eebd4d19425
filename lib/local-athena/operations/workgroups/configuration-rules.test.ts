import {
  CreateWorkGroupCommand,
  type CreateWorkGroupCommandInput,
  GetWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const create = (input: CreateWorkGroupCommandInput) =>
  world.client.send(new CreateWorkGroupCommand(input));
const get = (name: string) => world.client.send(new GetWorkGroupCommand({ WorkGroup: name }));

const spark = { SelectedEngineVersion: "PySpark engine version 3" };
const spark35 = { SelectedEngineVersion: "Apache Spark version 3.5" };
const role = "arn:aws:iam::123456789012:role/athena";
const classified = (name: string, properties: Record<string, string> = {}) => ({
  EngineConfiguration: { Classifications: [{ Name: name, Properties: properties }] },
});
const REFUSED: [string, CreateWorkGroupCommandInput["Configuration"], string][] = [
  [
    "no S3 location",
    { ResultConfiguration: { OutputLocation: "file:///tmp" } },
    "outputLocation is not a valid S3 path.",
  ],
  [
    "SSE_KMS without its key",
    { ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: "SSE_KMS" } } },
    "KmsKey is required when EncryptionOption is SSE_KMS.",
  ],
  [
    "managed results with a location",
    {
      ManagedQueryResultsConfiguration: { Enabled: true },
      ResultConfiguration: { OutputLocation: "s3://results/" },
    },
    "OutputLocation cannot be set when managed query results are enabled.",
  ],
  [
    "an engine that is retired",
    { EngineVersion: { SelectedEngineVersion: "Athena engine version 2" } },
    "Engine version Athena engine version 2 is not supported.",
  ],
  [
    "managed results on Spark",
    { EngineVersion: spark, ManagedQueryResultsConfiguration: { Enabled: true } },
    "ManagedQueryResultsConfiguration applies to SQL workgroups only.",
  ],
  [
    "a scan limit on Spark",
    { EngineVersion: spark, BytesScannedCutoffPerQuery: 10_000_000 },
    "BytesScannedCutoffPerQuery applies to SQL workgroups only.",
  ],
  [
    "requester pays on Spark",
    { EngineVersion: spark35, RequesterPaysEnabled: true },
    "RequesterPaysEnabled applies to SQL workgroups only.",
  ],
  [
    "minimum encryption on Spark",
    { EngineVersion: spark35, EnableMinimumEncryptionConfiguration: true },
    "EnableMinimumEncryptionConfiguration applies to SQL workgroups only.",
  ],
  [
    "client side encryption on Spark",
    {
      EngineVersion: spark,
      ResultConfiguration: {
        EncryptionConfiguration: { EncryptionOption: "CSE_KMS", KmsKey: "alias/a" },
      },
    },
    "EncryptionOption CSE_KMS applies to SQL workgroups only.",
  ],
  [
    "a notebook's configuration on SQL",
    { AdditionalConfiguration: "{}" },
    "AdditionalConfiguration applies to Apache Spark workgroups only.",
  ],
  [
    "a notebook's key on SQL",
    { CustomerContentEncryptionConfiguration: { KmsKey: "alias/a" } },
    "CustomerContentEncryptionConfiguration applies to Apache Spark workgroups only.",
  ],
  [
    "logging on PySpark 3",
    {
      EngineVersion: spark,
      MonitoringConfiguration: { ManagedLoggingConfiguration: { Enabled: true } },
    },
    "MonitoringConfiguration applies to Apache Spark version 3.5 workgroups only.",
  ],
  [
    "S3 logging without a place",
    {
      EngineVersion: spark35,
      MonitoringConfiguration: { S3LoggingConfiguration: { Enabled: true } },
    },
    "LogLocation is required when S3 logging is enabled.",
  ],
  [
    "an unknown log",
    {
      EngineVersion: spark35,
      MonitoringConfiguration: {
        CloudWatchLoggingConfiguration: { Enabled: true, LogTypes: { SPARK_DRIVER: ["STDIN"] } },
      },
    },
    "Log type SPARK_DRIVER has no output STDIN.",
  ],
  ["a role on SQL", { ExecutionRole: role }, "ExecutionRole applies to Apache Spark workgroups"],
  [
    "Identity Center without a role",
    { IdentityCenterConfiguration: { EnableIdentityCenter: true } },
    "ExecutionRole is required when IAM Identity Center is enabled.",
  ],
  [
    "Identity Center without its instance",
    { ExecutionRole: role, IdentityCenterConfiguration: { EnableIdentityCenter: true } },
    "IdentityCenterInstanceArn is required when IAM Identity Center is enabled.",
  ],
  [
    "access grants without Identity Center",
    {
      QueryResultsS3AccessGrantsConfiguration: {
        EnableS3AccessGrants: true,
        AuthenticationType: "DIRECTORY_IDENTITY",
      },
    },
    "S3 Access Grants require a workgroup with IAM Identity Center enabled.",
  ],
  [
    "DPUs of sessions on SQL",
    { EngineConfiguration: { MaxConcurrentDpus: 20 } },
    "EngineConfiguration.MaxConcurrentDpus does not apply to the engine of the workgroup.",
  ],
  [
    "Spark 3.5 with the sizes of PySpark 3",
    { EngineVersion: spark35, EngineConfiguration: { CoordinatorDpuSize: 1 } },
    "EngineConfiguration.CoordinatorDpuSize does not apply to the engine of the workgroup.",
  ],
  [
    "a foreign classification",
    classified("spark-defaults"),
    "Classification spark-defaults is not supported. Supported: athena-query-engine-properties.",
  ],
  [
    "a foreign property",
    classified("athena-query-engine-properties", { "spark.executor.cores": "4" }),
    "Property spark.executor.cores is not supported",
  ],
  [
    "too many DPUs",
    classified("athena-query-engine-properties", { "max-dpu-count": "125" }),
    "Property max-dpu-count must be a number from 4 to 124.",
  ],
  [
    "DPUs the wrong way round",
    classified("athena-query-engine-properties", { "min-dpu-count": "16", "max-dpu-count": "8" }),
    "min-dpu-count must not be greater than max-dpu-count.",
  ],
];

test.each(REFUSED)("refused at creation: %s", async (_what, Configuration, message) => {
  const refused = await refusal(create({ Name: "refused", Configuration }));
  expect(refused).toMatchObject({
    name: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
  });
  expect(refused.message).toContain(message);
  expect((await refusal(get("refused"))).message).toBe("WorkGroup is not found.");
});
