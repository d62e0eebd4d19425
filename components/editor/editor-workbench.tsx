"use client";

import { useState } from "react";
import { useNarrow } from "@/components/data/use-narrow";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useMe } from "@/lib/client/me";
import type { Me } from "@/lib/contracts/me";
import { decide } from "@/lib/domain/permissions";
import { quoteName } from "@/lib/domain/sql-statements";
import { whyNotRun } from "@/lib/domain/workgroup-choice";
import { EditorHints } from "./editor-hints";
import { EditorToolbar } from "./editor-toolbar";
import { formatSql } from "./format-sql";
import { ParameterRow } from "./parameter-row";
import { RunArea } from "./run-area";
import { SchemaPanel } from "./schema-panel";
import { SplitHandle } from "./split-handle";
import { SqlInput } from "./sql-input";
import { useEditorSession } from "./use-editor-session";
import { useErrorPlace } from "./use-error-place";
import { useLayout } from "./use-layout";
import { useOpenedQuery } from "./use-opened-query";
import { usePlace } from "./use-place";
import { useRun } from "./use-run";
import { useStart } from "./use-start";
import { useStop } from "./use-stop";
import { useSchema, useTables } from "./use-tables";

/** The whole editor. In the browser only: it begins with what this browser remembers. */
export function EditorWorkbench() {
  const me = useMe();
  const session = useEditorSession();
  const where = usePlace(me);
  const { place, choose, databases, catalogs, workgroups } = where;
  const tables = useTables(place);
  const schema = useSchema(place.database, tables.tables, databases.data?.databases);
  const run = useRun();
  const stop = useStop(me, run);
  const disabledReason = whyRunIsDisabled(me, where);
  const start = useStart(session, place, run, disabledReason);
  const opened = useOpenedQuery(session, choose);
  const mark = useErrorPlace(session, run);
  const layout = useLayout();
  const narrow = useNarrow();
  const [tablesShown, setTablesShown] = useState(false);
  const { editor, draft } = session;
  const empty = draft.sql.trim() === "";

  const format = async () => {
    try {
      const { selected, changed, sql } = await formatSql(
        () => session.newest.current.sql,
        () => session.newestSelection.current,
      );
      if (!changed) return;
      if (selected) editor?.replaceSelection(sql);
      else editor?.replaceAll(sql);
    } catch (error) {
      const description = error instanceof Error ? error.message.split("\n")[0] : undefined;
      toast.error("This SQL could not be formatted", { description });
    }
  };
  const firstTable = tables.tables?.[0];
  const starterSql =
    empty && place.database && firstTable
      ? `SELECT * FROM ${quoteName(place.database)}.${quoteName(firstTable.name)} LIMIT 10`
      : undefined;
  const problem = (workgroups.error ?? catalogs.error ?? databases.error)?.message;
  const panel = (
    <SchemaPanel
      key={`${place.catalog} ${place.database}`}
      place={place}
      problem={problem ?? (databases.data?.databases.length === 0 ? "No databases." : undefined)}
      tables={tables}
      onInsert={(name) => {
        setTablesShown(false);
        editor?.insert(name);
      }}
    />
  );

  return (
    <div className="flex flex-col md:h-full">
      <EditorToolbar
        me={me}
        where={where}
        schemaOpen={narrow ? tablesShown : layout.schemaOpen}
        onToggleSchema={narrow ? () => setTablesShown(true) : layout.toggleSchema}
        run={{ onRun: start.start, starting: run.starting, disabledReason }}
        stop={stop}
        onFormat={format}
        formatDisabledReason={empty ? "There is nothing to format" : undefined}
      />
      {opened.error ? (
        <Banner
          flush
          tone="bad"
          action={
            <Button variant="ghost" size="sm" onClick={opened.giveUp}>
              Dismiss
            </Button>
          }
        >
          The execution could not be opened: {opened.error.message}
        </Banner>
      ) : null}
      <div className="flex min-h-0 grow border-t">
        {narrow ? (
          <Dialog open={tablesShown} onOpenChange={setTablesShown} title="Tables" size="sm">
            <div className="h-[60dvh]">{panel}</div>
          </Dialog>
        ) : null}
        {!narrow && layout.schemaOpen ? (
          <aside aria-label="Tables" className="w-56 shrink-0 border-r lg:w-64">
            {panel}
          </aside>
        ) : null}
        <div className="flex min-w-0 grow flex-col">
          <div
            aria-busy={opened.opening || undefined}
            className="flex min-h-0 shrink-0 flex-col bg-raised max-md:h-auto! max-md:border-b"
            style={{ height: `${layout.percent}%` }}
          >
            <div className="min-h-0 grow max-md:h-[38dvh]">
              <SqlInput
                initialSql={draft.sql}
                schema={schema}
                errorAt={mark.errorAt}
                onEdit={(sql, selection) => {
                  if (start.notice) start.clearNotice();
                  session.edit(sql, selection);
                }}
                onRun={start.start}
                onReady={session.setEditor}
              />
            </div>
            {start.placeholderCount > 0 ? (
              <ParameterRow
                count={start.placeholderCount}
                values={draft.parameters}
                showMissing={start.showMissing}
                onChange={(parameters) => session.change({ parameters })}
                onRun={start.start}
              />
            ) : null}
            <EditorHints
              chosen={session.chosen}
              onRestore={opened.replaced ? opened.restore : undefined}
            />
          </div>
          <SplitHandle percent={layout.percent} onChange={layout.resize} onReset={layout.reset} />
          <RunArea
            run={run}
            notice={start.notice}
            disabledReason={disabledReason}
            stop={stop}
            onGoToError={mark.goTo}
            starter={
              starterSql === undefined
                ? undefined
                : {
                    sql: starterSql,
                    onUse: () => {
                      editor?.replaceAll(starterSql);
                      editor?.focus();
                    },
                  }
            }
          />
        </div>
      </div>
    </div>
  );
}

function whyRunIsDisabled(
  me: Me | undefined,
  { place, finding, workgroups }: ReturnType<typeof usePlace>,
): string | undefined {
  if (!me) return "Reading your rights";
  if (place.workgroup === undefined) {
    const verdict = decide(me.actor, "startQuery");
    if (!verdict.allowed) return verdict.reason;
    return workgroups.isPending ? "Reading the workgroups" : "Choose a workgroup";
  }
  const known = workgroups.data?.workgroups.find(({ name }) => name === place.workgroup);
  const reason = whyNotRun(me.actor, known ?? { name: place.workgroup });
  return reason ?? (finding ? "The databases are being read: run in a moment" : undefined);
}
