import { describe, expect, it } from "vitest";
import { canonicalJson, changesOf } from "./changes";
import { mergeSettings } from "./merge";
import { SETTING_IDS } from "./setting-table";
import type { WorkgroupSettings } from "./settings";
import { ALL_EXAMPLES } from "./settings-examples.fixture";
import { newSettings } from "./wire";

type Some = Partial<WorkgroupSettings>;
const base = newSettings("sql");
const of = (settings: Some): WorkgroupSettings => ({ ...base, ...settings });

describe("changes", () => {
  it("takes as equal what means the same to Athena", () => {
    const before = of({
      tags: { a: "1", b: "" },
      logTypes: { SPARK_DRIVER: ["STDOUT", "STDERR"] },
    });
    const after = of({
      tags: { b: "", a: "1" },
      logTypes: { SPARK_DRIVER: ["STDERR", "STDOUT"] },
      outputLocation: "",
      sparkProperties: {},
      classifications: { "spark-defaults": {} },
      minDpus: undefined,
    });
    expect(changesOf(before, after)).toEqual([]);
    expect(canonicalJson(before)).toBe(canonicalJson(after));
  });

  it("tells apart what differs, an empty value of a tag from none too", () => {
    expect(changesOf(of({ tags: { a: "" } }), of({ tags: {} }))).toEqual([
      { setting: "tags", before: { a: "" }, after: {} },
    ]);
    expect(changesOf(of({ logTypes: { SPARK_DRIVER: [] } }), base)).toHaveLength(1);
    expect(
      changesOf(of({ outputLocation: "s3://a-b/" }), of({ outputLocation: "s3://a-b" })),
    ).toHaveLength(1);
  });

  it("has another text for each value of each setting", () => {
    for (const { base: one, first, second, removed, setting } of ALL_EXAMPLES)
      for (const other of [first, second, removed].filter((each) => each !== undefined)) {
        const differs = changesOf(one, other).length > 0;
        expect(canonicalJson(one) !== canonicalJson(other), setting).toBe(differs);
      }
  });

  it("comes in the order of the form", () => {
    const changed = changesOf(base, of({ tags: { a: "b" }, description: "x", minDpus: 4 }));
    expect(changed.map(({ setting }) => setting)).toEqual(["description", "minDpus", "tags"]);
    expect(SETTING_IDS.at(-1)).toBe("tags");
  });
});

describe("merging", () => {
  const merge = (theirs: Some, mine: Some, from: Some = {}) =>
    mergeSettings(of(from), of({ ...from, ...theirs }), of({ ...from, ...mine }));

  it("takes what either side changed, and what both changed alike", () => {
    const { merged, conflicts } = merge(
      { publishMetrics: false, description: "same", scanLimitBytes: 10_000_000 },
      { requesterPays: true, description: "same", scanLimitBytes: 10_000_000 },
    );
    expect(conflicts).toEqual([]);
    expect(changesOf(base, merged).map(({ setting }) => setting)).toEqual([
      "description",
      "scanLimitBytes",
      "requesterPays",
      "publishMetrics",
    ]);
  });

  it("keeps mine where both changed it differently, and says so", () => {
    const { merged, conflicts } = merge({ description: "theirs" }, { description: "mine" });
    expect(merged.description).toBe("mine");
    expect(conflicts).toEqual(["description"]);
    expect(
      merge(
        { outputLocation: undefined },
        { outputLocation: "s3://new/" },
        { outputLocation: "s3://old/" },
      ).conflicts,
    ).toEqual(["outputLocation"]);
  });

  it("merges maps by key", () => {
    const from = { tags: { kept: "1", mine: "1", theirs: "1", both: "1" } };
    const { merged, conflicts } = merge(
      { tags: { kept: "1", mine: "1", both: "1", added: "" } },
      { tags: { kept: "1", mine: "2", theirs: "1" } },
      from,
    );
    expect(merged.tags).toEqual({ kept: "1", mine: "2", added: "" });
    expect(conflicts).toEqual([]);
    expect(merge({ tags: { a: "2" } }, { tags: {} }, { tags: { a: "1" } })).toMatchObject({
      merged: { tags: {} },
      conflicts: ["tags"],
    });
    expect(merge({ tags: { a: "" } }, { tags: { a: "x" } }).conflicts).toEqual(["tags"]);
  });

  it("merges properties within their classification, and outputs by log type", () => {
    const defaults = (properties: Record<string, string>) => ({
      classifications: { "spark-defaults": properties },
    });
    const { merged, conflicts } = merge(
      defaults({ a: "1", b: "2" }),
      defaults({ a: "1", c: "3" }),
      defaults({ a: "1" }),
    );
    expect(merged.classifications).toEqual({ "spark-defaults": { a: "1", b: "2", c: "3" } });
    expect(conflicts).toEqual([]);
    const types = merge(
      { logTypes: { SPARK_DRIVER: ["STDOUT"] } },
      { logTypes: { SPARK_DRIVER: ["STDERR"], SPARK_EXECUTOR: ["STDOUT"] } },
    );
    expect(types.conflicts).toEqual(["logTypes"]);
  });

  it("never pairs a key with the option of another editor", () => {
    const from = { encryptionOption: "SSE_KMS", encryptionKmsKey: "alias/a" };
    const { merged, conflicts } = merge(
      { encryptionOption: "SSE_S3", encryptionKmsKey: undefined },
      { encryptionKmsKey: "alias/b" },
      from,
    );
    expect(conflicts).toEqual(["encryptionOption", "encryptionKmsKey"]);
    expect(merged).toMatchObject({ encryptionOption: "SSE_KMS", encryptionKmsKey: "alias/b" });
    const whole = { encryptionOption: "CSE_KMS", encryptionKmsKey: "alias/b" };
    expect(merge(whole, whole, from).conflicts).toEqual([]);
    expect(merge(whole, {}, from).merged).toMatchObject(whole);
  });

  it("of each setting takes the side that changed it", () => {
    for (const { base: one, first } of ALL_EXAMPLES) {
      expect(changesOf(mergeSettings(one, first, one).merged, first)).toEqual([]);
      expect(changesOf(mergeSettings(one, one, first).merged, first)).toEqual([]);
      expect(mergeSettings(one, first, first).conflicts).toEqual([]);
    }
  });
});
