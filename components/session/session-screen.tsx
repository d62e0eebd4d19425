"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleX, TriangleAlert } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { useAnnouncedState } from "@/components/ui/use-announced-state";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { sessionDetailOptions } from "@/lib/client/sessions";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import { shortenId } from "@/lib/domain/format";
import { isSessionInFlight, sessionStateFacts } from "@/lib/domain/sessions";
import { ConnectSection } from "./connect-section";
import { ExecutorsSection } from "./executors-section";
import { FactsPanel } from "./facts-panel";
import { LoggingFacts } from "./logging-facts";
import { RememberedBanner } from "./remembered-banner";
import { RememberedCalculations } from "./remembered-calculations";
import { SessionCalculations } from "./session-calculations";
import { SessionHeader } from "./session-header";
import { SessionProblem } from "./session-problem";
import { SessionScreenSkeleton } from "./session-screen-skeleton";
import { SparkUiSection } from "./spark-ui-section";

/** The permalink of one session. */
export function SessionScreen({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(sessionDetailOptions(id));
  if (data) return <Session key={id} detail={data} problem={error ?? undefined} />;
  if (error)
    return <SessionProblem id={id} error={error} onRetry={refetch} retrying={isFetching} />;
  return <SessionScreenSkeleton id={id} />;
}

type SessionProps = { detail: SessionDetail; problem: Error | undefined };

function Session({ detail, problem }: SessionProps) {
  const { session, remembered } = detail;
  const facts = sessionStateFacts(session.state);
  useDocumentTitle(`${facts.label}: session ${session.description ?? shortenId(session.id)}`);
  useAnnouncedState("Session", facts);
  const connects = engineFamilyOf(session.engineVersion) === "sparkConnect";
  return (
    <div className="flex min-h-full flex-col">
      <SessionHeader detail={detail} />
      <RememberedBanner detail={detail} />
      {problem ? (
        <Banner tone="warn" flush>
          {isSessionInFlight(session.state) ? "The state below may be old: " : "Not read again: "}
          {problem.message}
        </Banner>
      ) : null}
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          <EndReason session={session} />
          {remembered?.because === "unknown" ? (
            connects ? (
              <LoggingFacts monitoring={session.monitoring} />
            ) : (
              <RememberedCalculations calculations={remembered.calculations} />
            )
          ) : connects ? (
            <>
              <ConnectSection session={session} />
              <SparkUiSection session={session} />
              <LoggingFacts monitoring={session.monitoring} />
              <ExecutorsSection session={session} />
            </>
          ) : (
            <>
              <ExecutorsSection session={session} />
              <SessionCalculations session={session} />
            </>
          )}
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

/** Why it ended, or is not well, in Athena's words. */
function EndReason({ session }: Pick<SessionDetail, "session">) {
  const { state, stateChangeReason } = session;
  const bad = state === "FAILED";
  if (!bad && state !== "DEGRADED" && (state !== "TERMINATED" || !stateChangeReason)) return null;
  return (
    <section
      aria-labelledby="end-reason"
      className={
        bad
          ? "flex flex-col gap-1 rounded-lg bg-bad-weak px-3.5 py-3"
          : "flex flex-col gap-1 rounded-lg border bg-sunken px-3.5 py-3"
      }
    >
      <h2 id="end-reason" className="flex items-center gap-2 font-semibold">
        {bad ? (
          <CircleX aria-hidden className="size-4 text-bad" />
        ) : (
          <TriangleAlert aria-hidden className="size-4 text-muted" />
        )}
        Why it {bad ? "failed" : state === "DEGRADED" ? "is degraded" : "was terminated"}
      </h2>
      <p className="wrap-anywhere">{stateChangeReason ?? "Athena gave no reason."}</p>
    </section>
  );
}
