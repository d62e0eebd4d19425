"use client";

import { useQueryClient } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type KeyboardEvent, useMemo } from "react";
import { DataTable } from "@/components/data/data-table";
import { orderText } from "@/components/data/list-order";
import { ListProblem } from "@/components/data/list-problem";
import { usePlace, useScrollPlace } from "@/components/data/scroll-place";
import { SelectionProvider, useSelection } from "@/components/data/selection";
import { useColumns } from "@/components/data/use-columns";
import { ReadingFooter } from "@/components/data/workgroup/reading-footer";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast";
import { useShortcut } from "@/components/ui/use-shortcut";
import { refreshActivity } from "@/lib/client/workgroups";
import { ENGINE_FAMILIES } from "@/lib/domain/engines";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { useColumnChoice } from "./column-choice";
import { ColumnMenu } from "./column-menu";
import { columnsFor } from "./columns";
import { Filters } from "./filters";
import { HeaderActions } from "./header-actions";
import { NarrowRow } from "./narrow-row";
import { RowActions } from "./row-actions";
import { type Filter, orders, type Row, rowsFor, STATES } from "./rows";
import { SelectionBar } from "./selection-bar";
import { useWorkgroups } from "./use-workgroups";
import { WorkgroupsEmpty } from "./workgroups-empty";

const inAddress = {
  text: parseAsString.withDefault(""),
  tag: parseAsString.withDefault(""),
  state: parseAsStringLiteral(STATES),
  family: parseAsStringLiteral(ENGINE_FAMILIES),
  sort: parseAsString.withDefault("name"),
};

const rowId = (row: Row) => row.name;
const rowHref = (row: Row) => links.workgroup(row.name);
const rowActions = (row: Row) => <RowActions row={row} />;
const renderNarrow = (row: Row) => <NarrowRow row={row} />;

export function WorkgroupsScreen() {
  const [{ sort, ...address }, setAddress] = useQueryStates(inAddress);
  const filter: Filter = {
    ...address,
    state: address.state ?? undefined,
    family: address.family ?? undefined,
  };
  const order = orders.parse(sort);
  const change = ({ text, tag, ...next }: Partial<Filter>) =>
    setAddress({
      ...(text === undefined ? {} : { text: text || null }),
      ...(tag === undefined ? {} : { tag: tag || null }),
      ...("state" in next ? { state: next.state ?? null } : {}),
      ...("family" in next ? { family: next.family ?? null } : {}),
    });
  const showAll = () => setAddress({ text: null, tag: null, state: null, family: null });

  const list = useWorkgroups();
  const { rows: all, total, error } = list;
  const { text, tag, state, family } = filter;
  const rows = useMemo(
    () => rowsFor(all, { text, tag, state, family }, orders.parse(sort)),
    [all, text, tag, state, family, sort],
  );
  const url = links.workgroups({
    text,
    tag,
    state: state ?? "",
    family: family ?? "",
    sort: sort === "name" ? "" : sort,
  });
  const place = usePlace(url);
  const { container, onScroll } = useScrollPlace(url, place, rows.length);
  const [choice, setChoice] = useColumnChoice();
  const columns = useColumns(
    container,
    useMemo(() => columnsFor(choice), [choice]),
  );
  const selection = useSelection();
  const selected = useMemo(
    () => rows.filter(({ name }) => selection.ids.has(name)).map(({ name }) => name),
    [rows, selection.ids],
  );
  const client = useQueryClient();
  const refresh = async () => {
    void refreshActivity(client);
    const { error: failure } = await list.refetch();
    if (failure) toast.error("The workgroups could not be read", { description: failure.message });
    else announce("The workgroups are read anew");
  };
  useShortcut("r", refresh);
  const press = (event: KeyboardEvent) => {
    const current = place.selectedId;
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || !current) return;
    event.preventDefault();
    selection.toggle(current);
  };
  const filtered = text !== "" || tag !== "" || state !== undefined || family !== undefined;
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Workgroups"
        meta={
          total === undefined ? null : <span className="tabular-nums">{formatCount(total)}</span>
        }
        actions={<HeaderActions onRefresh={refresh} />}
      >
        <Filters filter={filter} rows={all} onChange={change}>
          <ColumnMenu
            shown={new Set(columns.map(({ id }) => id))}
            chosen={choice !== undefined}
            onChange={setChoice}
          />
        </Filters>
      </PageHeader>
      {error && all.length > 0 && !list.isFetchNextPageError ? (
        <Banner tone="warn" flush>
          The list may be old: {error.message}
        </Banner>
      ) : null}
      <SelectionBar
        selected={selected}
        onAll={() => selection.set(rows.map(({ name }) => name))}
        onClear={() => selection.set([])}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid inside, which has the focus */}
      <div
        ref={container}
        onScrollCapture={onScroll}
        onKeyDown={press}
        className="min-h-0 grow max-md:border-t"
      >
        {error && all.length === 0 ? (
          <ListProblem
            noun="workgroups"
            plural
            error={error}
            workgroup={undefined}
            onAllWorkgroups={showAll}
            onRetry={refresh}
            retrying={list.isFetching}
          />
        ) : (
          <SelectionProvider selection={selection}>
            <DataTable
              id="workgroups"
              label="Workgroups"
              rows={rows}
              columns={columns}
              rowId={rowId}
              rowHref={rowHref}
              {...(place.selectedId ? { selectedId: place.selectedId } : {})}
              onSelect={place.select}
              rowActions={rowActions}
              renderNarrow={renderNarrow}
              sort={{
                columnId: order.by,
                direction: order.descending ? "descending" : "ascending",
              }}
              onSort={(columnId) => {
                const next = orderText(orders.next(order, columnId));
                void setAddress({ sort: next === "name" ? null : next });
              }}
              loading={list.isPending}
              empty={
                <WorkgroupsEmpty filtered={filtered} reading={list.hasNextPage} onAll={showAll} />
              }
              footer={
                <ReadingFooter
                  read={all.length}
                  total={total}
                  problem={list.isFetchNextPageError ? (error ?? null) : null}
                  onReadOn={() => void list.fetchNextPage()}
                >
                  {rows.length < all.length
                    ? `${formatCount(rows.length)} of ${formatCount(all.length)} workgroups. `
                    : ""}
                  Figures are of each workgroup&apos;s newest executions; costs are estimates.
                </ReadingFooter>
              }
            />
          </SelectionProvider>
        )}
      </div>
    </div>
  );
}
