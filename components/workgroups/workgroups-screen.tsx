"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useMemo } from "react";
import { DataTable } from "@/components/data/data-table";
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
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { useColumnChoice } from "./column-choice";
import { ColumnMenu } from "./column-menu";
import { columnsFor } from "./columns";
import { Filters } from "./filters";
import { HeaderActions } from "./header-actions";
import { NarrowRow } from "./narrow-row";
import { NarrowSort } from "./narrow-sort";
import { ReadingActivity } from "./reading-activity";
import { RowActions } from "./row-actions";
import type { Row } from "./rows";
import { SelectionBar } from "./selection-bar";
import { useAddress } from "./use-address";
import { useWorkgroups } from "./use-workgroups";
import { WorkgroupsEmpty } from "./workgroups-empty";

const rowId = (row: Row) => row.name;
const rowHref = (row: Row) => links.workgroup(row.name);
const rowActions = (row: Row) => <RowActions row={row} />;
const renderNarrow = (row: Row) => <NarrowRow row={row} />;

export function WorkgroupsScreen() {
  const address = useAddress();
  const { filter, order, url, sortBy, showAll } = address;
  const list = useWorkgroups(address);
  const { all, rows, total, error, activity } = list;
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
    activity.readOn();
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
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Workgroups"
        meta={
          total === undefined ? null : (
            <span className="tabular-nums">
              {address.filtered ? `${formatCount(rows.length)} of ` : ""}
              {formatCount(total)}
            </span>
          )
        }
        actions={<HeaderActions onRefresh={refresh} />}
      >
        <Filters
          filter={filter}
          rows={all}
          onChange={address.change}
          sort={<NarrowSort order={order} onSort={address.setSort} />}
        >
          <ReadingActivity activity={activity} />
          <span className="max-md:hidden">
            <ColumnMenu
              shown={new Set(columns.map(({ id }) => id))}
              chosen={choice !== undefined}
              onChange={setChoice}
            />
          </span>
        </Filters>
      </PageHeader>
      {error && all.length > 0 && !list.isFetchNextPageError ? (
        <Banner tone="warn" flush>
          The list may be old: {error.message}
        </Banner>
      ) : null}
      {filter.tag && list.withoutTags.length > 0 ? (
        <Banner tone="warn" flush>
          The tags of{" "}
          {list.withoutTags.length === 1
            ? list.withoutTags[0]
            : `${formatCount(list.withoutTags.length)} workgroups`}{" "}
          could not be read: a filter by tag leaves out what may have it.
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
              onSort={sortBy}
              loading={list.isPending}
              empty={
                <WorkgroupsEmpty
                  filtered={address.filtered}
                  reading={list.hasNextPage}
                  onAll={showAll}
                />
              }
              footer={
                <ReadingFooter
                  read={all.length}
                  total={total}
                  problem={list.isFetchNextPageError ? (error ?? null) : null}
                  onReadOn={() => void list.fetchNextPage()}
                >
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
