"use client";

import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { DataColumn, DataSort } from "./data-column";
import { ResizeHandle } from "./resize-handle";

type DataTableHeaderProps<Row> = {
  columns: readonly DataColumn<Row>[];
  sort: DataSort | undefined;
  onSort: ((columnId: string) => void) | undefined;
  widthOf: (columnId: string) => number;
  widthMin: number;
  /** An empty last cell takes the rest of the width. */
  filler: boolean;
  onResize: (columnId: string, widthPx: number | undefined) => void;
};

export function DataTableHeader<Row>(props: DataTableHeaderProps<Row>) {
  const { columns, sort, onSort, widthOf, widthMin, filler, onResize } = props;
  return (
    <tr aria-rowindex={1} className="text-sm text-muted">
      {columns.map((column) => {
        const sorted = sort?.columnId === column.id ? sort.direction : undefined;
        const right = column.align === "right";
        return (
          <th
            key={column.id}
            scope="col"
            aria-sort={sorted}
            className={clsx(
              "relative h-8 border-y bg-surface px-2.5 font-medium first:pl-5 last:pr-5",
              right ? "text-right" : "text-left",
            )}
          >
            {column.sortable && onSort ? (
              <button
                type="button"
                onClick={() => onSort(column.id)}
                className={clsx(
                  "flex h-full w-full min-w-0 items-center gap-1 rounded-sm hover:text-ink [&_svg]:size-3",
                  right && "justify-end",
                )}
              >
                <span className="truncate">{column.header}</span>
                {sorted === "ascending" ? <ArrowUp aria-hidden /> : null}
                {sorted === "descending" ? <ArrowDown aria-hidden /> : null}
              </button>
            ) : (
              <span className={column.headerHidden ? "sr-only" : "block truncate"}>
                {column.header}
              </span>
            )}
            {column.headerHidden ? null : (
              <ResizeHandle
                label={column.header}
                widthPx={widthOf(column.id)}
                minPx={widthMin}
                padded
                onResize={(widthPx) => onResize(column.id, widthPx)}
                onReset={() => onResize(column.id, undefined)}
              />
            )}
          </th>
        );
      })}
      {filler ? <td aria-hidden className="border-y bg-surface" /> : null}
    </tr>
  );
}
