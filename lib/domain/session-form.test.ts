import { describe, expect, it } from "vitest";
import { shortEngine } from "./engines";
import { emptySessionForm, readSessionForm, type SessionForm } from "./session-form";

const read = (values: Partial<SessionForm>) =>
  readSessionForm({ ...emptySessionForm("spark"), ...values });

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

  it.each([
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
