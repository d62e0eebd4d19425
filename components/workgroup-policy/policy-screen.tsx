"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks, RotateCw } from "lucide-react";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/data/data-table";
import { orderText } from "@/components/data/list-order";
import { ListProblem } from "@/components/data/list-problem";
import { TextFilter } from "@/components/data/text-filter";
import { ReadingFooter } from "@/components/data/workgroup/reading-footer";
import { useEveryWorkgroup } from "@/components/data/workgroup/use-every-workgroup";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Switch } from "@/components/ui/switch";
import { useMe } from "@/lib/client/me";
import { workgroupRulesOptions } from "@/lib/client/workgroup-rules";
import { engineVersionsOptions } from "@/lib/client/workgroups";
import type { RulesInForce } from "@/lib/contracts/workgroup-rules";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { rulesInForce } from "@/lib/domain/workgroups/policy";
import { type BoardRow, boardOf, talliesOf } from "@/lib/domain/workgroups/policy-board";
import { DEFAULT_RULES, RULE_IDS } from "@/lib/domain/workgroups/policy-rules";
import { BoardEmpty } from "./board-empty";
import { columnsOf } from "./columns";
import { NarrowRow } from "./narrow-row";
import { orders, rowsFor } from "./rows";
import { RulesDialog } from "./rules-dialog";
import { Summary } from "./summary";

const inAddress = {
  rule: parseAsStringLiteral(RULE_IDS),
  failing: parseAsBoolean.withDefault(false),
  text: parseAsString.withDefault(""),
  sort: parseAsString.withDefault("-failures"),
};

const rowId = (row: BoardRow) => row.name;
const rowHref = (row: BoardRow) => links.workgroup(row.name, { tab: "configuration" });

export function PolicyScreen() {
  const [address, setAddress] = useQueryStates(inAddress);
  const client = useQueryClient();
  const me = useMe();
  const rules = useQuery(workgroupRulesOptions());
  const versions = useQuery(engineVersionsOptions());
  const every = useEveryWorkgroup();
  const [editing, setEditing] = useState(false);

  const inForce = rules.data?.rules;
  const ids = useMemo(() => rulesInForce(inForce ?? DEFAULT_RULES), [inForce]);
  const chosen = address.rule !== null && ids.includes(address.rule) ? address.rule : undefined;
  const known = versions.data?.engineVersions;
  const settled = inForce !== undefined && !versions.isPending;
  const board = useMemo(
    () => (settled ? boardOf(every.workgroups, inForce, known ?? []) : []),
    [settled, every.workgroups, inForce, known],
  );
  const tallies = useMemo(() => (inForce ? talliesOf(board, inForce) : []), [board, inForce]);
  const { text, failing, sort } = address;
  const order = useMemo(() => orders.parse(sort), [sort]);
  const rows = useMemo(
    () => rowsFor(board, { text, rule: chosen, failing }, order),
    [board, text, chosen, failing, order],
  );
  const columns = useMemo(() => columnsOf(ids, chosen), [ids, chosen]);

  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: workgroupRulesOptions().queryKey }),
      every.refetch(),
    ]);
    announce("The board is read anew");
  };
  const problem = rules.error ?? every.error;
  const nothing = problem && (inForce === undefined || every.data === undefined);
  const verdict = me ? decide(me.actor, "updateWorkgroupRules") : undefined;
  const loading = !nothing && (!settled || every.isPending);
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Workgroups", href: links.workgroups() }]}
        title="Policy board"
        meta={rules.data ? <LastChange inForce={rules.data} /> : null}
        actions={
          <>
            <Button icon={<RotateCw aria-hidden />} onClick={refresh}>
              Refresh
            </Button>
            <Button
              icon={<ListChecks aria-hidden />}
              className={verdict ? "" : "invisible"}
              onClick={() => setEditing(true)}
              {...(verdict?.allowed === false
                ? { disabledReason: verdict.reason }
                : rules.data
                  ? {}
                  : { disabledReason: "The rules are not read" })}
            >
              Edit rules
            </Button>
          </>
        }
      />
      {!nothing && inForce ? (
        <Summary
          rows={board}
          tallies={tallies}
          rules={inForce}
          unreadCount={every.unreadable.length}
          loading={loading}
          chosen={chosen}
          onChoose={(rule) => setAddress({ rule: rule ?? null })}
        />
      ) : null}
      {every.unreadable.map(({ name, message }) => (
        <Banner key={name} tone="warn" flush>
          {name} could not be read: {message}
        </Banner>
      ))}
      {versions.error ? (
        <Banner tone="warn" flush>
          The engine versions could not be read, so that rule is checked where a workgroup is on
          automatic alone: {versions.error.message}
        </Banner>
      ) : null}
      {nothing ? null : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-2.5 md:px-5">
          <TextFilter
            text={text}
            label="Search workgroups"
            placeholder="Workgroup"
            onChange={(next) => setAddress({ text: next })}
          />
          <Switch
            label="Failing only"
            checked={failing}
            onChange={(next) => setAddress({ failing: next })}
          />
        </div>
      )}
      <div className="min-h-0 grow max-md:border-t">
        {nothing ? (
          <ListProblem
            noun="policy board"
            error={problem}
            workgroup={undefined}
            onAllWorkgroups={() => {}}
            onRetry={refresh}
            retrying={rules.isFetching || every.isFetching}
          />
        ) : (
          <DataTable
            id={chosen ? "policy-rule" : "policy"}
            label="Workgroups and rules"
            rows={rows}
            columns={columns}
            rowId={rowId}
            rowHref={rowHref}
            renderNarrow={(row) => (
              <NarrowRow row={row} href={rowHref(row)} ids={ids} chosen={chosen} />
            )}
            sort={{ columnId: order.by, direction: order.descending ? "descending" : "ascending" }}
            onSort={(columnId) => setAddress({ sort: orderText(orders.next(order, columnId)) })}
            loading={loading}
            empty={
              <BoardEmpty
                ruleCount={ids.length}
                workgroupCount={board.length}
                onAll={() => setAddress({ text: null, failing: null, rule: null })}
              />
            }
            footer={
              <ReadingFooter
                read={every.workgroups.length + every.unreadable.length}
                total={every.total}
                problem={every.isFetchNextPageError ? every.error : null}
                onReadOn={() => void every.fetchNextPage()}
              >
                {formatCount(rows.length)} {rows.length === 1 ? "workgroup" : "workgroups"} shown.
              </ReadingFooter>
            }
          />
        )}
      </div>
      {rules.data ? (
        <RulesDialog open={editing} onOpenChange={setEditing} inForce={rules.data} />
      ) : null}
    </div>
  );
}

function LastChange({ inForce: { changedAt, changedBy } }: { inForce: RulesInForce }) {
  if (changedAt === undefined) return <span>Default rules</span>;
  return (
    <span>
      Rules changed by {changedBy?.name} <RelativeTime at={changedAt} />
    </span>
  );
}
