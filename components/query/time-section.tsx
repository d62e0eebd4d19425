import { Waterfall } from "@/components/data/waterfall";
import { Section } from "@/components/ui/section";
import type { QueryDetail } from "@/lib/contracts/queries";
import { formatDuration } from "@/lib/domain/format";
import { phasesOf } from "@/lib/domain/phases";
import { isQueryInFlight } from "@/lib/domain/queries";

/** The phases as Athena measured them; they add up to the total beside the title. */
export function TimeSection({ execution }: Pick<QueryDetail, "execution">) {
  const { phases, totalMs } = phasesOf(execution.statistics);
  const inFlight = isQueryInFlight(execution.state);
  const sum = `${formatDuration(totalMs)} ${inFlight ? "so far, not final while it runs" : "in all"}`;
  return (
    <Section title="Where the time went" meta={phases.length > 0 ? sum : undefined}>
      {phases.length > 0 ? (
        <Waterfall phases={phases} totalMs={totalMs} />
      ) : (
        <p className="text-muted">
          {inFlight
            ? "Athena has not reported times yet; they come while the query runs."
            : "Athena reported no times for this execution."}
        </p>
      )}
    </Section>
  );
}
