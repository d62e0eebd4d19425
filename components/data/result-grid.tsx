"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import {
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { announce } from "@/components/ui/announce";
import { copyText } from "@/components/ui/copy-text";
import { EmptyState } from "@/components/ui/empty-state";
import { type GridPosition, nextPosition } from "./grid-position";
import { ResultCell } from "./result-cell";
import {
  initialWidths,
  isNumeric,
  type ResultColumn,
  type ResultRow,
  rowAsText,
} from "./result-columns";
import { ResultHeader } from "./result-header";
import { SpacerRow } from "./spacer-row";
import { useEndReached } from "./use-end-reached";

/** Loaded with the first cell that somebody opens. */
const CellPopover = lazy(() =>
  import("./cell-popover").then((module) => ({ default: module.CellPopover })),
);

const rowPx = 28;
const headerPx = 44;

type ResultGridProps = {
  columns: readonly ResultColumn[];
  rows: readonly ResultRow[];
  /** All rows of the result, where known and more than are loaded. */
  rowCount?: number;
  /** Said where the statement has no result columns. */
  noColumns?: ReactNode;
  /** Below the last row. */
  footer?: ReactNode;
  onEndReached?: () => void;
  className?: string;
};

/** The rows of a query result as Athena prints them, virtual both ways, copied by Ctrl+C. */
export function ResultGrid(props: ResultGridProps) {
  const { columns, rows, className = "max-h-[70dvh]" } = props;
  if (columns.length === 0) {
    return (
      <EmptyState title="No result rows">
        {props.noColumns ?? "This statement returns no columns."}
      </EmptyState>
    );
  }
  // Another result is another grid: widths, place and scroll position start again.
  const shape = columns.map((column) => `${column.name} ${column.type}`).join("\n");
  return <Grid {...props} key={shape} rows={rows} className={className} />;
}

