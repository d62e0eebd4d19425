import { useEffect } from "react";

type EarlyPage = Window & { athenaeumIsReady?: boolean; athenaeumPressed?: HTMLElement };

/**
 * Runs with the first part of the page: keeps the last button that is pressed before the page's scripts have come.
 * Links lead on without them, and forms React keeps itself.
 */
export const earlyClickScript = `addEventListener("click",({target})=>{if(!window.athenaeumIsReady)window.athenaeumPressed=target.closest?.('button[type="button"]')??undefined},true)`;

/** Presses that button again once somebody listens: on a slow connection nothing that was pressed is lost. */
export function useEarlyClick(): void {
  useEffect(() => {
    const page: EarlyPage = window;
    page.athenaeumIsReady = true;
    page.athenaeumPressed?.click();
    delete page.athenaeumPressed;
  }, []);
}
