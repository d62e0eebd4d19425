"use client";

import { SquareTerminal } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Refusal } from "./problem-panel";
import { RunOutcome, type StopControl } from "./run-outcome";
import { partLabel, RunStrip } from "./run-strip";
import type { useRun } from "./use-run";

type RunAreaProps = {
  run: ReturnType<typeof useRun>;
  /** Why the last attempt to run sent nothing. */
  notice: string | undefined;
  /** Why nothing can be run here now. */
  disabledReason: string | undefined;
  stop: StopControl | undefined;
  onGoToError: (() => void) | undefined;
  /** A statement to begin with; there while nothing is written. */
  starter: { sql: string; onUse: () => void } | undefined;
};

/** Everything below the text: the run, its result, or how to begin. */
export function RunArea(props: RunAreaProps) {
  const { run, notice, disabledReason, stop, onGoToError, starter } = props;
  const { id, sent, detail, refusal, dismissRefusal } = run;
  const ranHere = sent && detail.data?.execution.sql === sent.sql ? partLabel(sent) : undefined;
  return (
    <section aria-label="Result" className="flex min-h-0 grow flex-col md:overflow-y-auto">
      {notice ? (
        <div className="px-4 pt-2 md:px-3">
          <Banner tone="warn">{notice}</Banner>
        </div>
      ) : null}
      {refusal ? (
        <Refusal
          error={refusal}
          onGoTo={onGoToError}
          onDismiss={id === null ? undefined : dismissRefusal}
        />
      ) : null}
      {!refusal && id !== null ? (
        <>
          <RunStrip id={id} detail={detail.data} part={ranHere} />
          <RunOutcome
            justStarted={sent !== undefined}
            detail={detail.data}
            error={detail.error}
            onRetry={detail.refetch}
            stop={stop}
            onGoToError={onGoToError}
          />
        </>
      ) : null}
      {!refusal && id === null ? (
        <Beginning starter={starter} disabledReason={disabledReason} />
      ) : null}
    </section>
  );
}

type BeginningProps = Pick<RunAreaProps, "starter" | "disabledReason">;

function Beginning({ starter, disabledReason }: BeginningProps) {
  if (!starter || disabledReason) {
    return (
      <EmptyState icon={<SquareTerminal aria-hidden />} title="Nothing has run yet">
        {disabledReason ?? "Run the statement to see its result here."}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SquareTerminal aria-hidden />}
      title="Write a statement, or begin with this one"
      action={
        <Button onClick={starter.onUse} className="max-w-full font-mono">
          <span className="truncate">{starter.sql}</span>
        </Button>
      }
    />
  );
}
