import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ENGINE_FAMILIES, type EngineFamily } from "@/lib/domain/engines";
import { settingsOf } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { type Form, FormContext } from "./form-context";
import { FormSections } from "./form-sections";

const FULL: Partial<WorkgroupSettings> = {
  description: "of the test",
  tags: { team: "data" },
  outputLocation: "s3://bucket/folder/",
  encryptionOption: "SSE_KMS",
  encryptionKmsKey: "arn:aws:kms:us-east-1:123456789012:key/a",
  managedResults: true,
  managedLogging: true,
  s3Logging: true,
  cloudWatchLogging: true,
  identityCenter: true,
  s3AccessGrants: true,
  sparkProperties: { "spark.a": "1" },
  classifications: { "spark-defaults": { "spark.a": "1" } },
  logTypes: { SPARK_DRIVER: ["STDOUT"] },
};

function shown(family: EngineFamily, mode: "new" | "edit", changed: Partial<WorkgroupSettings>) {
  const base = newSettings(family);
  const nothing = () => {};
  const form: Form = {
    mode,
    draft: {
      name: "test",
      family,
      base,
      basedOn: undefined,
      settings: { ...base, ...changed },
      unread: {},
      restores: undefined,
    },
    revision: 0,
    changed: new Set(),
    problems: new Map(),
    hints: new Map(),
    scans: undefined,
    tagsProblem: undefined,
    set: nothing,
    setUnread: nothing,
    replace: nothing,
  };
  const markup = renderToStaticMarkup(
    createElement(
      QueryClientProvider,
      { client: new QueryClient() },
      createElement(FormContext.Provider, { value: form }, createElement(FormSections)),
    ),
  );
  const fields = markup.split('id="setting-').slice(1);
  return new Map(fields.map((field) => [field.slice(0, field.indexOf('"')) as SettingId, field]));
}

const CONTROL = /<(input|textarea|button)|role="(switch|combobox|checkbox)"/;

describe.each(ENGINE_FAMILIES)("the form of %s", (family) => {
  it("has a field with a control for every setting, on an existing workgroup", () => {
    const fields = shown(family, "edit", FULL);
    const fixed: SettingId[] = ["identityCenter", "identityCenterInstance"];
    expect([...fields.keys()].sort()).toEqual([...settingsOf(family)].sort());
    for (const setting of settingsOf(family))
      expect([setting, CONTROL.test(fields.get(setting) ?? "")]).toEqual([
        setting,
        !fixed.includes(setting),
      ]);
  });

  it("sets all but the state of a new workgroup, which is enabled", () => {
    const fields = shown(family, "new", FULL);
    const settable = settingsOf(family).filter((setting) => setting !== "state");
    expect([...fields.keys()].sort()).toEqual([...settable].sort());
    for (const setting of settable) expect(fields.get(setting)).toMatch(CONTROL);
  });
});

describe("fields that belong to another setting", () => {
  it("are there only where that is on", () => {
    const fields = shown("sql", "new", {});
    expect(fields.has("encryptionOption")).toBe(true);
    expect(fields.has("encryptionKmsKey")).toBe(false);
    expect(fields.has("s3AccessGrants")).toBe(false);
  });

  it("stay while a value has to be taken away", () => {
    const fields = shown("sql", "new", { encryptionKmsKey: "arn:aws:kms:us-east-1:1:key/a" });
    expect(fields.has("encryptionKmsKey")).toBe(true);
  });
});
