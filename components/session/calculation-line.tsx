import Link from "next/link";
import { PythonInline } from "@/components/data/python-inline";
import { RelativeTime, RunningFor } from "@/components/ui/relative-time";
import { StateBadge } from "@/components/ui/state-badge";
import type { CalculationRow } from "@/lib/contracts/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { formatDuration, shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";

/** A calculation in a line; in two where there is little room. */
export function CalculationLine({ row }: { row: CalculationRow }) {
  const { tone, label, inFlight } = calculationStateFacts(row.state);
  return (
    <li>
      <Link
        href={links.calculation(row.id)}
        prefetch={false}
        className="flex min-h-8 flex-wrap items-center gap-x-3.5 gap-y-0.5 px-3 py-1.5 -outline-offset-2 hover:bg-[color-mix(in_srgb,var(--ink)_3.5%,transparent)] md:flex-nowrap"
      >
        <span className="w-26 shrink-0">
          <StateBadge tone={tone} label={label} inFlight={inFlight} />
        </span>
        <span className="min-w-0 grow max-md:order-last max-md:basis-full">
          {row.summary === undefined ? (
            <span className="block truncate text-muted">
              {row.description ?? shortenId(row.id)}
            </span>
          ) : (
            <PythonInline code={row.summary} />
          )}
        </span>
        <span className="ml-auto flex shrink-0 gap-3.5 tabular-nums">
          {row.submittedAt === undefined ? null : (
            <RelativeTime at={row.submittedAt} className="text-muted" />
          )}
          <span>
            <Duration row={row} inFlight={inFlight} />
          </span>
          <span className="w-24 text-right whitespace-nowrap text-muted max-md:hidden">
            {row.dpuMs === undefined ? "–" : dpuMinutes(row.dpuMs)}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Duration({ row, inFlight }: { row: CalculationRow; inFlight: boolean }) {
  const { submittedAt, completedAt } = row;
  if (submittedAt === undefined) return null;
  if (inFlight) return <RunningFor since={submittedAt} />;
  return completedAt === undefined ? null : formatDuration(completedAt - submittedAt);
}

/** `0:34 DPU-min` */
function dpuMinutes(dpuMs: number): string {
  const seconds = Math.round(dpuMs / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} DPU-min`;
}
