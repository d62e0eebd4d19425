"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Download, RotateCw, ScrollText } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data/data-table";
import { ListProblem } from "@/components/data/list-problem";
import { usePlace, useScrollPlace } from "@/components/data/scroll-place";
import { useColumns } from "@/components/data/use-columns";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuItem } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { useShortcut } from "@/components/ui/use-shortcut";
import { auditOptions } from "@/lib/client/audit";
import { CallError } from "@/lib/client/call";
import { useMe } from "@/lib/client/me";
import type { AuditRow } from "@/lib/contracts/audit";
import { links } from "@/lib/domain/links";
import { roleEverywhere } from "@/lib/domain/permissions";
import { linkFilterOf, queryOf, useAuditAddress } from "./audit-address";
import { columnsFor } from "./columns";
import { Filters } from "./filters";
import { NarrowRow } from "./narrow-row";

const rowId = (row: AuditRow) => String(row.id);
const rowHref = (row: AuditRow) => links.auditEntry(row.id);
const renderNarrow = (row: AuditRow) => <NarrowRow row={row} />;

/** The record of every change made through the console. */
export function AuditScreen() {
  const { address, setAddress } = useAuditAddress();
  const me = useMe();
  const filter = queryOf(address);
  const record = useInfiniteQuery({ ...auditOptions(filter), placeholderData: keepPreviousData });
  const { data, error } = record;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const linkFilter = linkFilterOf(filter);
  const url = links.audit(linkFilter);
  const place = usePlace(url);
  const { container, onScroll } = useScrollPlace(url, place, rows.length);
  const columns = useColumns(container, columnsFor);
  const filtered = Object.keys(filter).length > 0;
  const refresh = async () => {
    const { error: failure } = await record.refetch();
    if (failure) toast.error("The record could not be read", { description: failure.message });
    else announce("The record is read anew");
  };
  useShortcut("r", refresh);
  const denied = error instanceof CallError && error.code === "FORBIDDEN" && !filter.workgroup;
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Audit"
        meta={<span className="max-md:hidden">every change made through Athenaeum</span>}
        actions={
          denied ? null : (
            <>
              <Button icon={<RotateCw aria-hidden />} onClick={refresh} aria-keyshortcuts="r">
                Refresh
              </Button>
              <Export linkFilter={linkFilter} />
            </>
          )
        }
      >
        {denied ? null : (
          <Filters
            address={address}
            actors={data?.pages[0]?.actors ?? (error ? [] : undefined)}
            onChange={setAddress}
            onClear={filtered ? () => setAddress(null) : undefined}
          />
        )}
      </PageHeader>
      {error && data ? (
        <Banner tone="warn" flush>
          The list may be old: {error.message}
        </Banner>
      ) : null}
      <div ref={container} onScrollCapture={onScroll} className="min-h-0 grow max-md:border-t">
        {error && !data ? (
          <ListProblem
            noun="record"
            error={error}
            workgroup={filter.workgroup}
            needs="the admin role"
            onAllWorkgroups={() => setAddress({ workgroup: null })}
            onRetry={refresh}
            retrying={record.isFetching}
          />
        ) : (
          <DataTable
            id="audit"
            label="Changes"
            rows={rows}
            columns={columns}
            rowId={rowId}
            rowHref={rowHref}
            {...(place.selectedId ? { selectedId: place.selectedId } : {})}
            onSelect={place.select}
            renderNarrow={renderNarrow}
            loading={record.isPending}
            onEndReached={() => {
              if (record.hasNextPage && !record.isFetching) void record.fetchNextPage();
            }}
            empty={<NoRows filtered={filtered} onClear={() => setAddress(null)} />}
            footer={
              <Footer
                more={record.hasNextPage}
                reading={record.isFetchingNextPage}
                filtered={filtered}
                everywhere={me !== undefined && roleEverywhere(me.actor) === "admin"}
              />
            }
          />
        )}
      </div>
    </div>
  );
}

function Export({ linkFilter }: { linkFilter: ReturnType<typeof linkFilterOf> }) {
  const save = (format: "csv" | "ndjson") =>
    window.location.assign(links.downloadAudit(linkFilter, format));
  return (
    <Menu trigger={<Button icon={<Download aria-hidden />}>Export</Button>}>
      <MenuItem onSelect={() => save("csv")}>CSV, for spreadsheets</MenuItem>
      <MenuItem onSelect={() => save("ndjson")}>JSON lines</MenuItem>
    </Menu>
  );
}

function NoRows({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered)
    return (
      <EmptyState icon={<ScrollText aria-hidden />} title="Nothing has been changed yet">
        Every query that is started, every workgroup that is changed and all else that people change
        with Athenaeum will be recorded here.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<ScrollText aria-hidden />}
      title="No change fits these filters"
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  );
}

type FooterProps = {
  more: boolean;
  reading: boolean;
  filtered: boolean;
  /** The person may see changes of every workgroup. */
  everywhere: boolean;
};

function Footer({ more, reading, filtered, everywhere }: FooterProps) {
  const ofWhich = everywhere ? "" : " of the workgroups that you administer";
  if (!more)
    return filtered
      ? `These are all changes${ofWhich} that fit the filters.`
      : `This is the whole record${ofWhich}.`;
  return (
    <span className="flex h-6.5 items-center gap-2">
      {reading ? <Spinner /> : null}
      Older changes go on below
    </span>
  );
}
