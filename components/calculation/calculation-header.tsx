"use client";

import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime, RunningFor } from "@/components/ui/relative-time";
import { Stat, StatRow } from "@/components/ui/stat";
import { StateBadge } from "@/components/ui/state-badge";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import { calculationStateFacts, progressPercent } from "@/lib/domain/calculations";
import { formatDuration, formatMoney, shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { durationMs } from "@/lib/domain/queries";
import { CalculationActions } from "./calculation-actions";

/** The answer first: state, how long, how much, when, who. */
export function CalculationHeader({ detail }: { detail: CalculationDetail }) {
  const { calculation, startedBy, costUsd } = detail;
  const { id, state, sessionId, description, submittedAt, dpuMs } = calculation;
  const facts = calculationStateFacts(state);
  const soFar = facts.inFlight ? "so far" : undefined;
  return (
    <PageHeader
      breadcrumb={[
        { label: "Sessions", href: links.sessions() },
        { label: shortenId(sessionId), href: links.session(sessionId) },
      ]}
      title={<CopyableId id={id} label="calculation id" className="text-base!" />}
      meta={
        <>
          <StateBadge {...facts} />
          {facts.inFlight ? <Progress progress={calculation.progress} /> : null}
          {description ? <span className="max-w-90 truncate">{description}</span> : null}
        </>
      }
      actions={<CalculationActions detail={detail} />}
    >
      <div className="pt-1 pb-4">
        <StatRow>
          <Stat label="Duration" value={<Duration calculation={calculation} />} />
          <Stat
            label="DPU time"
            value={dpuMs === undefined ? <Unknown /> : formatDuration(dpuMs)}
            {...(dpuMs === undefined ? {} : { hint: soFar })}
          />
          <Stat
            label="Cost, estimate"
            value={
              costUsd === undefined ? (
                <Unknown why="Known once Athena reports the DPU time" />
              ) : (
                formatMoney(costUsd)
              )
            }
            {...(costUsd === undefined ? {} : { hint: soFar })}
          />
          <Stat
            label="Submitted"
            value={submittedAt === undefined ? <Unknown /> : <RelativeTime at={submittedAt} />}
          />
          <Stat
            label="By"
            value={
              startedBy?.name ?? (
                <span
                  className="font-normal text-muted"
                  title="Athena does not record who started a calculation; Athenaeum knows those it started."
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

/** Athena's text of progress; as a bar where it begins with a percentage. */
function Progress({ progress }: { progress: string | undefined }) {
  if (progress === undefined) return null;
  const percent = progressPercent(progress);
  return percent === undefined ? (
    <span className="max-w-60 truncate">{progress}</span>
  ) : (
    <span className="inline-flex items-center gap-1.5 tabular-nums">
      <progress
        aria-label="Progress"
        max={100}
        value={percent}
        className="h-1.5 w-20 overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-busy [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-busy"
      />
      {Math.round(percent)}%
    </span>
  );
}

function Duration({ calculation }: Pick<CalculationDetail, "calculation">) {
  const ms = durationMs(calculation);
  if (ms !== undefined) return formatDuration(ms);
  const { inFlight } = calculationStateFacts(calculation.state);
  return inFlight && calculation.submittedAt !== undefined ? (
    <RunningFor since={calculation.submittedAt} />
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
