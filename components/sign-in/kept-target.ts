import { useSyncExternalStore } from "react";
import { links, safeNextPath } from "@/lib/domain/links";

const storageKey = "athenaeum.sign-in-target";
const start = links.queries();

/** Remembers where the person wanted to go: an identity provider that refuses sends them back without it. */
export function keepTarget(target: string): void {
  try {
    sessionStorage.setItem(storageKey, target);
  } catch {
    // Storage may be forbidden; a second try then leads to the start page.
  }
}

function keptTarget(): string {
  try {
    return safeNextPath(sessionStorage.getItem(storageKey));
  } catch {
    return start;
  }
}

const never = () => () => {};

/** Where sign-in leads: what the address says or, after a failed try, what it said then. */
export function useTarget(next: string, failed: boolean): string {
  const kept = useSyncExternalStore(never, keptTarget, () => start);
  return failed && next === start ? kept : next;
}
