"use client";

import { CircleSlash, FileX, ShieldX, Square } from "lucide-react";
import { memo } from "react";
import { QueryResults } from "@/components/data/query-results";
import { QueryResultsSkeleton } from "@/components/data/query-results-skeleton";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { RunningFor } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { CallError } from "@/lib/client/call";
import type { QueryDetail } from "@/lib/contracts/queries";
import { formatBytes } from "@/lib/domain/format";
import { queryStateFacts } from "@/lib/domain/queries";
import { ProblemPanel } from "./problem-panel";
import { failureText } from "./use-run";

export type StopControl = {
  onStop: () => void;
  stopping: boolean;
  disabledReason: string | undefined;
};

type RunOutcomeProps = {
  /** Started from here: its state is about to be known. */
  justStarted: boolean;
  detail: QueryDetail | undefined;
  error: Error | null;
  onRetry: () => void;
  stop: StopControl | undefined;
  onGoToError: (() => void) | undefined;
};

/** What the run has come to: progress, its result, or why there is none. */
export function RunOutcome(props: RunOutcomeProps) {
  const { detail, error, stop } = props;
  if (!detail) {
    if (error) return <Unreadable error={error} onRetry={props.onRetry} />;
    return props.justStarted ? (
      <EmptyState icon={<Spinner />} title="Starting" />
    ) : (
      <ResultSkeleton />
    );
  }
  const { execution } = detail;
  const { inFlight, tone, label, actions } = queryStateFacts(execution.state);
  if (inFlight) return <Progress detail={detail} label={label} stop={stop} />;
  if (actions.includes("readResults")) return <Results execution={execution} />;
  const reason = failureText(detail);
  if (tone === "bad") {
    return (
      <ProblemPanel
        title="The query failed"
        message={reason ?? "Athena gives no reason."}
        onGoTo={props.onGoToError}
      />
    );
  }
  return (
    <EmptyState icon={<CircleSlash aria-hidden />} title={label}>
      {reason ?? "It was stopped before it had a result."}
    </EmptyState>
  );
}

// Typing above must not render the rows anew.
const Results = memo(function Results({ execution }: { execution: QueryDetail["execution"] }) {
  return (
    <div className="flex min-h-0 flex-col px-4 pb-3 md:px-3">
      <QueryResults
        key={execution.id}
        id={execution.id}
        state={execution.state}
        statementType={execution.statementType}
        substatementType={execution.substatementType}
      />
    </div>
  );
});

type ProgressProps = { detail: QueryDetail; label: string; stop: StopControl | undefined };

function Progress({ detail: { execution }, label, stop }: ProgressProps) {
  const { submittedAt, statistics } = execution;
  return (
    <EmptyState
      icon={<Spinner />}
      title={
        <>
          {label}
          {submittedAt !== undefined ? (
            <>
              {" "}
              for <RunningFor since={submittedAt} className="tabular-nums" />
            </>
          ) : null}
        </>
      }
      action={
        stop ? (
          <Button
            icon={<Square aria-hidden />}
            onClick={stop.onStop}
            loading={stop.stopping}
            disabledReason={stop.disabledReason}
          >
            Stop query
          </Button>
        ) : null
      }
    >
      {statistics.dataScannedBytes
        ? `${formatBytes(statistics.dataScannedBytes)} scanned so far. `
        : null}
      It goes on when you leave this page.
    </EmptyState>
  );
}

function Unreadable({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const code = error instanceof CallError ? error.code : undefined;
  if (code === "NOT_FOUND") {
    return (
      <EmptyState icon={<FileX aria-hidden />} title="This execution does not exist">
        Athena does not know it, or no longer does. Your draft is untouched.
      </EmptyState>
    );
  }
  if (code === "FORBIDDEN") {
    return (
      <EmptyState icon={<ShieldX aria-hidden />} title="You may not see this execution">
        {error.message}
      </EmptyState>
    );
  }
  return (
    <ErrorState
      title="The run could not be read"
      message={error.message}
      requestId={error instanceof CallError ? error.requestId : undefined}
      onRetry={onRetry}
    />
  );
}

const ResultSkeleton = () => (
  <div className="px-4 md:px-3">
    <QueryResultsSkeleton />
  </div>
);
