"use client";

import { RotateCw } from "lucide-react";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { type KeyboardEvent, useMemo } from "react";
import { DataTable } from "@/components/data/data-table";
import { ListProblem } from "@/components/data/list-problem";
import { usePlace, useScrollPlace } from "@/components/data/scroll-place";
import { useColumns } from "@/components/data/use-columns";
import { WorkgroupFilter } from "@/components/data/workgroup-filter";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { QueryRow } from "@/lib/contracts/queries";
import { readText } from "@/lib/domain/history-list";
import { links } from "@/lib/domain/links";
import { columnsFor } from "./columns";
import { HistoryEmpty } from "./history-empty";
import { HistoryFooter } from "./history-footer";
import { NarrowRow } from "./narrow-row";
import { NewQuery } from "./new-query";
import { addressOf, RowActions } from "./row-actions";
import { StateFilter } from "./state-filter";
import { UnreadStrip } from "./unread-strip";
import { useHistory } from "./use-history";

const filters = {
  workgroup: parseAsString,
  state: parseAsArrayOf(parseAsString).withDefault([]),
};

const rowId = (row: QueryRow) => row.id;
const rowHref = (row: QueryRow) => links.query(row.id);
const rowActions = (row: QueryRow) => <RowActions row={row} />;
const renderNarrow = (row: QueryRow) => <NarrowRow row={row} />;

export function QueriesScreen() {
  const [filter, setFilter] = useQueryStates(filters);
  const workgroup = filter.workgroup ?? undefined;
  const chosen = filter.state.join(",");
  const states = useMemo(() => (chosen === "" ? [] : chosen.split(",")), [chosen]);
  const url = links.queries({ ...(workgroup ? { workgroup } : {}), state: chosen });

  const place = usePlace(url);
  const history = useHistory({ workgroup, states }, place.saved.rows);
  const { container, onScroll, toTop } = useScrollPlace(url, place, history.rows.length);
  const columns = useColumns(container, columnsFor);
  const { list, rows, progress, error } = history;

  const refresh = () =>
    history.refresh.start(
      () => {
        toTop();
        announce("The history is read anew");
      },
      (cause) => toast.error("The history could not be refreshed", { description: cause.message }),
    );
  useShortcut("r", refresh);

  const pressOnList = (event: KeyboardEvent) => {
    const id = place.selectedId;
    if (!id || event.key.toLowerCase() !== "c" || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    void copy(event.shiftKey ? id : addressOf(id), event.shiftKey ? "Id" : "Link");
  };

  const filtered = states.length > 0;
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Queries"
        meta={
          <>
            <span className="tabular-nums">
              {readText(list, filtered ? rows.length : undefined)}
            </span>
            {history.readAt && !list.opening ? (
              <span className="-ml-1 max-md:hidden">
                · updated <RelativeTime at={history.readAt} />
              </span>
            ) : null}
          </>
        }
        actions={
          <>
            <Button
              icon={<RotateCw aria-hidden />}
              loading={history.refresh.isPending}
              onClick={refresh}
              aria-keyshortcuts="r"
            >
              Refresh
            </Button>
            <NewQuery />
          </>
        }
      >
        <div className="flex flex-col gap-x-4 gap-y-1 pb-2 md:flex-row md:items-center">
          <WorkgroupFilter
            workgroup={workgroup}
            onChange={(next) => setFilter({ workgroup: next ?? null })}
          />
          <StateFilter
            rows={list.rows}
            chosen={states}
            counted={!list.opening}
            onChange={(next) => setFilter({ state: next.length > 0 ? next : null })}
          />
        </div>
      </PageHeader>
      {history.watchError ? (
        <Banner tone="warn" flush>
          Executions in flight are not kept current: {history.watchError.message}
        </Banner>
      ) : null}
      <UnreadStrip unprocessed={list.unprocessed} unreadable={list.unreadable} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid inside, which has the focus */}
      <div
        ref={container}
        onScrollCapture={onScroll}
        onKeyDown={pressOnList}
        className="min-h-0 grow max-md:border-t"
      >
        {error && list.rows.length === 0 && progress === "reading" ? (
          <ListProblem
            noun="history"
            error={error}
            workgroup={workgroup}
            onAllWorkgroups={() => setFilter({ workgroup: null })}
            onRetry={history.retry}
            retrying={history.isReading}
          />
        ) : (
          <DataTable
            id="queries"
            label="Queries"
            rows={rows}
            columns={columns}
            rowId={rowId}
            rowHref={rowHref}
            {...(place.selectedId ? { selectedId: place.selectedId } : {})}
            onSelect={place.select}
            rowActions={rowActions}
            renderNarrow={renderNarrow}
            loading={progress === "reading" && !error}
            onEndReached={history.readFurther}
            empty={
              <HistoryEmpty
                history={history}
                workgroup={workgroup}
                states={states}
                onAllStates={() => setFilter({ state: null })}
                onAllWorkgroups={() => setFilter({ workgroup: null })}
                newQuery={<NewQuery />}
              />
            }
            footer={<HistoryFooter history={history} filtered={filtered} />}
          />
        )}
      </div>
    </div>
  );
}

async function copy(text: string, what: string): Promise<void> {
  if (await copyText(text)) toast.success(`${what} copied`);
  else toast.error("Could not copy", { description: "The browser refused the clipboard." });
}
