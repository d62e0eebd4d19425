import Link from "next/link";
import { QueryState } from "@/components/data/query-state";
import { SessionState } from "@/components/data/session/session-state";
import { SqlInline } from "@/components/data/sql-inline";
import { RelativeTime, RunningFor } from "@/components/ui/relative-time";
import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import { costText } from "@/lib/domain/cost";
import { formatBytes, formatDuration, formatMoney, shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { isQueryInFlight } from "@/lib/domain/queries";
import { isSessionInFlight } from "@/lib/domain/sessions";

type Run = WorkgroupActivity["newest"][number];
type NewestRunsProps = { runs: readonly Run[]; sql: boolean };

/** The newest executions or sessions, each leading to its page; what failed says why. */
export function NewestRuns({ runs, sql }: NewestRunsProps) {
  if (runs.length === 0)
    return (
      <p className="text-muted">
        {sql ? "Nothing was run in it yet." : "No session was started in it yet."}
      </p>
    );
  return (
    <ul className="divide-y overflow-hidden rounded-lg border bg-raised">
      {runs.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </ul>
  );
}

function RunLine({ run }: { run: Run }) {
  const query = run.kind === "query";
  return (
    <li>
      <Link
        href={query ? links.query(run.id) : links.session(run.id)}
        prefetch={false}
        className="flex min-h-8 flex-col gap-0.5 px-3 py-1.5 -outline-offset-2 hover:bg-[color-mix(in_srgb,var(--ink)_3.5%,transparent)]"
      >
        <span className="flex flex-wrap items-center gap-x-3.5 gap-y-0.5 md:flex-nowrap">
          <span className="w-26 shrink-0">
            {query ? <QueryState state={run.state} /> : <SessionState state={run.state} />}
          </span>
          <span className="min-w-0 grow max-md:order-last max-md:basis-full">
            {query ? (
              <SqlInline sql={run.summary} />
            ) : (
              <span className="block truncate">{run.summary || shortenId(run.id)}</span>
            )}
          </span>
          <span className="ml-auto flex shrink-0 items-center gap-3.5 text-right whitespace-nowrap tabular-nums">
            <span className="max-w-28 truncate text-muted max-xl:hidden">
              {run.by?.name ?? "outside"}
            </span>
            {run.submittedAt === undefined ? null : (
              <RelativeTime at={run.submittedAt} className="text-muted md:w-18" />
            )}
            <span className="md:w-19">
              <Duration run={run} />
            </span>
            {query ? (
              <span className="w-16 max-lg:hidden">
                {run.scannedBytes === undefined ? "–" : formatBytes(run.scannedBytes)}
              </span>
            ) : null}
            <span className="w-16 max-md:hidden">
              {query ? costText(run) : run.costUsd === undefined ? "–" : formatMoney(run.costUsd)}
            </span>
          </span>
        </span>
        {run.reason && run.state === "FAILED" ? (
          <span className="line-clamp-2 text-sm text-bad wrap-anywhere md:pl-29.5">
            {run.reason}
          </span>
        ) : null}
      </Link>
    </li>
  );
}

function Duration({ run }: { run: Run }) {
  const inFlight = run.kind === "query" ? isQueryInFlight(run.state) : isSessionInFlight(run.state);
  if (inFlight && run.submittedAt !== undefined) return <RunningFor since={run.submittedAt} />;
  return run.durationMs === undefined ? "–" : formatDuration(run.durationMs);
}
