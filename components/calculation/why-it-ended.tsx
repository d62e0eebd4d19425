import { EndPanel } from "@/components/data/end-panel";
import type { CalculationDetail } from "@/lib/contracts/calculations";
import { calculationStateFacts } from "@/lib/domain/calculations";

/** Why a calculation did not complete; nothing for one that did, or still may. */
export function WhyItEnded({ calculation }: Pick<CalculationDetail, "calculation">) {
  const { label, tone, inFlight, actions } = calculationStateFacts(calculation.state);
  if (inFlight || actions.includes("readResult")) return null;
  return (
    <EndPanel
      tone={tone}
      label={label}
      reason={calculation.stateChangeReason}
      noReason="Athena gave no reason. Standard error may tell more."
    />
  );
}
