import { useEffect, useRef } from "react";

const delayMs = 350;
/** Moving from one tooltip to the next shows it at once. */
const warmMs = 300;
let closedAt = Number.NEGATIVE_INFINITY;

/** Opens after a moment of rest on the element; `show` gets the anchor, or undefined to close. */
export function useTooltipDelay(show: (anchor: HTMLElement | undefined) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    openSoon: (anchor: HTMLElement) => {
      clearTimeout(timer.current);
      const wait = performance.now() - closedAt < warmMs ? 0 : delayMs;
      timer.current = setTimeout(() => {
        open.current = true;
        show(anchor);
      }, wait);
    },
    close: () => {
      clearTimeout(timer.current);
      if (open.current) closedAt = performance.now();
      open.current = false;
      show(undefined);
    },
  };
}
