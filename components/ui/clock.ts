import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, 1_000);
    document.addEventListener("visibilitychange", tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener("visibilitychange", tick);
  };
}

/**
 * Text that depends on the time. One timer serves the page; a component renders again only when
 * its own text changes. `server` is what the server and the first client render say.
 */
export const useTicking = (text: (now: number) => string, server: string) =>
  useSyncExternalStore(
    subscribe,
    () => text(now),
    () => server,
  );
