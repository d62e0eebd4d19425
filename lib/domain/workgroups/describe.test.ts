import { describe, expect, it } from "vitest";
import type { EngineFamily } from "../engines";
import { changesOf } from "./changes";
import { type DescribedChange, describeChange } from "./describe";
import { limitText, settingText } from "./format-setting";
import type { SettingId, WorkgroupSettings } from "./settings";
import { ALL_EXAMPLES } from "./settings-examples.fixture";
import { newSettings } from "./wire";

type Some = Partial<WorkgroupSettings>;

function described(
  family: EngineFamily,
  before: Some,
  after: Some,
  scans?: number[],
): Partial<Record<SettingId, DescribedChange>> {
  const [was, is] = [before, after].map((some) => ({ ...newSettings(family), ...some }));
  if (!was || !is) return {};
  const facts = { family, before: was, after: is, scans };
  return Object.fromEntries(
    changesOf(was, is).map((change) => [change.setting, describeChange(change, facts)]),
  );
}
const texts = (change: DescribedChange | undefined) =>
  change?.consequences.map(({ text }) => text).join(" ") ?? "";

describe("a change in words", () => {
  it("has title, old and new for every setting, set, changed and taken away", () => {
    for (const { family, base, first, second = first, removed = base, setting } of ALL_EXAMPLES)
      for (const [before, after] of [
        [base, first],
        [first, second],
        [second, removed],
      ] as const)
        for (const change of changesOf(before, after)) {
          const said = describeChange(change, { family, before, after });
          expect(said.title, setting).toMatch(/^[A-Z].*[^.]$/);
          expect(said.before, `${setting}: ${said.title}`).not.toBe(said.after);
          for (const { text } of said.consequences) expect(text).toMatch(/^[A-Z0-9].*\.$/s);
        }
  });

  it.each<[Some, Some, SettingId, string]>([
    [{}, { scanLimitBytes: 5e11 }, "scanLimitBytes", "Limit each query to 500 GB"],
    [{ scanLimitBytes: 5e11 }, {}, "scanLimitBytes", "Remove the scan limit"],
    [{}, { encryptionOption: "SSE_KMS" }, "encryptionOption", "Encrypt results with KMS"],
    [
      { encryptionOption: "SSE_S3" },
      {},
      "encryptionOption",
      "Leave encryption of results to the bucket",
    ],
    [
      {},
      { enforceConfiguration: false },
      "enforceConfiguration",
      "Stop overriding client-side settings",
    ],
    [{}, { description: "a" }, "description", "Describe the workgroup"],
    [{ description: "b" }, { description: "a" }, "description", "Change the description"],
    [{}, { state: "DISABLED" }, "state", "Disable the workgroup"],
    [
      {},
      { engineVersion: "Athena engine version 3" },
      "engineVersion",
      "Run on Athena engine version 3",
    ],
  ])("%j to %j", (before, after, setting, title) => {
    expect(described("sql", before, after)[setting]?.title).toBe(title);
  });

  it("shows exact figures, and of maps what differs", () => {
    const { scanLimitBytes, tags } = described(
      "sql",
      { tags: { a: "1", b: "2" } },
      { scanLimitBytes: 5e11, tags: { a: "1", b: "3", c: "" } },
    );
    expect(scanLimitBytes).toMatchObject({ before: "no limit", after: "500,000,000,000 bytes" });
    expect(tags).toMatchObject({ before: "b=2", after: "b=3\nc=" });
    const { tags: fewer } = described("sql", { tags: { a: "1", b: "2" } }, { tags: { a: "1" } });
    expect(fewer).toMatchObject({ before: "b=2", after: "without these" });
    const { tags: none } = described("sql", { tags: { a: "1" } }, { tags: {} });
    expect(none).toMatchObject({ title: "Remove all tags", before: "a=1", after: "not set" });
  });
});

