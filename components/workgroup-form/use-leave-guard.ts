import { useEffect, useEffectEvent } from "react";

/** While there are edits: the browser asks before the tab goes, and a link hands over its address instead. */
export function useLeaveGuard(active: boolean, onLink: (href: string) => void) {
  const leave = useEffectEvent(onLink);
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const intercept = (event: MouseEvent) => {
      const href = linkLeft(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      leave(href);
    };
    window.addEventListener("beforeunload", ask);
    // Before the router's own listeners.
    document.addEventListener("click", intercept, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("click", intercept, { capture: true });
    };
  }, [active]);
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
