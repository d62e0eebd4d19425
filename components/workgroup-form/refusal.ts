import { CallError } from "@/lib/client/call";
import type { EngineFamily } from "@/lib/domain/engines";
import { SETTINGS, settingsOf } from "@/lib/domain/workgroups/setting-table";
import type { SettingId } from "@/lib/domain/workgroups/settings";

/** What was refused: at the fields that it names, and in whole words where it names none. */
export type Refusal = {
  message: string;
  requestId: string | undefined;
  fields: ReadonlyMap<SettingId, string>;
};

export function refusalOf(error: Error, family: EngineFamily): Refusal {
  const { fields = {}, requestId } = error instanceof CallError ? error : {};
  const known = new Map<SettingId, string>();
  for (const [path, message] of Object.entries(fields)) {
    const setting = path.replace(/^settings\./, "").split(".")[0] ?? "";
    if (isSetting(setting) && !known.has(setting)) known.set(setting, message);
  }
  const named = known.size === 0 ? settingNamedIn(error.message, family) : undefined;
  if (named !== undefined) known.set(named, error.message);
  return { message: error.message, requestId, fields: known };
}

const isSetting = (name: string): name is SettingId => Object.hasOwn(SETTINGS, name);

/**
 * The one setting whose member of Athena a message names: `BytesScannedCutoffPerQuery`, or
 * `configuration.resultConfiguration.outputLocation`. A member of several settings needs its parent's name too.
 */
function settingNamedIn(message: string, family: EngineFamily): SettingId | undefined {
  const words = new Set(message.toLowerCase().match(/[a-z0-9-]+/g));
  let best: { settings: SettingId[]; depth: number } = { settings: [], depth: 0 };
  for (const setting of settingsOf(family)) {
    const members = (SETTINGS[setting].athena.toLowerCase().match(/[a-z0-9-]+/g) ?? []).reverse();
    const missing = members.findIndex((member) => !words.has(member));
    const depth = missing === -1 ? members.length : missing;
    if (depth === 0 || depth < best.depth) continue;
    if (
      depth === 1 &&
      isPlainWord(SETTINGS[setting].athena) &&
      !isQuoted(members[0] ?? "", message)
    )
      continue;
    best = { settings: depth > best.depth ? [setting] : [...best.settings, setting], depth };
  }
  return best.settings.length === 1 ? best.settings[0] : undefined;
}

/** `Enabled` and `State` are in sentences that speak of something else. */
const isPlainWord = (athena: string) => /(^|\.)[A-Z][a-z]+$/.test(athena);
const isQuoted = (word: string, message: string) =>
  new RegExp(`['"\`.]${word}['"\`]`, "i").test(message);