describe("what it means", () => {
  it("counts the queries that a new limit would have met", () => {
    const lower = (scans?: number[]) =>
      described("sql", { scanLimitBytes: 1e12 }, { scanLimitBytes: 1e9 }, scans).scanLimitBytes;
    expect(texts(lower([2e9, 1e9, 5e9]))).toContain(
      "2 of the newest 3 finished queries scanned more",
    );
    expect(lower([2e9])?.destructive).toBe(true);
    expect(texts(lower([1e9]))).toContain("None of the newest 1");
    expect(lower([1e9])?.destructive).toBe(false);
    expect(texts(lower())).toContain("Queries that scan more are cancelled.");
    expect(texts(lower())).toContain("What a cancelled query scanned is charged.");
    const raised = described("sql", { scanLimitBytes: 1e9 }, { scanLimitBytes: 1e12 }, [5e12]);
    expect(raised.scanLimitBytes?.destructive).toBe(false);
  });

  it.each<[string, EngineFamily, Some, Some, SettingId, string, boolean]>([
    [
      "overriding",
      "sql",
      { enforceConfiguration: false, outputLocation: "s3://a-b/" },
      { enforceConfiguration: true, outputLocation: "s3://a-b/" },
      "enforceConfiguration",
      "external_location fails",
      true,
    ],
    [
      "overriding without a location",
      "sql",
      { enforceConfiguration: false },
      {},
      "enforceConfiguration",
      "Every query fails",
      true,
    ],
    [
      "no location",
      "sql",
      { outputLocation: "s3://a-b/", enforceConfiguration: false },
      { enforceConfiguration: false },
      "outputLocation",
      "no location of their own fail",
      true,
    ],
    [
      "no location while overriding",
      "sql",
      { outputLocation: "s3://a-b/" },
      {},
      "outputLocation",
      "Every query fails",
      true,
    ],
    [
      "another location",
      "sql",
      { outputLocation: "s3://a-b/" },
      { outputLocation: "s3://c-d/" },
      "outputLocation",
      "earlier ones stay",
      false,
    ],
    [
      "managed results",
      "sql",
      { outputLocation: "s3://a-b/" },
      { managedResults: true },
      "managedResults",
      "24 hours",
      true,
    ],
    [
      "the location under managed results",
      "sql",
      { outputLocation: "s3://a-b/" },
      { managedResults: true },
      "outputLocation",
      "storage of Athena instead",
      false,
    ],
    [
      "no managed results",
      "sql",
      { managedResults: true },
      {},
      "managedResults",
      "Every query fails",
      true,
    ],
    [
      "KMS",
      "sql",
      { encryptionOption: "SSE_S3" },
      { encryptionOption: "SSE_KMS", encryptionKmsKey: "alias/a" },
      "encryptionKmsKey",
      "kms:Decrypt",
      false,
    ],
    [
      "another key",
      "sql",
      { encryptionOption: "SSE_KMS", encryptionKmsKey: "alias/b" },
      { encryptionOption: "SSE_KMS", encryptionKmsKey: "alias/a" },
      "encryptionKmsKey",
      "keep it for as long",
      false,
    ],
    [
      "weaker encryption",
      "sql",
      { encryptionOption: "CSE_KMS" },
      { encryptionOption: "SSE_S3" },
      "encryptionOption",
      "weaker than before",
      false,
    ],
    ["disabling", "sql", {}, { state: "DISABLED" }, "state", "Those that run finish.", true],
    ["enabling", "pyspark", { state: "DISABLED" }, {}, "state", "takes sessions again", false],
    ["no requester pays", "sql", { requesterPays: true }, {}, "requesterPays", "fail", true],
    ["no metrics", "sql", {}, { publishMetrics: false }, "publishMetrics", "Alarms", true],
    [
      "an engine",
      "sql",
      {},
      { engineVersion: "Athena engine version 3" },
      "engineVersion",
      "does not move",
      false,
    ],
    [
      "minimum encryption",
      "sql",
      { enforceConfiguration: false, encryptionOption: "SSE_KMS" },
      { enforceConfiguration: false, encryptionOption: "SSE_KMS", minimumEncryption: true },
      "minimumEncryption",
      "weaker encryption than SSE-KMS are refused",
      true,
    ],
    [
      "minimum encryption by the weakest",
      "sql",
      { enforceConfiguration: false, encryptionOption: "SSE_S3" },
      { enforceConfiguration: false, encryptionOption: "SSE_S3", minimumEncryption: true },
      "minimumEncryption",
      "Nothing is refused",
      false,
    ],
    [
      "the weakest encryption as the least",
      "sql",
      { enforceConfiguration: false, minimumEncryption: true },
      { enforceConfiguration: false, minimumEncryption: true, encryptionOption: "SSE_S3" },
      "encryptionOption",
      "New results only",
      false,
    ],
    [
      "no overriding under managed results",
      "sql",
      { managedResults: true },
      { managedResults: true, enforceConfiguration: false },
      "enforceConfiguration",
      "clients cannot send them elsewhere",
      false,
    ],
    ...(
      ["encryptionOption", "expectedBucketOwner", "s3AclOption", "minimumEncryption"] as const
    ).map((setting): [string, EngineFamily, Some, Some, SettingId, string, boolean] => [
      `${setting} under managed results`,
      "sql",
      { managedResults: true, enforceConfiguration: false },
      {
        managedResults: true,
        enforceConfiguration: false,
        encryptionOption: "SSE_KMS",
        encryptionKmsKey: "alias/a",
        expectedBucketOwner: "123456789012",
        s3AclOption: "BUCKET_OWNER_FULL_CONTROL",
        minimumEncryption: true,
      },
      setting,
      "No effect while managed query results are on",
      false,
    ]),
    [
      "minimum encryption while overriding",
      "sql",
      {},
      { minimumEncryption: true },
      "minimumEncryption",
      "No effect",
      false,
    ],
    [
      "a content key",
      "pyspark",
      { contentKmsKey: "alias/a" },
      { contentKmsKey: "alias/b" },
      "contentKmsKey",
      "are lost",
      false,
    ],
    [
      "a content key where there are no notebooks",
      "sparkConnect",
      { contentKmsKey: "alias/a" },
      { contentKmsKey: "alias/b" },
      "contentKmsKey",
      "what was made with it is lost",
      false,
    ],
    [
      "a role of a SQL workgroup",
      "sql",
      { identityCenter: true, executionRole: "arn:aws:iam::123456789012:role/a" },
      { identityCenter: true, executionRole: "arn:aws:iam::123456789012:role/b" },
      "executionRole",
      "Athenaeum needs iam:PassRole",
      false,
    ],
    [
      "no managed logs",
      "sparkConnect",
      {},
      { managedLogging: false },
      "managedLogging",
      "no Spark UI",
      true,
    ],
    [
      "no logs at all",
      "sparkConnect",
      {},
      { managedLogging: false },
      "managedLogging",
      "kept nowhere",
      true,
    ],
    ["tags", "sql", { tags: { a: "1" } }, { tags: {} }, "tags", "IAM policies", false],
    [
      "tags of Spark 3.5",
      "sparkConnect",
      {},
      { tags: { a: "1" } },
      "tags",
      "New sessions take the tags over",
      false,
    ],
    [
      "a role",
      "pyspark",
      {},
      { executionRole: "arn:aws:iam::123456789012:role/a" },
      "executionRole",
      "iam:PassRole",
      false,
    ],
    [
      "properties",
      "pyspark",
      {},
      { sparkProperties: { a: "b" } },
      "sparkProperties",
      "New sessions only",
      false,
    ],
  ])("%s on %s", (_what, family, before, after, setting, text, destructive) => {
    const change = described(family, before, after)[setting];
    expect(texts(change)).toContain(text);
    expect(change?.destructive).toBe(destructive);
  });
});

