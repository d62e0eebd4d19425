import { CirclePause } from "lucide-react";
import { StateBadge } from "@/components/ui/state-badge";
import { sessionStateFacts, takesCalculations } from "@/lib/domain/sessions";

export function SessionState({ state }: { state: string }) {
  const { tone, label, inFlight } = sessionStateFacts(state);
  return (
    <StateBadge
      tone={tone}
      label={label}
      inFlight={inFlight}
      icon={takesCalculations(state) ? <CirclePause aria-hidden /> : undefined}
    />
  );
}
