import { useSyncExternalStore } from "react";

/** Column id to width in px; only what somebody changed. */
export type ColumnWidths = Readonly<Record<string, number>>;

const none: ColumnWidths = {};
const cache = new Map<string, ColumnWidths>();
const listeners = new Set<() => void>();

const storageKey = (tableId: string) => `athenaeum.columns.${tableId}`;

function read(tableId: string): ColumnWidths {
  const known = cache.get(tableId);
  if (known) return known;
  const widths = parse(stored(tableId));
  cache.set(tableId, widths);
  return widths;
}

function stored(tableId: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(storageKey(tableId)) ?? "{}");
  } catch {
    return {};
  }
}

function parse(value: unknown): ColumnWidths {
  if (typeof value !== "object" || value === null) return none;
  const widths = Object.entries(value).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > 0,
  );
  return Object.fromEntries(widths);
}

function write(tableId: string, widths: ColumnWidths) {
  cache.set(tableId, widths);
  try {
    localStorage.setItem(storageKey(tableId), JSON.stringify(widths));
  } catch {
    // Storage may be forbidden; the widths then last as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Widths that survive a reload, by table id. */
export function useColumnWidths(tableId: string): [ColumnWidths, (widths: ColumnWidths) => void] {
  const widths = useSyncExternalStore(
    subscribe,
    () => read(tableId),
    () => none,
  );
  return [widths, (next) => write(tableId, next)];
}
