"use client";

import clsx from "clsx";
import { memo } from "react";

/** Longer values are cut before the browser lays them out; the popover has all of it. */
const shownMax = 400;

type ResultCellProps = {
  domId: string;
  value: string | null;
  columnIndex: number;
  numeric: boolean;
  active: boolean;
};

export const ResultCell = memo(function ResultCell(props: ResultCellProps) {
  const { value, numeric, active } = props;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: inside a grid a td is a gridcell
    <td
      id={props.domId}
      data-column={props.columnIndex}
      aria-colindex={props.columnIndex + 2}
      aria-selected={active}
      className={clsx(
        "h-7 cursor-default border-b px-3",
        numeric && "text-right font-mono text-sm",
        active &&
          "bg-accent-weak -outline-offset-2 outline-accent group-focus-visible/grid:outline-2 group-focus/grid:outline-1",
      )}
    >
      {value === null ? (
        <span className="text-sm text-muted italic">NULL</span>
      ) : (
        <span dir="auto" className="block truncate">
          {value.length > shownMax ? `${value.slice(0, shownMax)}…` : value}
        </span>
      )}
    </td>
  );
});
