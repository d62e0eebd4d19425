"use client";

import type { VirtualItem } from "@tanstack/react-virtual";
import clsx from "clsx";
import { ResizeHandle } from "./resize-handle";
import { isNumeric, type ResultColumn } from "./result-columns";

const widthMin = 48;

type ResultHeaderProps = {
  columns: readonly ResultColumn[];
  items: readonly VirtualItem[];
  widthOf: (index: number) => number;
  onResize: (index: number, widthPx: number | undefined) => void;
};

/** Name over type; only the columns in sight. */
export function ResultHeader({ columns, items, widthOf, onResize }: ResultHeaderProps) {
  return (
    <thead className="sticky top-0 z-10 bg-raised text-sm text-muted">
      <tr aria-rowindex={1}>
        <th
          scope="col"
          className="sticky left-0 z-10 h-11 border-b bg-raised px-2.5 text-right font-normal"
        >
          #
        </th>
        <td aria-hidden className="border-b p-0" />
        {items.map(({ index }) => {
          const column = columns[index];
          if (!column) return null;
          return (
            <th
              key={index}
              scope="col"
              aria-colindex={index + 2}
              className={clsx(
                "relative h-11 border-b px-3 leading-4 font-normal",
                isNumeric(column.type) ? "text-right" : "text-left",
              )}
            >
              <span title={column.name} className="block truncate font-medium text-soft">
                {column.name}
              </span>
              <span title={column.type} className="block truncate">
                {column.type}
              </span>
              <ResizeHandle
                label={column.name}
                widthPx={widthOf(index)}
                minPx={widthMin}
                onResize={(widthPx) => onResize(index, widthPx)}
                onReset={() => onResize(index, undefined)}
              />
            </th>
          );
        })}
        <td aria-hidden className="border-b p-0" />
        <td aria-hidden className="border-b p-0" />
      </tr>
    </thead>
  );
}
