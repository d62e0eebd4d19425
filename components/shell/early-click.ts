import { useEffect, useLayoutEffect } from "react";

type EarlyPage = Window & { athenaeumListens?: boolean; athenaeumClick?: Event | undefined };

/**
 * Runs with the first part of the page: keeps the last click before the page's scripts listen, where it is on a
 * button. Links lead on without them, and forms React keeps itself.
 */
export const earlyClickScript = `addEventListener("click",event=>{if(!window.athenaeumListens)window.athenaeumClick=event},true)`;

/** Presses that button again once somebody listens: on a slow connection nothing that was pressed is lost. */
export function useEarlyClick(): void {
  useLayoutEffect(() => {
    const page: EarlyPage = window;
    page.athenaeumListens = true;
    // React makes the page listen at once for a click that comes in the middle, and hands that one on itself.
    if (page.athenaeumClick === page.event) delete page.athenaeumClick;
  }, []);
  useEffect(() => {
    const page: EarlyPage = window;
    const target = page.athenaeumClick?.target;
    delete page.athenaeumClick;
    if (target instanceof Element) target.closest<HTMLElement>('button[type="button"]')?.click();
  }, []);
}
