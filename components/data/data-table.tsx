"use client";

import { columnSizingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { useRouter } from "next/navigation";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { useColumnWidths } from "./column-widths";
import type { DataColumn, DataSort } from "./data-column";
import { DataTableHeader } from "./data-table-header";
import { DataTableRow } from "./data-table-row";
import { nextIndex } from "./row-keys";
import { SpacerRow } from "./spacer-row";
import { useEndReached } from "./use-end-reached";
import { useNarrow } from "./use-narrow";

const features = tableFeatures({ columnSizingFeature });
const headerPx = 32;
const rowPx = 34;
const narrowRowPx = 60;
const gapPx = 20;
const widthMin = 48;

type DataTableProps<Row extends object> = {
  /** Names the widths kept for this table. */
  id: string;
  /** What the rows are, for screen readers. */
  label: string;
  rows: readonly Row[];
  /** Keep it stable: a new array draws every row again. */
  columns: readonly DataColumn<Row>[];
  rowId: (row: Row) => string;
  /** Where a row leads; opened by click and Enter, in a new tab with Ctrl or the middle button. */
  rowHref?: (row: Row) => string;
  /** Instead of `rowHref`, where a row opens something on the same page. */
  onOpen?: (row: Row) => void;
  selectedId?: string;
  onSelect?: (id: string) => void;
  rowActions?: (row: Row) => ReactNode;
  /** The two lines of a row below 700 px. */
  renderNarrow: (row: Row) => ReactNode;
  sort?: DataSort;
  onSort?: (columnId: string) => void;
  loading?: boolean;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
  /** Below the last row: loading more, the end, what was left out. */
  footer?: ReactNode;
  onEndReached?: () => void;
  /** All rows there are, if more than are loaded and known. */
  rowCount?: number;
  className?: string;
};

/** A long list: one line a row, virtual, resizable, by mouse and keyboard. Fills and scrolls its parent. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rowId, rowHref, onOpen, onSelect, onEndReached, loading = false } = props;
  const router = useRouter();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const [ownSelected, setOwnSelected] = useState<string>();
  const selectedId = props.selectedId ?? ownSelected;
  const [columnSizing, setColumnSizing] = useColumnWidths(props.id);

  const columnDefs = useMemo(
    () =>
      columns.map(({ id, widthPx }) => ({
        id,
        size: widthPx,
        minSize: Math.min(widthPx, widthMin),
      })),
    [columns],
  );
  const data = useMemo(() => [...props.rows], [props.rows]);
  const table = useTable({
    features,
    columns: columnDefs,
    data,
    getRowId: rowId,
    state: { columnSizing },
  });
  const rows = table.getRowModel().rows;
  const activeIndex = selectedId === undefined ? -1 : rows.findIndex((r) => r.id === selectedId);

  const heightPx = narrow ? narrowRowPx : rowPx;
  const scrollMargin = narrow ? 0 : headerPx;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => heightPx,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
    scrollMargin,
    scrollPaddingStart: scrollMargin,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is read by estimateSize
  useEffect(() => virtualizer.measure(), [virtualizer, heightPx]);

  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEndReached({ rowCount: rows.length, lastShown, leadRows: 15, onEndReached });

  const select = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setOwnSelected(row.id);
    onSelect?.(row.id);
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  const open = (index: number, newTab: boolean) => {
    const row = rows[index]?.original;
    if (!row) return;
    if (!rowHref) onOpen?.(row);
    else if (newTab) window.open(rowHref(row), "_blank", "noopener");
    else router.push(rowHref(row));
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey) return;
    // Keys of a control inside belong to it; from a row's actions Left and Escape lead back.
    if (event.target !== event.currentTarget) {
      const inRow = event.target instanceof Element && event.target.closest("[data-index]");
      if (inRow && (event.key === "ArrowLeft" || event.key === "Escape"))
        event.currentTarget.focus();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heightPx) - 2);
    const next = nextIndex(event.key, activeIndex, rows.length, page);
    if (next !== undefined) select(next);
    else if (event.key === "ArrowRight") firstControl(`${gridId}-${activeIndex}`)?.focus();
    else if (event.key === "Enter") open(activeIndex, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    const index = indexOf(event.target);
    const control = event.target.closest("a, button, input, label, [role=button]");
    const middle = event.button === 1;
    if (index === undefined || event.button > 1) return;
    if (control?.matches("a")) select(index);
    if (control) return;
    if (!middle && window.getSelection()?.type === "Range") return;
    select(index);
    open(index, middle || event.ctrlKey || event.metaKey);
  };
  const resize = (columnId: string, widthPx: number | undefined) => {
    const { [columnId]: _, ...others } = columnSizing;
    setColumnSizing(widthPx === undefined ? others : { ...others, [columnId]: widthPx });
  };
  const widthOf = (columnId: string) => table.getColumn(columnId)?.getSize() ?? 0;

  const widthTotal = table.getTotalSize() + gapPx * (columns.length + 1);
  const flexible = columns.some((column) => column.flex && !(column.id in columnSizing));
  const cellCount = narrow ? 1 : columns.length + (flexible ? 0 : 1);
  const activeShown = items.some((item) => item.index === activeIndex);
  const above = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? scrollMargin) + scrollMargin;
  const waiting = loading && rows.length === 0;
  return (
    <div ref={scroller} className={clsx("relative h-full min-h-0 overflow-auto", props.className)}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows grid on a table
        role="grid"
        id={gridId}
        aria-label={props.label}
        aria-busy={waiting || undefined}
        aria-rowcount={(props.rowCount ?? rows.length) + 1}
        aria-colcount={narrow ? 1 : columns.length}
        aria-activedescendant={activeShown ? `${gridId}-${activeIndex}` : undefined}
        tabIndex={0}
        onKeyDown={press}
        onClick={click}
        onAuxClick={click}
        style={narrow ? undefined : { minWidth: widthTotal }}
        className={clsx(
          "group/grid w-full table-fixed border-separate border-spacing-0",
          activeShown ? "outline-none" : "focus-visible:-outline-offset-2",
        )}
      >
        {narrow ? null : (
          <colgroup>
            {columns.map((column, index) => {
              const fills = column.flex && !(column.id in columnSizing);
              const edgePx =
                index === 0 || (flexible && index === columns.length - 1) ? gapPx / 2 : 0;
              const widthPx = widthOf(column.id) + gapPx + edgePx;
              return <col key={column.id} style={{ width: fills ? undefined : widthPx }} />;
            })}
            {flexible ? null : <col />}
          </colgroup>
        )}
        {narrow ? null : (
          <thead className="sticky top-0 z-10">
            <DataTableHeader
              columns={columns}
              sort={props.sort}
              onSort={props.onSort}
              widthOf={widthOf}
              widthMin={widthMin}
              filler={!flexible}
              onResize={resize}
            />
          </thead>
        )}
        <tbody>
          {waiting ? <SkeletonRows columns={columns} narrow={narrow} /> : null}
          <SpacerRow heightPx={above} cellCount={cellCount} />
          {items.map((item) => {
            const row = rows[item.index];
            return row ? (
              <DataTableRow
                key={item.key}
                row={row.original}
                domId={`${gridId}-${item.index}`}
                index={item.index}
                active={item.index === activeIndex}
                heightPx={heightPx}
                columns={columns}
                filler={!flexible}
                opens={rowHref !== undefined || onOpen !== undefined}
                href={rowHref?.(row.original)}
                actions={props.rowActions}
                renderNarrow={narrow ? props.renderNarrow : undefined}
              />
            ) : null;
          })}
          <SpacerRow heightPx={below} cellCount={cellCount} />
        </tbody>
      </table>
      {!loading && rows.length === 0 ? props.empty : null}
      {rows.length > 0 && props.footer ? (
        <div className="sticky left-0 px-4 py-3 text-muted md:px-5">{props.footer}</div>
      ) : null}
    </div>
  );
}

const firstControl = (rowId: string) =>
  document
    .getElementById(rowId)
    ?.querySelector<HTMLElement>("button, a[href]:not([tabindex='-1'])");

function indexOf(target: Element): number | undefined {
  const row = target.closest("[data-index]");
  return row ? Number(row.getAttribute("data-index")) : undefined;
}

type SkeletonRowsProps<Row> = { columns: readonly DataColumn<Row>[]; narrow: boolean };

function SkeletonRows<Row>({ columns, narrow }: SkeletonRowsProps<Row>) {
  const shown = narrow ? columns.slice(0, 1) : columns;
  return Array.from({ length: 12 }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={index} style={{ height: narrow ? narrowRowPx : rowPx }}>
      {shown.map((column) => (
        <td key={column.id} className="border-b px-2.5 first:pl-5 last:pr-5">
          <Skeleton className={clsx("h-3.5", column.flex && !narrow ? "w-4/5" : "w-full")} />
        </td>
      ))}
    </tr>
  ));
}
