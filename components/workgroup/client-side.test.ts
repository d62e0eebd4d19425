import { expect, it } from "vitest";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { clientSideEffect } from "./client-side";

const sql = { ...newSettings("sql"), enforceConfiguration: false, managedResults: false };
const given = { ...sql, outputLocation: "s3://bucket/", encryptionOption: "SSE_S3" };

it.each([
  ["outputLocation", sql, "Clients may send their own."],
  ["outputLocation", given, "Counts for queries that bring none of their own."],
  ["outputLocation", { ...given, enforceConfiguration: true }, "Replaces what clients send."],
  ["s3AclOption", { ...given, enforceConfiguration: true }, "What clients send is ignored."],
  [
    "outputLocation",
    { ...sql, managedResults: true },
    "Nothing that clients send counts: Athena keeps the results.",
  ],
  [
    "encryptionOption",
    { ...given, minimumEncryption: true },
    "Clients may send this or a stronger one.",
  ],
  ["publishMetrics", given, undefined],
] as const)("says what %s does to what clients send", (setting, settings, effect) =>
  expect(clientSideEffect(setting, settings, "sql")).toBe(effect),
);

it("lets sessions bring what they start with, and no location", () => {
  const spark = newSettings("sparkConnect");
  expect(clientSideEffect("classifications", spark, "sparkConnect")).toMatch(/sessions/);
  expect(clientSideEffect("outputLocation", spark, "sparkConnect")).toBeUndefined();
});
