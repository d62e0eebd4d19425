"use client";

import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime, RunningFor } from "@/components/ui/relative-time";
import { Stat, StatRow } from "@/components/ui/stat";
import { StateBadge } from "@/components/ui/state-badge";
import type { QueryDetail } from "@/lib/contracts/queries";
import { costText } from "@/lib/domain/cost";
import { formatBytes, formatDuration } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { durationMs, queryStateFacts } from "@/lib/domain/queries";
import { QueryActions } from "./query-actions";

/** The answer first: state, how long, how much, when, who. */
export function QueryHeader({ detail }: { detail: QueryDetail }) {
  const { execution, startedBy, costUsd } = detail;
  const facts = queryStateFacts(execution.state);
  const { dataScannedBytes, dpuCount, reusedPreviousResult } = execution.statistics;
  const cost = costText({ state: execution.state, costUsd, reusedPreviousResult });
  return (
    <PageHeader
      breadcrumb={[{ label: "Queries", href: links.queries() }]}
      title={<CopyableId id={execution.id} label="query id" className="text-base!" />}
      meta={<StateBadge {...facts} />}
      actions={<QueryActions detail={detail} />}
    >
      <div className="pt-1 pb-4">
        <StatRow>
          <Stat label="Duration" value={<Duration execution={execution} />} />
          <Stat
            label="Scanned"
            value={dataScannedBytes === undefined ? <Unknown /> : formatBytes(dataScannedBytes)}
            hint={facts.inFlight && dataScannedBytes !== undefined ? "so far" : undefined}
          />
          <Stat
            label="Cost, estimate"
            value={
              costUsd === undefined ? (
                <Unknown
                  why={
                    dpuCount === undefined
                      ? "Known once the query has finished"
                      : "Provisioned capacity is paid by the hour, not by the query"
                  }
                />
              ) : (
                cost
              )
            }
            hint={costUsd === 0 && cost !== "free" ? "not billed" : undefined}
          />
          <Stat
            label="Submitted"
            value={
              execution.submittedAt === undefined ? (
                <Unknown />
              ) : (
                <RelativeTime at={execution.submittedAt} />
              )
            }
          />
          <Stat
            label="By"
            value={
              startedBy?.name ?? (
                <span
                  className="font-normal text-muted"
                  title="Athena does not record who started a query; Athenaeum knows those it started."
                >
                  started outside
                </span>
              )
            }
          />
        </StatRow>
      </div>
    </PageHeader>
  );
}

function Duration({ execution }: Pick<QueryDetail, "execution">) {
  const ms = durationMs(execution);
  if (ms !== undefined) return formatDuration(ms);
  const { inFlight } = queryStateFacts(execution.state);
  return inFlight && execution.submittedAt !== undefined ? (
    <RunningFor since={execution.submittedAt} />
  ) : (
    <Unknown />
  );
}

function Unknown({ why = "Not reported" }: { why?: string }) {
  return (
    <span className="font-normal text-muted" title={why}>
      <span aria-hidden>–</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}
