import { describe, expect, it } from "vitest";
import { type EngineFamily, shortEngine } from "./engines";
import { emptySessionForm, readSessionForm, type SessionForm } from "./session-form";

const read = (values: Partial<SessionForm>, family: EngineFamily = "sparkConnect") =>
  readSessionForm({ ...emptySessionForm("spark"), ...values }, family);

describe("the form of a session", () => {
  it("begins with what Athena's console begins with", () =>
    expect(read({})).toEqual({
      input: { workgroup: "spark", idleTimeoutMinutes: 20, maxConcurrentDpus: 20 },
    }));

  it("takes properties as spark-defaults.conf has them", () =>
    expect(
      read({
        description: "  delays  ",
        sparkProperties:
          "# shuffles\nspark.sql.shuffle.partitions=64\n\n spark.sql.ansi.enabled   true \nspark.a = b=c d",
      }).input,
    ).toMatchObject({
      description: "delays",
      sparkProperties: {
        "spark.sql.shuffle.partitions": "64",
        "spark.sql.ansi.enabled": "true",
        "spark.a": "b=c d",
      },
    }));

  const MORE: Partial<SessionForm> = {
    executionRole: " arn:aws:iam::123456789012:role/spark ",
    tags: "team = analytics\nnote=a=b\nempty=",
    copiesWorkgroupTags: false,
    ownLogging: true,
    managedLogging: false,
    managedKey: "not read while it is off",
    s3Logging: true,
    s3Location: "s3://logs/spark/",
    cloudWatchLogging: true,
    streamPrefix: "night",
  };

  it("takes the settings of Apache Spark 3.5, and leaves out what is off or empty", () =>
    expect(read(MORE).input).toMatchObject({
      executionRole: "arn:aws:iam::123456789012:role/spark",
      tags: [
        { key: "team", value: "analytics" },
        { key: "note", value: "a=b" },
        { key: "empty", value: "" },
      ],
      copyWorkgroupTags: false,
      logging: {
        managed: { enabled: false },
        s3: { enabled: true, location: "s3://logs/spark/", kmsKey: undefined },
        cloudWatch: { enabled: true, logGroup: undefined, streamPrefix: "night" },
      },
    }));

  it("sends PySpark none of what it does not take, whatever was written", () =>
    expect(read({ ...MORE, tags: "not a tag" }, "pyspark").input).toEqual({
      workgroup: "spark",
      idleTimeoutMinutes: 20,
      maxConcurrentDpus: 20,
      executionRole: "arn:aws:iam::123456789012:role/spark",
    }));

  it.each([
    [
      "executionRole",
      { executionRole: "spark" },
      "The ARN of an IAM role: arn:aws:iam::<account>:role/<name>",
    ],
    ["tags", { tags: "a=1\nb" }, "Line 2: write key=value"],
    ["tags", { tags: "a=1\na=2" }, "Line 2: a is set above already"],
    [
      "tags",
      { tags: "aws:x=1" },
      "Line 1: Letters, digits, spaces and + - = . _ : / @ only, not beginning with aws:",
    ],
    ["tags", { tags: `k=${"v".repeat(257)}` }, "Line 1: Athena takes at most 256 characters"],
    ["s3Location", { ownLogging: true, s3Logging: true }, "An address as s3://bucket/folder/"],
    [
      "logGroup",
      { ownLogging: true, cloudWatchLogging: true, logGroup: "a b" },
      "Letters, digits and . _ / - only",
    ],
    ["managedKey", { ownLogging: true, managedKey: "key" }, "The ARN, id or alias of a KMS key"],
    ["workgroup", { workgroup: "" }, "Choose a workgroup"],
    ["idleTimeoutMinutes", { idleTimeoutMinutes: "0" }, "A whole number of minutes, 1 to 480"],
    ["idleTimeoutMinutes", { idleTimeoutMinutes: "1.5" }, "A whole number of minutes, 1 to 480"],
    ["maxConcurrentDpus", { maxConcurrentDpus: "1" }, "A whole number of DPUs, 2 to 5,000"],
    ["description", { description: "x".repeat(1_025) }, "Athena takes at most 1,024 characters"],
    ["sparkProperties", { sparkProperties: "a=1\nb" }, "Line 2: write name=value"],
    ["sparkProperties", { sparkProperties: "a=1\n\na=2" }, "Line 3: a is set above already"],
  ])("says what is wrong with %s", (field, values, problem) =>
    expect(read(values).errors).toEqual({ [field]: problem }),
  );
});

describe("shortEngine", () => {
  it.each([
    ["PySpark engine version 3", "PySpark 3"],
    ["Apache Spark version 3.5", "Spark 3.5"],
    ["Something new", "Something new"],
  ])("%s: %s", (version, short) => expect(shortEngine(version)).toBe(short));
});
