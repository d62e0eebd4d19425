import type { EngineFamily } from "../engines";
import { equalSettings, type SettingValue } from "./changes";
import { SETTING_IDS, SETTINGS } from "./setting-table";
import { SECTIONS, type SectionId, type SettingId, type WorkgroupSettings } from "./settings";

type Compared = {
  name: string;
  family: EngineFamily;
  settings: WorkgroupSettings;
  /** Paths of settings whose values are withheld: they are compared with nothing. */
  withheld: readonly string[];
  /** Why its tags could not be read: they are compared with nothing, too. */
  tagsProblem?: string | undefined;
};

export type ComparedCell = {
  name: string;
  /** Its engine has such a setting. */
  applies: boolean;
  /** From the first workgroup that has such a setting and shows it. */
  differs: boolean;
  /** Why it could not be read. */
  unread?: string;
};

export type ComparedRow = {
  setting: SettingId;
  differs: boolean;
  /** A part of it is withheld from this person somewhere, and was left out of the comparison. */
  partly: boolean;
  cells: ComparedCell[];
};

export type ComparedSection = { section: SectionId; rows: ComparedRow[] };

/** Settings of workgroups side by side, those that apply to one of them at least, in the order of form and page. */
export function compareWorkgroups(workgroups: readonly Compared[]): ComparedSection[] {
  const rows = SETTING_IDS.filter((setting) =>
    workgroups.some(({ family }) => SETTINGS[setting].families.includes(family)),
  ).map((setting) => rowOf(setting, workgroups));
  return SECTIONS.map((section) => ({
    section,
    rows: rows.filter(({ setting }) => SETTINGS[setting].section === section),
  })).filter((part) => part.rows.length > 0);
}

function rowOf(setting: SettingId, workgroups: readonly Compared[]): ComparedRow {
  const { families } = SETTINGS[setting];
  const applying = workgroups.filter(({ family }) => families.includes(family));
  const hidden = new Set(
    applying.flatMap(({ withheld }) =>
      withheld.filter((path) => path === setting || path.startsWith(`${setting}.`)),
    ),
  );
  const comparable = ({ settings }: Compared) => without(setting, settings[setting], hidden);
  const unreadOf = ({ tagsProblem }: Compared) => (setting === "tags" ? tagsProblem : undefined);
  const first = applying.find((workgroup) => unreadOf(workgroup) === undefined);
  const cells = workgroups.map((workgroup): ComparedCell => {
    const { name, family } = workgroup;
    const applies = families.includes(family);
    const unread = unreadOf(workgroup);
    if (unread !== undefined) return { name, applies, differs: false, unread };
    const differs =
      applies && first !== undefined && !equalSettings(comparable(first), comparable(workgroup));
    return { name, applies, differs };
  });
  return { setting, differs: cells.some((cell) => cell.differs), partly: hidden.size > 0, cells };
}

/** The value without the entries at these paths. */
function without(path: string, value: SettingValue, hidden: ReadonlySet<string>): SettingValue {
  if (hidden.size === 0) return value;
  if (hidden.has(path)) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !hidden.has(`${path}.${key}`))
      .map(([key, entry]) => [key, without(`${path}.${key}`, entry, hidden)]),
  ) as SettingValue;
}
