import { StateBadge } from "@/components/ui/state-badge";
import { capacityStateFacts } from "@/lib/domain/capacity";

/** The state of a capacity reservation in icon, word and colour. */
export function CapacityState({ state }: { state: string }) {
  const { tone, label, inFlight } = capacityStateFacts(state);
  return <StateBadge tone={tone} label={label} inFlight={inFlight} />;
}
