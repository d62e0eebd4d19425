import type { EngineFamily } from "../engines";
import { formatCount } from "../format";
import { TITLES } from "./change-titles";
import { equalSettings, type SettingChange, type SettingValue } from "./changes";
import type { Consequence, Consequences } from "./consequence";
import { entryLines, settingText } from "./format-setting";
import { RESULT_CONSEQUENCES } from "./result-consequences";
import { SETTINGS } from "./setting-table";
import type { SettingId, WorkgroupSettings } from "./settings";
import { SPARK_CONSEQUENCES } from "./spark-consequences";
import { WORKGROUP_CONSEQUENCES } from "./workgroup-consequences";

const CONSEQUENCES: Readonly<Record<SettingId, Consequences>> = {
  ...WORKGROUP_CONSEQUENCES,
  ...RESULT_CONSEQUENCES,
  ...SPARK_CONSEQUENCES,
};

export type DescribedChange = {
  title: string;
  /** Old and new as text; of maps the entries that differ, a line each. */
  before: string;
  after: string;
  consequences: Pick<Consequence, "tone" | "text">[];
  /** Something stops working, or is lost. */
  destructive: boolean;
};

const isOn = (value: SettingValue) => value !== false && !equalSettings(value, undefined);

type Sides = { before: WorkgroupSettings; after: WorkgroupSettings };

/** Exact figures and texts as they are; entries of maps that both sides have are left out. */
function sides(setting: SettingId, { before, after }: Sides, family: EngineFamily) {
  const texts = [before, after].map((settings) => {
    const value = settings[setting];
    if (typeof value === "object") return entryLines(value);
    if (typeof value === "string" && value !== "") return [value];
    if (SETTINGS[setting].kind === "bytes")
      return [typeof value === "number" ? `${formatCount(value)} bytes` : "no limit"];
    return value === undefined ? [] : [settingText(setting, settings, family)];
  });
  const [was = [], is = []] = texts;
  const text = (lines: string[], others: string[]) =>
    lines.length === 0
      ? "not set"
      : lines.filter((line) => !others.includes(line)).join("\n") || "without these";
  return { before: text(was, is), after: text(is, was) };
}

/** A change in words, as old and new, and with what it means for who uses the workgroup. */
export function describeChange(
  { setting }: SettingChange,
  facts: {
    family: EngineFamily;
    before: WorkgroupSettings;
    after: WorkgroupSettings;
    /** Scanned bytes of each of the newest finished queries. */
    scans?: readonly number[] | undefined;
  },
): DescribedChange {
  const { before, after, family } = facts;
  const found = CONSEQUENCES[setting](facts).filter((one) => typeof one === "object");
  return {
    title: TITLES[setting](after, isOn(before[setting]), isOn(after[setting])),
    ...sides(setting, { before, after }, family),
    consequences: found.map(({ tone, text }) => ({ tone, text })),
    destructive: found.some((one) => one.breaks),
  };
}
