"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type KeyboardEvent, useMemo, useState } from "react";
import { DataTable } from "@/components/data/data-table";
import { ListProblem } from "@/components/data/list-problem";
import { usePlace, useScrollPlace } from "@/components/data/scroll-place";
import { SelectionProvider, useSelection } from "@/components/data/selection";
import { StartSessionDialog } from "@/components/data/session/start-session-dialog";
import { TerminateDialog } from "@/components/data/session/terminate-dialog";
import { useColumns } from "@/components/data/use-columns";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast";
import { useShortcut } from "@/components/ui/use-shortcut";
import { useMe } from "@/lib/client/me";
import type { Me } from "@/lib/contracts/me";
import type { SessionRow } from "@/lib/contracts/sessions";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { SESSION_SHOWS, sessionStateFacts } from "@/lib/domain/sessions";
import { columnsFor } from "./columns";
import { type Filter, Filters } from "./filters";
import { IdleAlarm } from "./idle-alarm";
import { NarrowRow } from "./narrow-row";
import { RowActions } from "./row-actions";
import { SelectionBar } from "./selection-bar";
import { SessionsEmpty } from "./sessions-empty";
import { SessionsFooter } from "./sessions-footer";
import { StartSession } from "./start-session";
import { useSessions } from "./use-sessions";

const inAddress = {
  workgroup: parseAsString,
  show: parseAsStringLiteral(SESSION_SHOWS).withDefault("active"),
  text: parseAsString.withDefault(""),
  mine: parseAsBoolean.withDefault(false),
};

const rowId = (row: SessionRow) => row.id;
const rowHref = (row: SessionRow) => links.session(row.id);
const rowActions = (row: SessionRow) => <RowActions row={row} />;
const renderNarrow = (row: SessionRow) => <NarrowRow row={row} />;

export function SessionsScreen() {
  const [address, setAddress] = useQueryStates(inAddress);
  const filter: Filter = { ...address, workgroup: address.workgroup ?? undefined };
  const change = (next: Partial<Filter>) =>
    setAddress({ ...next, ...("workgroup" in next ? { workgroup: next.workgroup ?? null } : {}) });
  const sessions = useSessions(filter);
  const { first, rows, error } = sessions;
  const me = useMe();
  const router = useRouter();
  const url = links.sessions({
    ...address,
    workgroup: address.workgroup ?? "",
    mine: address.mine ? "true" : "",
  });
  const place = usePlace(url);
  const { container, onScroll } = useScrollPlace(url, place, rows.length);
  const columns = useColumns(container, columnsFor);
  const selection = useSelection();
  const current = place.selectedId;
  const [starting, setStarting] = useState(false);
  const [ending, setEnding] = useState<readonly SessionRow[]>([]);
  const [asking, setAsking] = useState(false);

  const selected = useMemo(
    () => rows.filter(({ id }) => selection.ids.has(id)),
    [rows, selection.ids],
  );
  const endable = selected.filter((row) => whyNotTerminate(me, row) === undefined);
  const ask = (those: readonly SessionRow[]) => {
    setEnding(those);
    setAsking(true);
  };
  const refresh = async () => {
    const { error: failure } = await sessions.refetch();
    if (failure) toast.error("The sessions could not be read", { description: failure.message });
    else announce("The sessions are read anew");
  };
  useShortcut("r", refresh);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || !current) return;
    event.preventDefault();
    selection.toggle(current);
  };
  const openStart = () => setStarting(true);
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Sessions"
        meta={
          first ? (
            <span className="tabular-nums">{formatCount(first.activeCount)} active</span>
          ) : null
        }
        actions={
          <>
            <Button icon={<RotateCw aria-hidden />} onClick={refresh} aria-keyshortcuts="r">
              Refresh
            </Button>
            <StartSession onOpen={openStart} />
          </>
        }
      >
        <Filters filter={filter} activeCount={first?.activeCount} onChange={change} />
      </PageHeader>
      <IdleAlarm
        sessions={first?.idleLong ?? []}
        alarmMs={first?.idleAlarmMs ?? 0}
        usdPerDpuHour={first?.usdPerDpuHour ?? 0}
        whyNotTerminate={(session) => whyNotTerminate(me, session)}
        onTerminate={ask}
      />
      {error && first ? (
        <Banner tone="warn" flush>
          The list may be old: {error.message}
        </Banner>
      ) : null}
      {first?.remembered === false ? (
        <Banner tone="warn" flush>
          The console&apos;s database cannot be reached: ended sessions and who started them are not
          shown.
        </Banner>
      ) : null}
      {rows.length > 0 && first
        ? first.unreadable.map(({ workgroup, message }) => (
            <Banner key={workgroup} tone="warn" flush>
              Sessions of {workgroup} could not be read: {message}
            </Banner>
          ))
        : null}
      <SelectionBar
        selected={selected}
        endable={endable}
        onTerminate={() => ask(endable)}
        onAll={() => selection.set(rows.map(({ id }) => id))}
        onClear={() => selection.set([])}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid inside, which has the focus */}
      <div
        ref={container}
        onScrollCapture={onScroll}
        onKeyDown={press}
        className="min-h-0 grow max-md:border-t"
      >
        {error && !first ? (
          <ListProblem
            noun="sessions"
            plural
            error={error}
            workgroup={filter.workgroup}
            onAllWorkgroups={() => setAddress({ workgroup: null })}
            onRetry={refresh}
            retrying={sessions.isFetching}
          />
        ) : (
          <SelectionProvider selection={selection}>
            <DataTable
              id="sessions"
              label="Sessions"
              rows={rows}
              columns={columns}
              rowId={rowId}
              rowHref={rowHref}
              {...(current ? { selectedId: current } : {})}
              onSelect={place.select}
              rowActions={rowActions}
              renderNarrow={renderNarrow}
              loading={sessions.isPending}
              onEndReached={() => {
                if (sessions.hasNextPage && !sessions.isFetching) void sessions.fetchNextPage();
              }}
              empty={
                <SessionsEmpty
                  show={filter.show}
                  filtered={filter.text !== "" || filter.mine || filter.workgroup !== undefined}
                  unreadable={first?.unreadable ?? []}
                  onAll={() => setAddress({ show: "all", text: null, mine: null, workgroup: null })}
                  startSession={<StartSession onOpen={openStart} />}
                />
              }
              footer={
                <SessionsFooter
                  show={filter.show}
                  more={sessions.hasNextPage}
                  reading={sessions.isFetchingNextPage}
                />
              }
            />
          </SelectionProvider>
        )}
      </div>
      <StartSessionDialog
        open={starting}
        onOpenChange={setStarting}
        workgroup={filter.workgroup}
        onStarted={(id) => router.push(links.session(id))}
      />
      <TerminateDialog
        sessions={ending}
        open={asking}
        onOpenChange={setAsking}
        onTerminated={(ids) => {
          const gone = new Set(ids);
          selection.set([...selection.ids].filter((id) => !gone.has(id)));
          announce(`${formatCount(ids.length)} terminating`);
        }}
      />
    </div>
  );
}

/** Why this person may not end it now; undefined when they may. */
function whyNotTerminate(me: Me | undefined, row: SessionRow): string | undefined {
  if (!me) return "Reading your rights";
  const { workgroup, startedBy, state } = row;
  const verdict = decide(me.actor, "terminateSession", { workgroup, ownerId: startedBy?.id });
  if (!verdict.allowed) return verdict.reason;
  const facts = sessionStateFacts(state);
  return facts.actions.includes("terminate") ? undefined : `It is ${facts.label.toLowerCase()}`;
}
