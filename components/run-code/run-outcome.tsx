"use client";

import { ArrowUpRight, CircleX, SquareTerminal } from "lucide-react";
import { CalculationResult } from "@/components/data/outputs/calculation-result";
import { CalculationOutput } from "@/components/data/text-stream/calculation-output";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RunningFor } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { StateBadge } from "@/components/ui/state-badge";
import { useAnnouncedState } from "@/components/ui/use-announced-state";
import type { CalculationDetail, CalculationRow } from "@/lib/contracts/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { formatDuration } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { durationMs } from "@/lib/domain/queries";
import type { useRunCode } from "./use-run-code";

type RunOutcomeProps = {
  run: ReturnType<typeof useRunCode>;
  /** What the session is busy with. */
  runsNow: CalculationRow | undefined;
};

/** Below the editor: what the code wrote, live, and what it displayed. */
export function RunOutcome({ run, runsNow }: RunOutcomeProps) {
  const { id, detail, start, show } = run;
  return (
    <section aria-label="Output" className="flex min-w-0 flex-col gap-3 px-4 pt-2 pb-5 md:px-5">
      {start.error ? <Banner tone="bad">Not started: {start.error.message}</Banner> : null}
      {runsNow && runsNow.id !== id ? (
        <Banner
          action={
            <Button size="sm" onClick={() => void show(runsNow.id)}>
              Show it
            </Button>
          }
        >
          The session runs {runsNow.summary ? <code>{runsNow.summary}</code> : "other code"} now
          {runsNow.startedBy ? `, started by ${runsNow.startedBy.name}` : ""}.
        </Banner>
      ) : null}
      {id === null ? (
        <EmptyState icon={<SquareTerminal aria-hidden />} title="Nothing is shown yet">
          Run code, or choose a calculation of the history, to see its output here.
        </EmptyState>
      ) : detail.data || start.data?.id === id ? (
        <Shown key={id} id={id} detail={detail.data} />
      ) : detail.error ? (
        <Banner tone="bad">The calculation could not be read: {detail.error.message}</Banner>
      ) : (
        <Skeleton className="h-24 w-full rounded-lg" />
      )}
    </section>
  );
}

/** What was started here a moment ago has output before anything else is known of it. */
function Shown({ id, detail }: { id: string; detail: CalculationDetail | undefined }) {
  const calculation = detail?.calculation;
  const state = calculation?.state ?? "CREATING";
  const facts = calculationStateFacts(state);
  const took = calculation && durationMs(calculation);
  useAnnouncedState("Calculation", facts);
  return (
    <>
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
        <StateBadge {...facts} />
        <span className="tabular-nums">
          {took !== undefined ? formatDuration(took) : null}
          {took === undefined && calculation?.submittedAt !== undefined ? (
            <RunningFor since={calculation.submittedAt} />
          ) : null}
        </span>
        <LinkButton
          href={links.calculation(id)}
          variant="ghost"
          size="sm"
          className="ml-auto"
          icon={<ArrowUpRight aria-hidden />}
        >
          Open calculation
        </LinkButton>
      </div>
      {facts.tone === "bad" && calculation?.stateChangeReason ? (
        <p className="flex items-start gap-2 rounded-lg bg-bad-weak px-3 py-2 font-mono text-sm wrap-anywhere">
          <CircleX aria-hidden className="mt-0.5 size-4 text-bad" />
          <span className="min-w-0">{calculation.stateChangeReason}</span>
        </p>
      ) : null}
      <CalculationOutput
        id={id}
        stream="stdout"
        inFlight={facts.inFlight}
        className="max-h-[50dvh]"
      />
      <CalculationOutput
        id={id}
        stream="stderr"
        inFlight={facts.inFlight}
        className="max-h-[30dvh]"
      />
      <CalculationResult id={id} state={state} outputsOnly />
    </>
  );
}
