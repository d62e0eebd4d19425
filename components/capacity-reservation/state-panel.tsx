import clsx from "clsx";
import { RunningFor } from "@/components/ui/relative-time";
import {
  type CapacityReservation,
  capacityStateFacts,
  isCapacityInFlight,
  whyCapacityState,
} from "@/lib/domain/capacity";
import { formatCount } from "@/lib/domain/format";

/** Why it is in its state, what that means for queries, and how far an allocation has come. */
export function StatePanel({ reservation }: { reservation: CapacityReservation }) {
  const { state, targetDpus, allocatedDpus, lastAllocation } = reservation;
  const { tone, label } = capacityStateFacts(state);
  const waits = isCapacityInFlight(state) && lastAllocation?.completedAt === undefined;
  return (
    <section
      aria-labelledby="reservation-state"
      className={clsx(
        "flex max-w-[80ch] flex-col gap-2 rounded-lg px-3.5 py-3",
        tone === "bad" ? "bg-bad-weak" : "border bg-sunken",
      )}
    >
      <div className="flex flex-col gap-1">
        <h2 id="reservation-state" className="font-semibold">
          {label}
        </h2>
        <p className="wrap-anywhere">{whyCapacityState(reservation)}</p>
      </div>
      {waits ? (
        <div className="flex flex-col gap-1">
          <div className="flex justify-between gap-3 text-sm text-muted tabular-nums">
            <span>
              {formatCount(allocatedDpus)} of {formatCount(targetDpus)} DPUs
            </span>
            {lastAllocation?.requestedAt === undefined ? null : (
              <span>
                for <RunningFor since={lastAllocation.requestedAt} />
              </span>
            )}
          </div>
          <progress
            aria-label="DPUs allocated"
            max={Math.max(targetDpus, allocatedDpus)}
            value={allocatedDpus}
            className="h-1.5 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-busy [&::-moz-progress-bar]:bg-busy"
          />
        </div>
      ) : null}
    </section>
  );
}
