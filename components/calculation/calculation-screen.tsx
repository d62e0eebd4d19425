"use client";

import { useQuery } from "@tanstack/react-query";
import { CalculationResult } from "@/components/data/outputs/calculation-result";
import { PythonCode } from "@/components/data/python-code";
import { useFreshSession } from "@/components/data/session/use-fresh-session";
import { CalculationOutput } from "@/components/data/text-stream/calculation-output";
import { Banner } from "@/components/ui/banner";
import { Section } from "@/components/ui/section";
import { useAnnouncedState } from "@/components/ui/use-announced-state";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { calculationOptions } from "@/lib/client/calculations";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import { calculationStateFacts, summarizeCode } from "@/lib/domain/calculations";
import { CalculationHeader } from "./calculation-header";
import { CalculationProblem } from "./calculation-problem";
import { CalculationSkeleton } from "./calculation-skeleton";
import { FactsPanel } from "./facts-panel";
import { WhyItEnded } from "./why-it-ended";

/** The permalink of one calculation. */
export function CalculationScreen({ id }: { id: string }) {
  const { data, error, refetch, isFetching } = useQuery(calculationOptions(id));
  if (data) return <Calculation key={id} detail={data} problem={error ?? undefined} />;
  if (error)
    return <CalculationProblem id={id} error={error} onRetry={refetch} retrying={isFetching} />;
  return <CalculationSkeleton id={id} />;
}

type CalculationProps = { detail: CalculationDetail; problem: Error | undefined };

function Calculation({ detail, problem }: CalculationProps) {
  const { calculation, code } = detail;
  const { id, state } = calculation;
  const facts = calculationStateFacts(state);
  const title = calculation.description ?? summarizeCode(code ?? "", 40);
  useDocumentTitle(`${title || "Calculation"} · ${facts.label}`);
  useAnnouncedState("Calculation", facts);
  useFreshSession(calculation.sessionId, state);
  return (
    <div className="flex min-h-full flex-col">
      <CalculationHeader detail={detail} />
      {problem ? (
        <Banner tone="warn" flush>
          {facts.inFlight ? "The state below may be old: " : "Not read again: "}
          {problem.message}
        </Banner>
      ) : null}
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col gap-6 px-4 py-4 md:px-5">
          <WhyItEnded calculation={calculation} />
          <Section title="Code">
            {code === undefined ? (
              <p className="text-muted">
                Athena does not give the code of this calculation as text, so it cannot be shown.
              </p>
            ) : (
              <PythonCode code={code} linesMax={14} />
            )}
          </Section>
          <Section title="Standard output">
            <CalculationOutput id={id} stream="stdout" inFlight={facts.inFlight} />
          </Section>
          <Section title="Standard error">
            <CalculationOutput
              id={id}
              stream="stderr"
              inFlight={facts.inFlight}
              className="max-h-[40dvh]"
            />
          </Section>
          <Section title="Result">
            <CalculationResult id={id} state={state} />
          </Section>
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
