import { StateBadge } from "@/components/ui/state-badge";
import { auditOutcomeFacts } from "@/lib/domain/audit";

/** How a change went. */
export function AuditOutcome({ outcome }: { outcome: string }) {
  const { label, tone, inFlight } = auditOutcomeFacts(outcome);
  return <StateBadge tone={tone} label={label} inFlight={inFlight} />;
}