describe("a value in one line", () => {
  it.each<[EngineFamily, Some, SettingId, string]>([
    ["sql", { scanLimitBytes: 5e11 }, "scanLimitBytes", "500 GB"],
    ["sql", { scanLimitBytes: 10_485_760 }, "scanLimitBytes", "10.5 MB (10,485,760 bytes)"],
    ["sql", {}, "scanLimitBytes", "not set"],
    ["sql", {}, "publishMetrics", "on"],
    ["sql", { maxDpus: 24 }, "maxDpus", "24"],
    ["sql", { engineVersion: "AUTO" }, "engineVersion", "Automatic"],
    ["sql", { encryptionOption: "SSE_KMS" }, "encryptionOption", "SSE-KMS"],
    ["sql", { description: "two\nlines" }, "description", "two lines"],
    ["sql", { tags: { a: "1", b: "" } }, "tags", "a=1, b="],
    ["sql", { tags: {} }, "tags", "not set"],
    ["sql", {}, "managedLogging", "does not apply"],
    [
      "sparkConnect",
      { classifications: { "spark-defaults": { a: "1" } } },
      "classifications",
      "spark-defaults: a=1",
    ],
    [
      "sparkConnect",
      { logTypes: { SPARK_DRIVER: ["STDOUT", "STDERR"], SPARK_EXECUTOR: [] } },
      "logTypes",
      "SPARK_DRIVER: STDOUT, STDERR, SPARK_EXECUTOR: none",
    ],
  ])("on %s of %j: %s", (family, some, setting, text) => {
    expect(settingText(setting, { ...newSettings(family), ...some }, family)).toBe(text);
  });

  it.each([
    [10_000_000, "10 MB"],
    [1e12, "1 TB"],
    [1_230_000_000, "1.23 GB"],
    [1_234_567_890, "1.23 GB (1,234,567,890 bytes)"],
    [Number.MAX_SAFE_INTEGER, "9.01 PB (9,007,199,254,740,991 bytes)"],
  ])("%d bytes: %s", (bytes, text) => expect(limitText(bytes)).toBe(text));
});
