"use client";

import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { calculationResultOptions } from "@/lib/client/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";
import { Outputs } from "./outputs";
import { ResultObjects } from "./result-objects";

type CalculationResultProps = { id: string; state: string; outputsOnly?: boolean };

/** What the code displayed, and the objects below ResultS3Uri; once the calculation has ended. */
export function CalculationResult({ id, state, outputsOnly = false }: CalculationResultProps) {
  const { inFlight } = calculationStateFacts(state);
  const { data, error, refetch, isFetching } = useQuery({
    ...calculationResultOptions(id),
    enabled: !inFlight,
  });
  if (inFlight)
    return outputsOnly ? null : (
      <p className="text-muted">It is there when the calculation has ended.</p>
    );
  if (error)
    return (
      <Banner
        tone="bad"
        action={
          <Button size="sm" variant="ghost" loading={isFetching} onClick={() => refetch()}>
            Try again
          </Button>
        }
      >
        The result could not be read: {error.message}
      </Banner>
    );
  if (!data) return <Skeleton className="h-16 w-full rounded-lg" />;
  const { outputs, objects, more, problem } = data;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {problem ? <Banner tone="warn">{problem}</Banner> : null}
      {outputs.length > 0 ? (
        <Outputs outputs={outputs} label="Displayed" />
      ) : outputsOnly ? null : (
        <p className="text-muted">The code displayed nothing.</p>
      )}
      {outputsOnly ? null : <ResultObjects id={id} objects={objects} more={more} />}
    </div>
  );
}
