"use client";

import clsx from "clsx";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import type { DataColumn } from "./data-column";

type DataTableRowProps<Row> = {
  row: Row;
  domId: string;
  index: number;
  active: boolean;
  heightPx: number;
  columns: readonly DataColumn<Row>[];
  filler: boolean;
  /** Something happens on a click. */
  opens: boolean;
  href: string | undefined;
  actions: ((row: Row) => ReactNode) | undefined;
  renderNarrow: ((row: Row) => ReactNode) | undefined;
};

function TableRow<Row>(props: DataTableRowProps<Row>) {
  const { row, index, active, columns, href, actions, renderNarrow } = props;
  const lastId = columns.at(-1)?.id;
  return (
    <tr
      id={props.domId}
      data-index={index}
      data-active={active || undefined}
      aria-rowindex={index + 2}
      aria-selected={active}
      style={{ height: props.heightPx }}
      className={clsx(
        "group/row",
        props.opens && "cursor-pointer",
        active
          ? "bg-accent-weak -outline-offset-2 outline-accent group-focus-visible/grid:outline-2"
          : "hover:bg-[color-mix(in_srgb,var(--ink)_3.5%,transparent)]",
      )}
    >
      {renderNarrow ? (
        <td className="border-b px-4">{renderNarrow(row)}</td>
      ) : (
        columns.map((column) => (
          <td
            key={column.id}
            className={clsx(
              "relative border-b px-2.5 first:pl-5 last:pr-5",
              column.align === "right" && "text-right tabular-nums",
            )}
          >
            <div className="truncate">
              {column.primary && href ? (
                // The keyboard opens rows by Enter; 10,000 tab stops would help nobody.
                <Link href={href} prefetch={false} tabIndex={-1}>
                  {column.cell(row)}
                </Link>
              ) : (
                column.cell(row)
              )}
            </div>
            {actions && column.id === lastId ? (
              <div className="invisible absolute inset-y-0.5 right-3 flex items-center gap-0.5 rounded bg-raised px-1 shadow-pop group-focus-within/grid:group-data-active/row:visible group-hover/row:visible">
                {actions(row)}
              </div>
            ) : null}
          </td>
        ))
      )}
      {props.filler && !renderNarrow ? <td aria-hidden className="border-b" /> : null}
    </tr>
  );
}

export const DataTableRow = memo(TableRow) as typeof TableRow;
