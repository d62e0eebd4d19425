import {
  collator,
  type ListOrder,
  listOrders,
  type SortKey,
  sorted,
} from "@/components/data/list-order";
import type { WorkgroupActivity, WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { ENGINE_FAMILIES, type EngineFamily } from "@/lib/domain/engines";
import { FIGURES, type FigureId, figureKeyOf } from "./figures";

/** A workgroup, or why Athena would not show it. */
export type Row = {
  name: string;
  workgroup?: WorkgroupConfiguration;
  unreadable?: string;
};

export const STATES = ["ENABLED", "DISABLED"] as const;
/** Whether the settings of a SQL workgroup override those of its clients. */
export const ENFORCED = ["on", "off"] as const;

export type Filter = {
  text: string;
  /** A key, or key=value. */
  tag: string;
  state: (typeof STATES)[number] | undefined;
  family: EngineFamily | undefined;
  enforced: (typeof ENFORCED)[number] | undefined;
};

const SETTINGS = ["name", "state", "engine", "location", "limit", "enforced", "metrics"] as const;
type Setting = (typeof SETTINGS)[number];
export type Sort = Setting | FigureId;
export const SORTS: readonly Sort[] = [...SETTINGS, ...FIGURES];
export const orders = listOrders<Sort>([...SETTINGS, ...FIGURES], { largestFirst: FIGURES });

/** Whether a list is sorted by a figure: of every row, not only of those on screen. */
export const isFigure = (by: Sort): by is FigureId => FIGURES.some((id) => id === by);

/** The rows that a filter leaves. Those that could not be read match by name alone. */
export const rowsThatMatch = (rows: readonly Row[], filter: Filter): Row[] =>
  rows.filter((row) => matches(row, filter));

/** Rows in an order, those of which nothing is known at the end. */
export function rowsInOrder(
  rows: readonly Row[],
  { by, descending }: ListOrder<Sort>,
  activityOf: ReadonlyMap<string, WorkgroupActivity>,
): Row[] {
  const keyOf = isFigure(by)
    ? ({ name, workgroup }: Row) => {
        const activity = activityOf.get(name);
        return workgroup && activity && figureKeyOf(by, activity, workgroup.family);
      }
    : settingKeys[by];
  return sorted(rows, descending, keyOf);
}

const ofSettings =
  (key: (workgroup: WorkgroupConfiguration) => SortKey) =>
  ({ workgroup }: Row) =>
    workgroup && key(workgroup);

const settingKeys: Record<Setting, (row: Row) => SortKey> = {
  name: ({ name }) => name,
  state: ofSettings(({ settings }) => settings.state),
  engine: ofSettings(
    ({ family, effectiveEngineVersion }) =>
      `${ENGINE_FAMILIES.indexOf(family)} ${effectiveEngineVersion}`,
  ),
  location: ofSettings(({ settings }) => (settings.managedResults ? "" : settings.outputLocation)),
  limit: ofSettings(({ settings }) => settings.scanLimitBytes),
  enforced: ofSettings(({ family, settings }) =>
    family === "sql" ? Number(!settings.enforceConfiguration) : undefined,
  ),
  metrics: ofSettings(({ settings }) => Number(!settings.publishMetrics)),
};

function matches({ name, workgroup }: Row, filter: Filter): boolean {
  const { tag, state, family, enforced } = filter;
  const text = filter.text.toLowerCase();
  if (!workgroup)
    return !tag && !state && !family && !enforced && name.toLowerCase().includes(text);
  const { settings } = workgroup;
  if (state && settings.state !== state) return false;
  if (family && workgroup.family !== family) return false;
  if (enforced && enforcedOf(workgroup) !== enforced) return false;
  if (tag && !hasTag(settings.tags, tag)) return false;
  if (!text) return true;
  const searched = [
    name,
    settings.description,
    settings.outputLocation ?? "",
    ...Object.entries(settings.tags).map(([key, value]) => `${key}=${value}`),
  ];
  return searched.some((part) => part.toLowerCase().includes(text));
}

/** Undefined for Spark, whose clients have nothing to override. */
const enforcedOf = ({ family, settings }: WorkgroupConfiguration): Filter["enforced"] =>
  family !== "sql" ? undefined : settings.enforceConfiguration ? "on" : "off";

/** A tag may hold `=` in key and value: every place is tried. */
function hasTag(tags: Readonly<Record<string, string>>, wanted: string): boolean {
  return Object.entries(tags).some(
    ([key, value]) => wanted === key || wanted === `${key}=${value}`,
  );
}

export type Counts = {
  state: ReadonlyMap<string, number>;
  family: ReadonlyMap<string, number>;
  enforced: ReadonlyMap<string, number>;
  /** Keys and key=value pairs, in name order. */
  tags: { tag: string; count: number }[];
};

/** How many of the rows each choice of the filter has. */
export function countsOf(rows: readonly Row[]): Counts {
  const [state, family, enforced, tags] = [tally(), tally(), tally(), tally()];
  for (const { workgroup } of rows) {
    if (!workgroup) continue;
    state.add(workgroup.settings.state);
    family.add(workgroup.family);
    enforced.add(enforcedOf(workgroup));
    for (const [key, value] of Object.entries(workgroup.settings.tags)) {
      tags.add(key);
      if (value !== "") tags.add(`${key}=${value}`);
    }
  }
  return {
    state: state.counts,
    family: family.counts,
    enforced: enforced.counts,
    tags: [...tags.counts]
      .map(([tag, count]) => ({ tag, count }))
      .sort((a, b) => collator.compare(a.tag, b.tag)),
  };
}

function tally() {
  const counts = new Map<string, number>();
  return {
    counts,
    add(word: string | undefined) {
      if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
    },
  };
}
