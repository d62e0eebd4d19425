import { useSyncExternalStore } from "react";

const storageKey = "athenaeum.rail";

/** Runs before the first paint. The attribute on `<html>` is the state; CSS reads it as `rail-collapsed:`. */
export const railScript = `try{if(localStorage.getItem("${storageKey}")==="collapsed")document.documentElement.dataset.rail="collapsed"}catch{}`;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setCollapsed(collapsed: boolean) {
  if (collapsed) document.documentElement.dataset.rail = "collapsed";
  else delete document.documentElement.dataset.rail;
  try {
    localStorage.setItem(storageKey, collapsed ? "collapsed" : "open");
  } catch {
    // Storage may be forbidden; the rail then keeps its state for this page only.
  }
  for (const listener of listeners) listener();
}

export function useRailCollapsed(): [boolean, (collapsed: boolean) => void] {
  const collapsed = useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.rail === "collapsed",
    () => false,
  );
  return [collapsed, setCollapsed];
}
