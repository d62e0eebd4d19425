import { StateBadge } from "@/components/ui/state-badge";

/** Whether a workgroup takes work. */
export function WorkgroupState({ state }: { state: string }) {
  if (state === "ENABLED") return <StateBadge tone="ok" label="Enabled" inFlight={false} />;
  if (state === "DISABLED") return <StateBadge tone="neutral" label="Disabled" inFlight={false} />;
  return <StateBadge tone="neutral" label={state} inFlight />;
}
