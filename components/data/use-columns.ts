import { type RefObject, useLayoutEffect, useState } from "react";
import type { DataColumn } from "./data-column";

export type SteppedColumn<Row> = DataColumn<Row> & {
  /** Left out where the list is narrower than this. */
  fromPx?: number;
};

type ColumnsFor<Row> = (widthPx: number) => readonly DataColumn<Row>[];

/** Answers the columns that fit into a list of a width; the same array for the same set. */
export function columnsByWidth<Row>(all: readonly SteppedColumn<Row>[]): ColumnsFor<Row> {
  const steps = [...new Set(all.flatMap((column) => column.fromPx ?? []))].sort((a, b) => a - b);
  const sets = new Map(
    [0, ...steps].map((px) => [px, all.filter((column) => (column.fromPx ?? 0) <= px)] as const),
  );
  return (widthPx) => sets.get(steps.filter((px) => px <= widthPx).at(-1) ?? 0) ?? all;
}

/** The columns for the width of `container`, before the first paint and whenever it changes. */
export function useColumns<Row>(
  container: RefObject<HTMLElement | null>,
  columnsFor: ColumnsFor<Row>,
) {
  const [columns, setColumns] = useState(() => columnsFor(0));
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () => setColumns(columnsFor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [container, columnsFor]);
  return columns;
}
