import { describe, expect, it } from "vitest";
import { ENGINE_FAMILIES, type EngineFamily } from "../engines";
import { hintsOf, problemsOf } from "./rules";
import { WITHHELD, withholdSecrets } from "./secrets";
import { SETTING_IDS, SETTINGS } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";
import { ALL_EXAMPLES } from "./settings-examples.fixture";
import { newSettings } from "./wire";

type Some = Partial<WorkgroupSettings>;
const ROLE = "arn:aws:iam::123456789012:role/athena";
const INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef";
const IDENTITY = {
  executionRole: ROLE,
  identityCenter: true,
  identityCenterInstance: INSTANCE,
};

const problems = (family: EngineFamily, settings: Some, before?: Some) =>
  problemsOf(
    { ...newSettings(family), ...settings },
    { family, before: before && { ...newSettings(family), ...before } },
  );
const tagsOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "value"]));

/** Family, settings, the setting to change, and what the message says of it. */
const REFUSED: [EngineFamily, Some, SettingId, string][] = [
  ["sql", { description: "x".repeat(1_025) }, "description", "1,024 characters; this has 1,025"],
  ["sql", { state: "PAUSED" }, "state", "Choose ENABLED or DISABLED."],
  ["sql", { outputLocation: "results/" }, "outputLocation", "s3://bucket/folder/"],
  ["sql", { outputLocation: "s3://a/" }, "outputLocation", "s3://bucket/folder/"],
  ["pyspark", { outputLocation: "s3://Results/" }, "outputLocation", "lower case"],
  ["sql", { outputLocation: `s3://results/${"x".repeat(1_024)}` }, "outputLocation", "1,024"],
  ["sql", { encryptionOption: "AES" }, "encryptionOption", "SSE_S3, SSE_KMS or CSE_KMS"],
  ["sql", { encryptionOption: "SSE_KMS" }, "encryptionKmsKey", "SSE-KMS needs a KMS key"],
  ["sql", { encryptionOption: "CSE_KMS" }, "encryptionKmsKey", "CSE-KMS needs a KMS key"],
  ["sql", { encryptionOption: "SSE_KMS", encryptionKmsKey: "my key" }, "encryptionKmsKey", "ARN"],
  ["sql", { encryptionKmsKey: "alias/a" }, "encryptionOption", "A KMS key alone"],
  [
    "sparkConnect",
    { encryptionOption: "CSE_KMS", encryptionKmsKey: "alias/a" },
    "encryptionOption",
    "SSE-S3 or SSE-KMS only",
  ],
  ["sql", { expectedBucketOwner: "12345678901" }, "expectedBucketOwner", "12 digits"],
  ["sql", { s3AclOption: "PUBLIC_READ" }, "s3AclOption", "BUCKET_OWNER_FULL_CONTROL"],
  [
    "sql",
    { managedResults: true, outputLocation: "s3://results/" },
    "outputLocation",
    "exclude each other",
  ],
  ["sql", { managedResultsKmsKey: "key" }, "managedResultsKmsKey", "ARN, id or alias"],
  ["sql", { scanLimitBytes: 9_999_999 }, "scanLimitBytes", "at least 10 MB"],
  ["sql", { scanLimitBytes: 10_000_000.5 }, "scanLimitBytes", "at least 10 MB"],
  ["sql", { scanLimitBytes: 8 * 1_024 ** 6 }, "scanLimitBytes", "at most 7 EiB"],
  ["sql", { minDpus: 3 }, "minDpus", "from 4 to 124"],
  ["sql", { maxDpus: 125 }, "maxDpus", "from 4 to 124"],
  ["sql", { minDpus: 16, maxDpus: 8 }, "maxDpus", "not be less than the least"],
  ["sql", { engineVersion: "PySpark engine version 3" }, "engineVersion", "another engine family"],
  ["pyspark", { engineVersion: "Apache Spark version 3.5" }, "engineVersion", "another engine"],
  ["sql", { executionRole: ROLE }, "executionRole", "with IAM Identity Center only"],
  ["pyspark", { executionRole: "athena" }, "executionRole", "ARN of an IAM role"],
  ["pyspark", { coordinatorDpuSize: 2 }, "coordinatorDpuSize", "1 is the only size"],
  ["pyspark", { defaultExecutorDpuSize: 0 }, "defaultExecutorDpuSize", "1 is the only size"],
  ["pyspark", { maxConcurrentDpus: 1 }, "maxConcurrentDpus", "from 2 to 5,000"],
  ["sparkConnect", { maxConcurrentDpus: 5_001 }, "maxConcurrentDpus", "from 2 to 5,000"],
  ["pyspark", { sparkProperties: { "": "a" } }, "sparkProperties", "no name"],
  ["pyspark", { sparkProperties: { "a\nb": "a" } }, "sparkProperties", "line breaks"],
  ["pyspark", { sparkProperties: { ["x".repeat(256)]: "" } }, "sparkProperties", "255"],
  ["pyspark", { additionalConfigs: { a: "x".repeat(51_201) } }, "additionalConfigs", "51,200"],
  ["sparkConnect", { classifications: { hive: { a: "b" } } }, "classifications", "spark-defaults"],
  ["pyspark", { additionalConfiguration: "{a}" }, "additionalConfiguration", "Enter JSON"],
  [
    "pyspark",
    { additionalConfiguration: JSON.stringify({ a: "x".repeat(121) }) },
    "additionalConfiguration",
    "at most 128 characters; these are 129",
  ],
  ["pyspark", { contentKmsKey: "arn:aws:s3:::bucket" }, "contentKmsKey", "KMS key"],
  ["sparkConnect", { managedLoggingKmsKey: "x" }, "managedLoggingKmsKey", "KMS key"],
  ["sparkConnect", { s3Logging: true }, "s3LogLocation", "needs a location"],
  ["sparkConnect", { s3LogLocation: "logs" }, "s3LogLocation", "s3://bucket/folder/"],
  ["sparkConnect", { s3LoggingKmsKey: "x" }, "s3LoggingKmsKey", "KMS key"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as AWS's own guide writes it
  ["sparkConnect", { logGroup: "/aws/athena/${workgroup}" }, "logGroup", "Letters, digits"],
  ["sparkConnect", { logStreamPrefix: "a:b" }, "logStreamPrefix", "Without : and *"],
  ["sparkConnect", { logTypes: { KERNEL: ["STDOUT"] } }, "logTypes", "no log type KERNEL"],
  ["sparkConnect", { logTypes: { SPARK_DRIVER: ["STDIN"] } }, "logTypes", "no output STDIN"],
  ["sql", { ...IDENTITY, executionRole: undefined }, "executionRole", "needs an execution role"],
  [
    "sql",
    { ...IDENTITY, identityCenterInstance: undefined },
    "identityCenterInstance",
    "needs its instance",
  ],
  ["sql", { ...IDENTITY, identityCenterInstance: "ssoins-1" }, "identityCenterInstance", "ARN"],
  ["sql", { s3AccessGrants: true }, "s3AccessGrants", "need IAM Identity Center"],
  ["sql", { ...IDENTITY, userLevelPrefix: true }, "userLevelPrefix", "needs S3 Access Grants"],
  ["sql", { tags: { "aws:team": "a" } }, "tags", "belong to AWS"],
  ["sql", { tags: { "AWS:team": "a" } }, "tags", "belong to AWS"],
  ["sql", { tags: { "": "a" } }, "tags", "has no key"],
  ["sql", { tags: { "a?": "a" } }, "tags", "The key a?"],
  ["sql", { tags: { a: "b*" } }, "tags", "The value of a"],
  ["sql", { tags: { a: "x".repeat(257) } }, "tags", "256 characters"],
  ["sql", { tags: tagsOf(51) }, "tags", "at most 50 tags; these are 51. Remove 1."],
];

describe("what Athena would refuse", () => {
  it.each(REFUSED)("on %s: %j", (family, settings, setting, message) => {
    expect(problems(family, settings)).toEqual([
      { setting, message: expect.stringContaining(message) },
    ]);
  });

  it("covers every setting that can be wrong", () => {
    const switches = SETTING_IDS.filter((id) => SETTINGS[id].kind === "switch");
    const covered = new Set(REFUSED.map(([, , setting]) => setting));
    const missing = SETTING_IDS.filter((id) => !covered.has(id) && !switches.includes(id));
    expect(missing).toEqual([]);
  });

  it("has settings of other families", () => {
    const foreign = ENGINE_FAMILIES.flatMap((family) =>
      SETTING_IDS.filter((id) => !SETTINGS[id].families.includes(family)).map(
        (setting) => [family, setting] as const,
      ),
    );
    expect(foreign.length).toBeGreaterThan(30);
    for (const [family, setting] of foreign) {
      const value = ALL_EXAMPLES.find((one) => one.setting === setting)?.first[setting];
      const found = problems(family, { [setting]: value }).filter((one) => one.setting === setting);
      // Athena keeps it on Spark, where it does nothing.
      if (setting === "enforceConfiguration") expect(found).toEqual([]);
      else
        expect(found).toEqual([
          {
            setting,
            message: expect.stringMatching(/ applies to .* workgroups only\. Remove it\.$/),
          },
        ]);
    }
  });

  it("is nothing of a new workgroup as the form begins, nor of what only AWS wrote", () => {
    for (const family of ENGINE_FAMILIES) expect(problems(family, {})).toEqual([]);
    const tags = { "aws:cloudformation:stack-name": "s", ...tagsOf(50) };
    expect(problems("sql", { tags }, { tags })).toEqual([]);
    const key = "mrk-0123456789abcdef0123456789abcdef";
    expect(problems("sql", { encryptionOption: "SSE_KMS", encryptionKmsKey: key })).toEqual([]);
    expect(problems("sql", { outputLocation: "s3://my.bucket" })).toEqual([]);
  });

  it("is a new workgroup that is disabled", () => {
    expect(problems("sql", { state: "DISABLED" })).toEqual([
      { setting: "state", message: expect.stringContaining("Disable it afterwards") },
    ]);
    expect(problems("sql", { state: "DISABLED" }, {})).toEqual([]);
  });
});

describe("against what it was", () => {
  it("leaves alone what was already wrong, as long as it stays", () => {
    const wrong = { outputLocation: "s3://UPPER/", logGroup: "on SQL", tags: { "a?": "b" } };
    expect(problems("sql", { ...wrong, publishMetrics: false }, wrong)).toEqual([]);
    expect(problems("sql", { ...wrong, outputLocation: "s3://UPPER2/" }, wrong)).toEqual([
      { setting: "outputLocation", message: expect.any(String) },
    ]);
    expect(problems("sql", { ...wrong, tags: { "a?": "c" } }, wrong)).toHaveLength(1);
  });

  it("refuses to change what is fixed at creation", () => {
    const other = INSTANCE.replace("1234", "4321");
    const fixed: [Some, SettingId][] = [
      [{ ...IDENTITY, identityCenter: false }, "identityCenter"],
      [{ ...IDENTITY, identityCenterInstance: other }, "identityCenterInstance"],
    ];
    for (const [after, setting] of fixed)
      expect(problems("sql", after, IDENTITY)).toContainEqual({
        setting,
        message: expect.stringContaining("cannot change it after creation"),
      });
    const engineVersion = "Apache Spark version 3.5";
    expect(problems("pyspark", { engineVersion }, {})).toEqual([
      { setting: "engineVersion", message: expect.stringContaining("fixed at creation") },
    ]);
  });

  it("refuses to remove what Athena keeps for ever, and says what to do", () => {
    const before = { executionRole: ROLE, additionalConfiguration: "{}" };
    expect(problems("pyspark", {}, before)).toEqual([
      { setting: "executionRole", message: expect.stringContaining("Change it to another one") },
      { setting: "additionalConfiguration", message: expect.stringContaining("Change it to {}") },
    ]);
  });

  it("keeps tags of AWS as they are", () => {
    const tags = { "aws:cloudformation:stack-name": "s", team: "a" };
    expect(problems("sql", { tags: { team: "b" } }, { tags })[0]?.message).toContain(
      "cannot be removed",
    );
    expect(
      problems("sql", { tags: { ...tags, "aws:cloudformation:stack-name": "t" } }, { tags })[0]
        ?.message,
    ).toContain("cannot be changed");
    expect(problems("sql", { tags: { ...tags, team: "b" } }, { tags })).toEqual([]);
  });

  it("lets more tags than Athena takes become fewer", () => {
    expect(problems("sql", { tags: tagsOf(52) }, { tags: tagsOf(53) })).toEqual([]);
    expect(problems("sql", { tags: tagsOf(54) }, { tags: tagsOf(53) })).toHaveLength(1);
  });
});

describe("what was withheld", () => {
  const before = {
    ...newSettings("pyspark"),
    sparkProperties: {
      "spark.hadoop.fs.s3a.secret.key": "wJalrXUtnFEMI",
      "spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net": "bGFrZQ==",
      "spark.hadoop.fs.s3a.aws.credentials.provider": "com.example.Provider",
      "spark.driver.extraJavaOptions": "-Djavax.net.ssl.trustStorePassword=changeit",
      "spark.sql.shuffle.partitions": "8",
    },
    additionalConfigs: { url: "jdbc:mysql://admin:hunter2@db/a", region: "eu-central-1" },
    additionalConfiguration: '{"token": "abc"}',
  };
  const seen = withholdSecrets(before);

  it("is what looks like a secret, by name or by text", () => {
    expect(seen.withheld).toEqual([
      "additionalConfigs.url",
      "sparkProperties.spark.hadoop.fs.s3a.secret.key",
      "sparkProperties.spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net",
      "sparkProperties.spark.driver.extraJavaOptions",
      "additionalConfiguration",
    ]);
    const text = JSON.stringify(seen.settings);
    for (const secret of ["wJalr", "bGFrZQ==", "changeit", "hunter2", "abc"])
      expect(text).not.toContain(secret);
    expect(text).toContain("com.example.Provider");
    const classified = withholdSecrets({
      ...newSettings("sparkConnect"),
      classifications: { "spark-defaults": { "my.password": "x", other: "y" } },
    });
    expect(classified.withheld).toEqual(["classifications.spark-defaults.my.password"]);
    expect(withholdSecrets(newSettings("sql"))).toEqual({
      settings: newSettings("sql"),
      withheld: [],
    });
  });

  it("can never be written", () => {
    const found = problemsOf(seen.settings, { family: "pyspark", before });
    expect(found.map(({ setting }) => setting)).toEqual([
      "sparkProperties",
      "additionalConfigs",
      "additionalConfiguration",
    ]);
    expect(found[0]?.message).toContain("withheld");
    expect(problems("pyspark", { executionRole: WITHHELD })[0]?.message).toContain("withheld");
    expect(problems("sql", { tags: { a: WITHHELD } })).toHaveLength(1);
  });
});

describe("hints", () => {
  const hints = (family: EngineFamily, settings: Some) =>
    hintsOf({ ...newSettings(family), ...settings }, family);
  const CASES: [EngineFamily, Some, SettingId, string][] = [
    ["sql", {}, "outputLocation", "Every query fails without one"],
    ["sql", { enforceConfiguration: false }, "outputLocation", "no location of their own fail"],
    ["pyspark", {}, "outputLocation", "nowhere to write"],
    ["pyspark", { outputLocation: "s3://a-b/c/" }, "outputLocation", "without a slash"],
    ["sql", { managedResults: true }, "outputLocation", "there must be none"],
    ["sql", { outputLocation: "s3://a-b/" }, "managedResults", "remove the location"],
    ["sql", { managedResults: true, s3AclOption: "X" }, "s3AclOption", "No effect while managed"],
    ["sql", { s3AclOption: "X" }, "s3AclOption", "bucket owner enforced"],
    ["sql", { managedResultsKmsKey: "alias/a" }, "managedResultsKmsKey", "No effect while"],
    ["sql", {}, "enforceConfiguration", "external_location"],
    [
      "sql",
      { encryptionOption: "SSE_S3", encryptionKmsKey: "alias/a" },
      "encryptionKmsKey",
      "No effect",
    ],
    ["sql", { scanLimitBytes: 10_000_000 }, "scanLimitBytes", "10,485,760"],
    ["sql", { minDpus: 4 }, "minDpus", "capacity reservation"],
    ["pyspark", {}, "executionRole", "cannot start without one"],
    ["sql", {}, "executionRole", "with IAM Identity Center only"],
    ["pyspark", { contentKmsKey: "alias/a" }, "contentKmsKey", "Exporting and importing"],
    ["sparkConnect", { managedLogging: false }, "managedLogging", "no Spark UI"],
    ["sparkConnect", { logGroup: "a" }, "logGroup", "No effect while these logs are off"],
    ["sql", {}, "s3AccessGrants", "chosen at creation"],
    ["sql", { minimumEncryption: true }, "minimumEncryption", "overridden"],
    [
      "sql",
      { minimumEncryption: true, enforceConfiguration: false },
      "minimumEncryption",
      "an encryption to measure by",
    ],
  ];

  it.each(CASES)("on %s: %j", (family, settings, setting, message) => {
    expect(hints(family, settings)).toContainEqual({
      setting,
      message: expect.stringContaining(message),
    });
  });

  it("are about settings that the family has", () => {
    for (const { family, first } of ALL_EXAMPLES)
      for (const { setting } of hintsOf(first, family))
        expect(SETTINGS[setting].families, setting).toContain(family);
  });
});
