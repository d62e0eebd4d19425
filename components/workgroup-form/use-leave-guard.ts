import { useEffect, useEffectEvent } from "react";
import { isGoingToSignIn } from "@/lib/client/call";

/** Goes where the person was about to go. */
export type Leave = () => void;

/**
 * While there are edits: the browser asks before the tab goes; a link, and the browser's Back and Forward within
 * this tab's pages, hand over where they lead instead.
 */
export function useLeaveGuard(
  active: boolean,
  go: (href: string) => void,
  ask: (on: Leave) => void,
) {
  const follow = useEffectEvent((href: string) => ask(() => go(href)));
  const traverse = useEffectEvent(ask);
  useEffect(() => {
    if (!active) return;
    const ends = new AbortController();
    const { signal } = ends;
    const stay = (event: BeforeUnloadEvent) => {
      if (!isGoingToSignIn()) event.preventDefault();
    };
    const intercept = (event: MouseEvent) => {
      const href = linkLeft(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      follow(href);
    };
    const hold = (event: NavigateEvent) => {
      const { destination } = event;
      if (!leavesByHistory(event)) return;
      event.preventDefault();
      traverse(() => {
        ends.abort();
        navigation.traverseTo(destination.key);
      });
    };
    window.addEventListener("beforeunload", stay, { signal });
    // Before the router's own listeners.
    document.addEventListener("click", intercept, { capture: true, signal });
    // Browsers without it go back at once: the edits are kept in the tab.
    if ("navigation" in window) navigation.addEventListener("navigate", hold, { signal });
    return () => ends.abort();
  }, [active]);
}

/**
 * Back or Forward to another page that this document has shown; for other documents `beforeunload` asks. Browsers
 * let nobody be held twice without doing something in between: then it is not cancelable.
 */
function leavesByHistory({ cancelable, navigationType, destination }: NavigateEvent): boolean {
  if (!cancelable || navigationType !== "traverse" || !destination.sameDocument) return false;
  return new URL(destination.url).pathname !== window.location.pathname;
}

/** The address in this tab that a click goes to, where that is another page of ours. */
function linkLeft(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute("download")) return undefined;
  if (link.target !== "" && link.target !== "_self") return undefined;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return undefined;
  return `${pathname}${search}${hash}`;
}
