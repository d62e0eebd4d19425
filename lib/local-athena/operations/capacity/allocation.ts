import type {
  CapacityReservationRecord,
  ReservationStatus,
} from "../../state/capacity-reservations";
import type { ServiceContext } from "../service-context";
import { reservationResource } from "./capacity-reservation";

/** Real reservations take up to 30 minutes. */
const ALLOCATION_MS = 5_000;
const RELEASE_MS = 2_000;

type Transition = {
  naturalMs: number;
  /** What has to end before, besides the time. */
  before?: (context: ServiceContext, record: CapacityReservationRecord) => Promise<unknown>;
  next: (record: CapacityReservationRecord, now: number) => CapacityReservationRecord;
};

const allocated = (record: CapacityReservationRecord, now: number): CapacityReservationRecord => ({
  ...record,
  status: "ACTIVE",
  allocatedDpus: record.targetDpus,
  lastAllocation: { ...record.lastAllocation, status: "SUCCEEDED", completedAt: now },
  lastSuccessfulAllocationAt: now,
});

/** Queries of the assigned workgroups that run when the reservation is cancelled end on it. */
function runningQueries(
  context: ServiceContext,
  { assignments }: CapacityReservationRecord,
): Promise<unknown> {
  const workGroups = new Set(assignments?.flat());
  return Promise.all(
    context.executions
      .inFlight()
      .filter((execution) => workGroups.has(execution.workGroup))
      .map((execution) => context.runner.settled(execution.id)),
  );
}

const TRANSITIONS: Partial<Record<ReservationStatus, Transition>> = {
  PENDING: { naturalMs: ALLOCATION_MS, next: allocated },
  UPDATE_PENDING: { naturalMs: ALLOCATION_MS, next: allocated },
  CANCELLING: {
    naturalMs: RELEASE_MS,
    before: runningQueries,
    next: (record, now) => ({
      ...record,
      status: "CANCELLED",
      allocatedDpus: 0,
      cancelledAt: now,
    }),
  },
};

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

/**
 * Moves a reservation on from a state that does not last, when its time has come (reference 3.6):
 * PENDING and UPDATE_PENDING to ACTIVE, CANCELLING to CANCELLED.
 */
export function settleReservation(
  context: ServiceContext,
  record: CapacityReservationRecord,
): void {
  const transition = TRANSITIONS[record.status];
  if (!transition) return;
  context.background.start(reservationResource(record.name), async (signal) => {
    const before = transition.before?.(context, record);
    await context.pace.turn("capacity-reservation", transition.naturalMs, signal);
    await Promise.race([before, aborted(signal)]);
    const current = context.capacityReservations.get(record.name);
    if (signal.aborted || current?.status !== record.status) return;
    context.capacityReservations.put(transition.next(current, context.now()));
  });
}

/** Goes on with what a former process left in a state that does not last. */
export function resumeReservations(context: ServiceContext): void {
  for (const record of context.capacityReservations.all()) settleReservation(context, record);
}
