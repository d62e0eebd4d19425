import {
  collator,
  type ListOrder,
  listOrders,
  type SortKey,
  sorted,
} from "@/components/data/list-order";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { ENGINE_FAMILIES, type EngineFamily } from "@/lib/domain/engines";

/** A workgroup, or why Athena would not show it. */
export type Row = {
  name: string;
  workgroup?: WorkgroupConfiguration;
  unreadable?: string;
};

export const STATES = ["ENABLED", "DISABLED"] as const;

export type Filter = {
  text: string;
  /** A key, or key=value. */
  tag: string;
  state: (typeof STATES)[number] | undefined;
  family: EngineFamily | undefined;
};

/** What has an order that is known of every row; figures are read of the rows on screen only. */
const SORTS = ["name", "state", "engine", "location", "limit", "enforced", "metrics"] as const;
type Sort = (typeof SORTS)[number];
export const orders = listOrders(SORTS);

/** The rows that a filter leaves, in an order. Those that could not be read match by name alone, and come last. */
export const rowsFor = (
  rows: readonly Row[],
  filter: Filter,
  { by, descending }: ListOrder<Sort>,
): Row[] =>
  sorted(
    rows.filter((row) => matches(row, filter)),
    descending,
    (row) => (by === "name" ? row.name : keyOf(row, by)),
  );

function keyOf({ workgroup }: Row, by: Exclude<Sort, "name">): SortKey {
  if (!workgroup) return undefined;
  const { settings, family, effectiveEngineVersion } = workgroup;
  const keys: Record<Exclude<Sort, "name">, SortKey> = {
    state: settings.state,
    engine: `${ENGINE_FAMILIES.indexOf(family)} ${effectiveEngineVersion}`,
    location: settings.managedResults ? "" : settings.outputLocation,
    limit: settings.scanLimitBytes,
    enforced: Number(!settings.enforceConfiguration),
    metrics: Number(!settings.publishMetrics),
  };
  return keys[by];
}

function matches({ name, workgroup }: Row, { text, tag, state, family }: Filter): boolean {
  if (!workgroup)
    return !tag && !state && !family && name.toLowerCase().includes(text.toLowerCase());
  const { settings } = workgroup;
  if (state && settings.state !== state) return false;
  if (family && workgroup.family !== family) return false;
  if (tag && !hasTag(settings.tags, tag)) return false;
  if (!text) return true;
  const searched = [
    name,
    settings.description,
    settings.outputLocation ?? "",
    ...Object.entries(settings.tags).map(([key, value]) => `${key}=${value}`),
  ];
  return searched.some((part) => part.toLowerCase().includes(text.toLowerCase()));
}

/** A tag may hold `=` in key and value: every place is tried. */
function hasTag(tags: Readonly<Record<string, string>>, wanted: string): boolean {
  return Object.entries(tags).some(
    ([key, value]) => wanted === key || wanted === `${key}=${value}`,
  );
}

/** Keys and key=value pairs of the rows, each with the number of workgroups that have it. */
export function tagChoices(rows: readonly Row[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { workgroup } of rows)
    for (const [key, value] of Object.entries(workgroup?.settings.tags ?? {}))
      for (const tag of value === "" ? [key] : [key, `${key}=${value}`])
        counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => collator.compare(a.tag, b.tag));
}
