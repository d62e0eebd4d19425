import { Clock } from "lucide-react";
import { StateBadge } from "@/components/ui/state-badge";
import { isQueryWaiting, queryStateFacts } from "@/lib/domain/queries";

export function QueryState({ state }: { state: string }) {
  const { tone, label, inFlight } = queryStateFacts(state);
  return (
    <StateBadge
      tone={tone}
      label={label}
      inFlight={inFlight}
      icon={isQueryWaiting(state) ? <Clock aria-hidden /> : undefined}
    />
  );
}
