import { type RefObject, useLayoutEffect, useState } from "react";

/** Lines longer than this are several rows even where nothing is wrapped: nobody reads a row of a megabyte. */
const COLUMNS_MAX = 4_000;
const COLUMNS_MIN = 20;
const SAMPLE = 100;

/** How many columns of the mono font fit, or the most that a row may have. Follows the size of the element once it is there. */
export function useColumns(
  element: RefObject<HTMLElement | null>,
  wrap: boolean,
  mounted: boolean,
): number {
  const [columns, setColumns] = useState(COLUMNS_MAX);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || !wrap || !mounted) return setColumns(COLUMNS_MAX);
    const measure = () => {
      const sample = document.createElement("span");
      sample.textContent = "0".repeat(SAMPLE);
      sample.style.cssText = "position:absolute;visibility:hidden";
      box.append(sample);
      const charPx = sample.getBoundingClientRect().width / SAMPLE;
      sample.remove();
      const style = getComputedStyle(box);
      const room =
        box.clientWidth -
        Number.parseFloat(style.paddingLeft) -
        Number.parseFloat(style.paddingRight);
      if (charPx > 0) setColumns(Math.max(COLUMNS_MIN, Math.floor(room / charPx)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, wrap, mounted]);
  return columns;
}
