import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/domain/workgroups/changes";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";

/** SHA-256 of settings, hexadecimal: the same for settings that mean the same. */
export const settingsHash = (settings: WorkgroupSettings) =>
  createHash("sha256").update(canonicalJson(settings)).digest("hex");

/** The same for settings that differ in tags alone, which are changed apart from all else. */
export const hashWithoutTags = (settings: WorkgroupSettings) =>
  settingsHash({ ...settings, tags: {} });
