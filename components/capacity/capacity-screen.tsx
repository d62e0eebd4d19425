"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { capacityCostText } from "@/components/data/capacity/dpus-field";
import { DataTable } from "@/components/data/data-table";
import { orderText } from "@/components/data/list-order";
import { ListProblem } from "@/components/data/list-problem";
import { usePlace, useScrollPlace } from "@/components/data/scroll-place";
import { useColumns } from "@/components/data/use-columns";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast";
import { useShortcut } from "@/components/ui/use-shortcut";
import { capacityReservationsOptions } from "@/lib/client/capacity-reservations";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { CapacityEmpty } from "./capacity-empty";
import { columnsFor } from "./columns";
import { CreateDialog } from "./create-dialog";
import { CreateReservation } from "./create-reservation";
import { Filters } from "./filters";
import { NarrowRow } from "./narrow-row";
import { orders, rowsFor, SHOWS } from "./rows";

const inAddress = {
  text: parseAsString.withDefault(""),
  state: parseAsStringLiteral(SHOWS).withDefault("current"),
  sort: parseAsString.withDefault("name"),
};

const rowId = (row: ListedReservation) => row.name;
const rowHref = (row: ListedReservation) => links.capacityReservation(row.name);
const renderNarrow = (row: ListedReservation) => <NarrowRow row={row} />;
const rowActions = (row: ListedReservation) => (
  <CopyButton text={row.name} label="Copy name" variant="ghost" size="sm" />
);
const none: readonly ListedReservation[] = [];

/** Every capacity reservation of the account. */
export function CapacityScreen() {
  const [{ sort, text, state }, setAddress] = useQueryStates(inAddress);
  const { data, error, isPending, isFetching, refetch } = useQuery(capacityReservationsOptions());
  const all = data?.reservations ?? none;
  const order = orders.parse(sort);
  const rows = useMemo(
    () => rowsFor(all, { text, state }, orders.parse(sort)),
    [all, text, state, sort],
  );
  const url = links.capacityReservations({
    text,
    state: state === "current" ? "" : state,
    sort: sort === "name" ? "" : sort,
  });
  const place = usePlace(url);
  const { container, onScroll } = useScrollPlace(url, place, rows.length);
  const columns = useColumns(container, columnsFor);
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const openCreate = () => setCreating(true);
  const refresh = async () => {
    const { error: failure } = await refetch();
    if (failure)
      toast.error("The reservations could not be read", { description: failure.message });
    else announce("The reservations are read anew");
  };
  useShortcut("r", refresh);
  const held = all.reduce((sum, { allocatedDpus }) => sum + allocatedDpus, 0);
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Capacity reservations"
        meta={
          data ? (
            <span className="tabular-nums">
              {formatCount(held)} DPUs allocated
              {held > 0 ? `, ${capacityCostText(held, data.usdPerDpuHour)} (estimate)` : ""}
            </span>
          ) : null
        }
        actions={
          <>
            <Button icon={<RotateCw aria-hidden />} onClick={refresh} aria-keyshortcuts="r">
              Refresh
            </Button>
            {error && !data ? null : <CreateReservation onOpen={openCreate} />}
          </>
        }
      >
        {error && !data ? null : (
          <Filters
            filter={{ text, state }}
            all={data?.reservations}
            onChange={(next) =>
              setAddress({
                ...("text" in next ? { text: next.text || null } : {}),
                ...(next.state ? { state: next.state } : {}),
              })
            }
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
            noun="capacity reservations"
            plural
            error={error}
            workgroup={undefined}
            onAllWorkgroups={() => undefined}
            onRetry={refresh}
            retrying={isFetching}
          />
        ) : (
          <DataTable
            id="capacity-reservations"
            label="Capacity reservations"
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
            loading={isPending}
            empty={
              <CapacityEmpty
                filter={{ text, state }}
                some={all.length > 0}
                onAll={() => setAddress({ text: null, state: "all" })}
                create={<CreateReservation onOpen={openCreate} />}
              />
            }
          />
        )}
      </div>
      {creating ? (
        <CreateDialog
          usdPerDpuHour={data?.usdPerDpuHour}
          reservations={all}
          onClose={() => setCreating(false)}
          onCreated={(name) => router.push(links.capacityReservation(name))}
        />
      ) : null}
    </div>
  );
}
