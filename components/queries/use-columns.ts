import { type RefObject, useLayoutEffect, useState } from "react";
import { columnsFor } from "./columns";

/** The columns for the width of `container`, before the first paint and whenever it changes. */
export function useColumns(container: RefObject<HTMLElement | null>) {
  const [columns, setColumns] = useState(() => columnsFor(0));
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () => setColumns(columnsFor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [container]);
  return columns;
}