function Grid({ columns, rows, rowCount, footer, onEndReached, className }: ResultGridProps) {
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<GridPosition>();
  const [reading, setReading] = useState(false);
  const [resized, setResized] = useState<Readonly<Record<number, number>>>({});
  const firstRows = rows.length === 0 ? 0 : 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once there are rows; more rows must not move columns
  const measured = useMemo(() => initialWidths(columns, rows), [columns, firstRows]);
  const widthOf = (index: number) => resized[index] ?? measured[index] ?? 0;
  const numberPx = 28 + 8 * String(rowCount ?? rows.length).length;

  const byRow = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    scrollMargin: headerPx,
    scrollPaddingStart: headerPx,
    useFlushSync: false,
  });
  const byColumn = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: widthOf,
    overscan: 3,
    scrollMargin: numberPx,
    scrollPaddingStart: numberPx,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the widths are read by estimateSize
  useEffect(() => byColumn.measure(), [byColumn, resized, measured]);

  const rowItems = byRow.getVirtualItems();
  const columnItems = byColumn.getVirtualItems();
  const lastShown = rowItems.at(-1)?.index ?? -1;
  useEndReached({ rowCount: rows.length, lastShown, leadRows: 30, onEndReached });

  const go = (to: GridPosition) => {
    setActive(to);
    byRow.scrollToIndex(to.row, { align: "auto" });
    if (to.column >= 0) byColumn.scrollToIndex(to.column, { align: "auto" });
  };
  const copy = async ({ row, column }: GridPosition) => {
    const cells = rows[row];
    if (!cells) return;
    const done = await copyText(column < 0 ? rowAsText(cells) : (cells[column] ?? ""));
    grid.current?.focus({ preventScroll: true });
    announce(done ? (column < 0 ? "Row copied" : "Value copied") : "Could not copy");
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || rows.length === 0) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 3);
    const bounds = { rowCount: rows.length, columnCount: columns.length, pageRows };
    const from = active ?? { row: -1, column: 0 };
    const to = nextPosition(event.key, ctrl, from, bounds);
    if (to) go(to);
    else if (event.key === "Enter" && active && active.column >= 0) setReading(true);
    else if (event.key === "c" && ctrl && active && !hasSelection()) void copy(active);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || hasSelection()) return;
    const cell = event.target.closest("[data-column]");
    const row = event.target.closest("[data-row]");
    if (!cell || !row) return;
    const at = {
      row: Number(row.getAttribute("data-row")),
      column: Number(cell.getAttribute("data-column")),
    };
    go(at);
    const text = cell.firstElementChild;
    const cut = text !== null && text.scrollWidth > text.clientWidth;
    if (at.column >= 0 && (cut || event.detail === 2)) setReading(true);
  };

  const widthTotal = numberPx + byColumn.getTotalSize();
  const left = (columnItems[0]?.start ?? numberPx) - numberPx;
  const right = byColumn.getTotalSize() - (columnItems.at(-1)?.end ?? numberPx) + numberPx;
  const above = (rowItems[0]?.start ?? headerPx) - headerPx;
  const below = byRow.getTotalSize() - (rowItems.at(-1)?.end ?? headerPx) + headerPx;
  const cellCount = columnItems.length + 4;
  const cellId = (at: GridPosition) => `${gridId}-${at.row}-${at.column}`;
  const activeShown = active && rowItems.some((item) => item.index === active.row);
  const activeColumn = active ? columns[active.column] : undefined;
  return (
    <div className="flex min-h-0 min-w-0 flex-col rounded-lg border bg-raised">
      <div ref={scroller} className={clsx("relative overflow-auto rounded-lg", className)}>
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows grid on a table
          role="grid"
          aria-label="Result"
          aria-rowcount={(rowCount ?? rows.length) + 1}
          aria-colcount={columns.length + 1}
          aria-activedescendant={activeShown ? cellId(active) : undefined}
          tabIndex={0}
          onKeyDown={press}
          onClick={click}
          style={{ minWidth: widthTotal }}
          className={clsx(
            "group/grid w-full table-fixed border-separate border-spacing-0",
            activeShown ? "outline-none" : "focus-visible:-outline-offset-2",
          )}
        >
          <colgroup>
            <col style={{ width: numberPx }} />
            <col style={{ width: left }} />
            {columnItems.map((item) => (
              <col key={item.key} style={{ width: item.size }} />
            ))}
            <col style={{ width: right }} />
            <col />
          </colgroup>
          <ResultHeader
            columns={columns}
            items={columnItems}
            widthOf={widthOf}
            onResize={(index, widthPx) => {
              const { [index]: _, ...others } = resized;
              setResized(widthPx === undefined ? others : { ...others, [index]: widthPx });
            }}
          />
          <tbody>
            <SpacerRow heightPx={above} cellCount={cellCount} />
            {rowItems.map((item) => {
              const wholeRow = active?.row === item.index && active.column < 0;
              return (
                <tr
                  key={item.key}
                  data-row={item.index}
                  aria-rowindex={item.index + 2}
                  className={wholeRow ? "bg-accent-weak" : "hover:bg-surface"}
                >
                  <th
                    scope="row"
                    id={cellId({ row: item.index, column: -1 })}
                    data-column={-1}
                    className={clsx(
                      "sticky left-0 z-5 h-7 cursor-default border-b px-2.5 text-right font-mono text-sm font-normal text-muted select-none",
                      wholeRow ? "bg-accent-weak" : "bg-raised",
                    )}
                  >
                    {item.index + 1}
                  </th>
                  <td aria-hidden className="border-b p-0" />
                  {columnItems.map(({ index }) => (
                    <ResultCell
                      key={index}
                      domId={cellId({ row: item.index, column: index })}
                      value={rows[item.index]?.[index] ?? null}
                      columnIndex={index}
                      numeric={isNumeric(columns[index]?.type ?? "")}
                      active={active?.row === item.index && active.column === index}
                    />
                  ))}
                  <td aria-hidden className="border-b p-0" />
                  <td aria-hidden className="border-b p-0" />
                </tr>
              );
            })}
            <SpacerRow heightPx={below} cellCount={cellCount} />
          </tbody>
        </table>
        {rows.length === 0 ? (
          <div className="sticky left-0 px-3 py-6 text-center text-muted">
            The query returned no rows.
          </div>
        ) : null}
        {rows.length > 0 && footer ? (
          <div className="sticky left-0 w-fit px-3 py-2 text-muted">{footer}</div>
        ) : null}
      </div>
      {reading && active && activeColumn ? (
        <Suspense>
          <CellPopover
            column={activeColumn}
            value={rows[active.row]?.[active.column] ?? null}
            anchorId={cellId(active)}
            returnFocusTo={grid}
            onClose={() => setReading(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

const hasSelection = () => window.getSelection()?.type === "Range";
