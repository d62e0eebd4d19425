import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import {
  type BulkChange,
  besideOf,
  isTextMapSetting,
  type MapWay,
} from "@/lib/domain/workgroups/bulk-change";
import type { SettingValue } from "@/lib/domain/workgroups/changes";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId, WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { readSettings } from "@/lib/domain/workgroups/wire";
import type { FormDraft } from "../form-draft";

/** What a person makes of a bulk change before it is reviewed. */
export type BulkDraft = {
  setting: SettingId;
  /** The fields write here; it stands for no workgroup. */
  form: FormDraft;
  way: MapWay;
  /** Keys to take away, with commas between them. */
  keys: string;
};

/** Begins with the value that the address asks for, or the one of the first workgroup that has such a setting. */
export function beginDraft(
  setting: SettingId,
  workgroups: readonly WorkgroupConfiguration[],
  asked: SettingValue,
): BulkDraft {
  const first = workgroups.find(({ family }) => SETTINGS[setting].families.includes(family));
  const family = first?.family ?? "sql";
  const settings: WorkgroupSettings = { ...readSettings({}, {}, family) };
  const own = isTextMapSetting(setting) ? undefined : first?.settings[setting];
  const value = asked ?? own;
  if (value !== undefined) Object.assign(settings, { [setting]: value });
  const form: FormDraft = {
    // A location is tested in the name of a workgroup.
    name: first?.name ?? "",
    family,
    base: settings,
    basedOn: undefined,
    settings,
    unread: {},
    restores: undefined,
  };
  return { setting, form, way: "put", keys: "" };
}

/** The change that is written, or undefined while a field holds no value. */
export function changeOf({ setting, form, way, keys }: BulkDraft): BulkChange | undefined {
  if (isTextMapSetting(setting) && way === "take")
    return { setting, value: keysOf(keys), way, beside: {} };
  if (Object.keys(form.unread).length > 0) return undefined;
  const value = form.settings[setting];
  const beside: Partial<WorkgroupSettings> = {};
  for (const one of besideOf(setting, value)) {
    const given = form.settings[one];
    if (given !== undefined && given !== "") Object.assign(beside, { [one]: given });
  }
  return { setting, value, way, beside };
}

const keysOf = (text: string) =>
  Object.fromEntries(
    text
      .split(",")
      .map((key) => key.trim())
      .filter((key) => key !== "")
      .map((key) => [key, ""]),
  );

/** What the address may ask for: of settings that hold one plain value, never of entries, which may be secret. */
export function askedValue(setting: SettingId, json: string | null): SettingValue {
  const { kind } = SETTINGS[setting];
  if (json === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (kind === "switch") return typeof value === "boolean" ? value : undefined;
  if (kind === "bytes" || kind === "count")
    return typeof value === "number" && Number.isInteger(value) ? value : undefined;
  const isText = kind === "choice" || kind === "s3Location" || kind === "arn" || kind === "text";
  return isText && typeof value === "string" ? value : undefined;
}
