import { describe, expect, it } from "vitest";
import { CallError } from "@/lib/client/call";
import { refusalOf } from "./refusal";

const refused = (message: string, fields: Record<string, string> = {}) =>
  refusalOf(new CallError("INVALID", message, "request-1", fields), "sql");
const fieldsOf = (message: string) => [...refused(message).fields.keys()];

describe("a refusal", () => {
  it("is told at the fields that the answer names", () => {
    const { fields, requestId } = refused("wrong", {
      "settings.outputLocation": "no location",
      "settings.tags.team": "too long",
      basedOn: "not of a setting",
    });
    expect([...fields]).toEqual([
      ["outputLocation", "no location"],
      ["tags", "too long"],
    ]);
    expect(requestId).toBe("request-1");
  });

  it.each([
    ["BytesScannedCutoffPerQuery must be at least 10000000", "scanLimitBytes"],
    [
      "Value at 'configuration.resultConfiguration.outputLocation' failed to satisfy constraint",
      "outputLocation",
    ],
    ["Value at 'description' failed to satisfy constraint", "description"],
    [
      "Invalid ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey",
      "managedResultsKmsKey",
    ],
  ])("is told at the field whose member the message names: %s", (message, setting) => {
    expect(fieldsOf(message)).toEqual([setting]);
  });

  it.each(["KmsKey is not valid", "Rate exceeded", "WorkGroup is not enabled"])(
    "stays whole where the message names no single setting: %s",
    (message) => {
      expect(fieldsOf(message)).toEqual([]);
      expect(refused(message).message).toBe(message);
    },
  );

  it("is whole for what is no answer at all", () => {
    expect(refusalOf(new Error("gone"), "pyspark")).toEqual({
      message: "gone",
      requestId: undefined,
      fields: new Map(),
    });
  });
});
