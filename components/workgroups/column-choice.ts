import { useSyncExternalStore } from "react";

/** What may be left out; the name and the box that selects always stay. */
export const COLUMN_LABELS = {
  state: "State",
  engine: "Engine",
  location: "Output location",
  limit: "Scan limit",
  enforced: "Enforced",
  metrics: "Metrics",
  tags: "Tags",
  running: "Running",
  queued: "Queued",
  runs: "Newest runs",
  failed: "Failed",
  scanned: "Scanned",
  cost: "Cost, est.",
} as const;
export type ColumnId = keyof typeof COLUMN_LABELS;
export const COLUMN_IDS = Object.keys(COLUMN_LABELS) as ColumnId[];

/** Columns that somebody chose; undefined for those that find room. */
type Choice = readonly ColumnId[] | undefined;

const KEY = "athenaeum.workgroups.columns";
const listeners = new Set<() => void>();
let known: { choice: Choice } | undefined;

function read(): Choice {
  known ??= { choice: parse() };
  return known.choice;
}

function parse(): Choice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return Array.isArray(kept) ? COLUMN_IDS.filter((id) => kept.includes(id)) : undefined;
  } catch {
    return undefined;
  }
}

function write(choice: Choice) {
  known = { choice };
  try {
    if (choice) localStorage.setItem(KEY, JSON.stringify(choice));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The choice of columns, kept in the browser. */
export const useColumnChoice = (): [Choice, (choice: Choice) => void] => [
  useSyncExternalStore(subscribe, read, () => undefined),
  write,
];
