"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { executorsOptions } from "@/lib/client/sessions";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { dpuMsOf } from "@/lib/domain/executors";
import { formatDpuHours } from "@/lib/domain/format";
import { isSessionInFlight } from "@/lib/domain/sessions";
import { ExecutorsChart } from "./executors-chart";
import { ExecutorsTable } from "./executors-table";

/** Which executors were there when, and how many DPUs they took. */
export function ExecutorsSection({ session }: Pick<SessionDetail, "session">) {
  const inFlight = isSessionInFlight(session.state);
  const { data, error, isPending } = useQuery(executorsOptions(session.id, inFlight));
  const [asTable, setAsTable] = useState(false);
  const executors = data?.executors ?? [];
  const times = executors.flatMap(({ startedAt, terminatedAt }) => [
    ...(startedAt === undefined ? [] : [startedAt]),
    ...(terminatedAt === undefined ? [] : [terminatedAt]),
  ]);
  // By one clock as far as can be: an executor may start a moment before its session says so.
  const from = Math.min(session.startedAt ?? Number.POSITIVE_INFINITY, ...times);
  const to = inFlight
    ? Math.max(data?.readAt ?? 0, ...times)
    : Math.max(session.endedAt ?? 0, ...times);
  return (
    <Section
      title="Executors and DPU use"
      meta={
        executors.length > 0 ? (
          <span className="tabular-nums">{formatDpuHours(dpuMsOf(executors, to))} DPU-hours</span>
        ) : undefined
      }
      actions={
        executors.length > 0 ? (
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
            className={asTable ? "bg-sunken text-ink" : "font-normal!"}
          >
            As table
          </Button>
        ) : undefined
      }
    >
      {error && !data ? (
        <Banner tone="warn">The executors could not be read: {error.message}</Banner>
      ) : isPending ? (
        <Skeleton className="h-36 w-full rounded-lg" />
      ) : executors.length === 0 ? (
        <p className="text-muted">
          {inFlight
            ? "No executor has joined yet."
            : "Athena lists no executors of this session any more."}
        </p>
      ) : (
        <>
          {asTable ? null : (
            <ExecutorsChart executors={executors} from={from} to={to} live={inFlight} />
          )}
          <div className={asTable ? undefined : "sr-only"}>
            <ExecutorsTable executors={executors} now={to} />
          </div>
        </>
      )}
    </Section>
  );
}
