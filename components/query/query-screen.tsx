"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { useAnnouncedState } from "@/components/ui/use-announced-state";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { queryDetailOptions } from "@/lib/client/queries";
import type { QueryDetail } from "@/lib/contracts/queries";
import { isQueryInFlight, queryStateFacts } from "@/lib/domain/queries";
import { executionTitle } from "@/lib/domain/query-facts";
import { parseErrorPosition } from "@/lib/domain/sql-statements";
import { FactsPanel } from "./facts-panel";
import { FailurePanel } from "./failure-panel";
import { QueryHeader } from "./query-header";
import { QueryProblem } from "./query-problem";
import { QueryScreenSkeleton } from "./query-screen-skeleton";
import { QueryTabs } from "./query-tabs";
import { SqlPanel, type SqlView } from "./sql-panel";
import { TimeSection } from "./time-section";

/** The permalink of one execution. */
export function QueryScreen({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(queryDetailOptions(id));
  if (data) return <Execution key={id} detail={data} problem={error ?? undefined} />;
  if (error) return <QueryProblem id={id} error={error} onRetry={refetch} retrying={isFetching} />;
  return <QueryScreenSkeleton id={id} />;
}

type ExecutionProps = { detail: QueryDetail; problem: Error | undefined };

function Execution({ detail, problem }: ExecutionProps) {
  const { execution } = detail;
  const facts = queryStateFacts(execution.state);
  const withoutResult = !facts.inFlight && !facts.actions.includes("readResults");
  const errorLine = withoutResult
    ? parseErrorPosition(execution.stateChangeReason ?? execution.error?.message ?? "")?.line
    : undefined;
  const [sqlView, setSqlView] = useState<SqlView>();
  useDocumentTitle(executionTitle(execution.sql, facts.label));
  useAnnouncedState("Query", facts);
  return (
    <div className="flex min-h-full flex-col">
      <QueryHeader detail={detail} />
      {problem ? (
        <Banner tone="warn" flush>
          {isQueryInFlight(execution.state) ? "The state below may be old: " : "Not read again: "}
          {problem.message}
        </Banner>
      ) : null}
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          {withoutResult ? (
            <FailurePanel
              execution={execution}
              errorLine={errorLine}
              onShowLine={() => setSqlView("submitted")}
            />
          ) : null}
          <SqlPanel
            id={execution.id}
            sql={execution.sql}
            errorLine={errorLine}
            view={sqlView}
            onView={setSqlView}
          />
          <TimeSection execution={execution} />
          <QueryTabs detail={detail} />
        </div>
        <aside
          aria-label="Facts"
          className="shrink-0 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5"
        >
          <FactsPanel detail={detail} />
        </aside>
      </div>
    </div>
  );
}
