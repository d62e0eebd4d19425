import { describe, expect, it } from "vitest";
import type { EngineFamily } from "../engines";
import { applyBulkChange, type BulkChange, besideOf, bulkSettingsOf, planOf } from "./bulk-change";
import type { WorkgroupSettings } from "./settings";
import { newSettings } from "./wire";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const HASH = "0".repeat(64);

const workgroup = (settings: Partial<WorkgroupSettings> = {}, family: EngineFamily = "sql") => ({
  family,
  settings: { ...newSettings(family), ...settings },
  hash: HASH,
});
const change = (
  setting: BulkChange["setting"],
  value: BulkChange["value"],
  more: Partial<BulkChange> = {},
): BulkChange => ({ setting, value, way: "put", beside: {}, ...more });
const kindOf = (...args: Parameters<typeof planOf>) => planOf(...args).kind;

describe("one change of several workgroups", () => {
  it("says of each what it would do", () => {
    const limit = change("scanLimitBytes", 5e11);
    expect(planOf(workgroup({ scanLimitBytes: 1e12 }), limit)).toMatchObject({
      kind: "changes",
      changes: [{ setting: "scanLimitBytes", before: 1e12, after: 5e11 }],
      basedOn: HASH,
    });
    expect(kindOf(workgroup({ scanLimitBytes: 5e11 }), limit)).toBe("same");
    expect(kindOf(workgroup({}, "pyspark"), limit)).toBe("doesNotApply");
    expect(kindOf({ ...workgroup(), hash: undefined }, limit)).toBe("forbidden");
    expect(planOf(workgroup(), change("scanLimitBytes", 5))).toMatchObject({
      kind: "refused",
      problems: [{ setting: "scanLimitBytes" }],
    });
  });

  it("changes no tags where they could not be read, and anything else there", () => {
    const unread = { ...workgroup(), tagsProblem: "Not authorized" };
    expect(planOf(unread, change("tags", { a: "1" }))).toEqual({
      kind: "refused",
      problems: [{ setting: "tags", message: "Not authorized" }],
    });
    expect(kindOf(unread, change("scanLimitBytes", 5e11))).toBe("changes");
  });

  it("takes a setting away", () => {
    const gone = change("scanLimitBytes", undefined);
    expect(planOf(workgroup({ scanLimitBytes: 5e11 }), gone)).toMatchObject({
      kind: "changes",
      changes: [{ setting: "scanLimitBytes", after: undefined }],
    });
    expect(kindOf(workgroup(), gone)).toBe("same");
    expect(
      applyBulkChange(workgroup({ description: "x" }).settings, change("description", undefined))
        .description,
    ).toBe("");
  });

  it("puts, takes and replaces entries", () => {
    const { settings } = workgroup({ tags: { a: "1", b: "2" } });
    const tags = (way: BulkChange["way"], value: Record<string, string>) =>
      applyBulkChange(settings, change("tags", value, { way })).tags;
    expect(tags("put", { b: "3", c: "4" })).toEqual({ a: "1", b: "3", c: "4" });
    expect(tags("take", { b: "", z: "" })).toEqual({ a: "1" });
    expect(tags("replace", { c: "4" })).toEqual({ c: "4" });
    const made = workgroup({ tags: { a: "1", "aws:cloudformation:stack-name": "x" } });
    expect(planOf(made, change("tags", { c: "4" }, { way: "replace" }))).toMatchObject({
      kind: "changes",
      after: { tags: { c: "4", "aws:cloudformation:stack-name": "x" } },
    });
  });

  it("sets a key beside an encryption that needs one, and keeps a workgroup's own where none is given", () => {
    expect(besideOf("encryptionOption", "SSE_KMS")).toEqual(["encryptionKmsKey"]);
    expect(besideOf("encryptionOption", "SSE_S3")).toEqual([]);
    const kms = change("encryptionOption", "SSE_KMS");
    expect(kindOf(workgroup(), kms)).toBe("refused");
    expect(kindOf(workgroup({ encryptionOption: "CSE_KMS", encryptionKmsKey: KEY }), kms)).toBe(
      "changes",
    );
    const withKey = { ...kms, beside: { encryptionKmsKey: KEY } };
    expect(planOf(workgroup(), withKey)).toMatchObject({
      kind: "changes",
      after: { encryptionOption: "SSE_KMS", encryptionKmsKey: KEY },
    });
  });

  it("does not set beside what the value asks nothing for", () => {
    const plain = change("encryptionOption", "SSE_S3", { beside: { encryptionKmsKey: KEY } });
    const before = workgroup({ encryptionOption: "SSE_KMS", encryptionKmsKey: KEY });
    expect(planOf(before, plain)).toMatchObject({
      kind: "changes",
      after: { encryptionOption: "SSE_S3", encryptionKmsKey: undefined },
    });
  });

  it("takes away what the new value excludes, and shows that as a change", () => {
    const managed = planOf(
      workgroup({ outputLocation: "s3://results/" }),
      change("managedResults", true),
    );
    expect(managed).toMatchObject({ kind: "changes", after: { outputLocation: undefined } });
    expect(managed.kind === "changes" && managed.changes.map(({ setting }) => setting)).toEqual(
      expect.arrayContaining(["managedResults", "outputLocation"]),
    );
    const logs = workgroup({ s3Logging: true, s3LogLocation: "s3://logs/" }, "sparkConnect");
    expect(planOf(logs, change("s3Logging", false))).toMatchObject({
      kind: "changes",
      after: { s3LogLocation: undefined },
    });
  });

  it("refuses an engine of another family", () => {
    const newer = change("engineVersion", "Athena engine version 3");
    expect(kindOf(workgroup(), newer)).toBe("changes");
    expect(kindOf(workgroup({}, "pyspark"), newer)).toBe("refused");
  });

  it("offers what fits one of the families and can change", () => {
    const sql = bulkSettingsOf(new Set(["sql"]));
    expect(sql).toContain("scanLimitBytes");
    expect(sql).not.toContain("sparkProperties");
    expect(sql).not.toContain("identityCenter");
    expect(bulkSettingsOf(new Set(["sql", "pyspark"]))).toContain("sparkProperties");
  });
});
