import { type EngineFamily, engineVersionLabel } from "../engines";
import { encryptionText, formatBytes, formatCount } from "../format";
import { SETTINGS } from "./setting-table";
import type { SettingId, TextMap, WorkgroupSettings } from "./settings";

const NOT_SET = "not set";

/** `500 GB`; what three digits cannot say is said whole beside it: `1.23 GB (1,234,567,890 bytes)`. */
export function limitText(bytes: number): string {
  const short = formatBytes(bytes);
  const [figure = "", unit = ""] = short.split(" ");
  const power = ["B", "kB", "MB", "GB", "TB", "PB", "EB"].indexOf(unit);
  const isWhole = Math.round(Number(figure) * 1_000 ** power) === bytes;
  const plain = `${String(Number(figure))} ${unit}`;
  return isWhole ? plain : `${plain} (${formatCount(bytes)} bytes)`;
}

type Entry = string | TextMap | readonly string[];
const isMap = (entry: Entry): entry is TextMap =>
  typeof entry === "object" && !Array.isArray(entry);

/** A line an entry: `key=value`, `spark-defaults: key=value`, `SPARK_DRIVER: STDOUT, STDERR`. */
export function entryLines(map: Readonly<Record<string, Entry>> | undefined): string[] {
  return Object.entries(map ?? {}).flatMap(([name, entry]) => {
    if (typeof entry === "string") return [`${name}=${entry}`];
    if (isMap(entry)) return entryLines(entry).map((line) => `${name}: ${line}`);
    return [`${name}: ${entry.length === 0 ? "none" : entry.join(", ")}`];
  });
}

/** The value of a setting in one line for people: `500 GB`, `on`, `not set`. */
export function settingText(
  setting: SettingId,
  settings: WorkgroupSettings,
  family: EngineFamily,
): string {
  const value = settings[setting];
  if (!SETTINGS[setting].families.includes(family) && !value) return "does not apply";
  if (value === undefined || value === "") return NOT_SET;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number")
    return SETTINGS[setting].kind === "bytes" ? limitText(value) : formatCount(value);
  if (setting === "encryptionOption" && typeof value === "string") return encryptionText(value);
  if (setting === "engineVersion" && typeof value === "string") return engineVersionLabel(value);
  if (typeof value === "string") return value.replace(/\s+/gu, " ").trim();
  return entryLines(value).join(", ") || NOT_SET;
}

/** The label within a sentence: `output location`, but `KMS key` and `IAM Identity Center`. */
export function labelWithin(setting: SettingId): string {
  const { label } = SETTINGS[setting];
  return /^[A-Z][a-z]*( |$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
