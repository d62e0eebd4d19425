import type { CapacityReservation } from "@aws-sdk/client-athena";
import { invalidInput } from "../../protocol/errors";
import type {
  CapacityReservationRecord,
  ReservationStatus,
} from "../../state/capacity-reservations";
import type { ServiceContext } from "../service-context";

const KEPT_AFTER_CANCEL_MS = 45 * 24 * 3_600_000;

/** The reservation in ARNs and tags, without account and region. */
export const reservationResource = (name: string) => `capacity-reservation/${name}`;

const GONE: readonly ReservationStatus[] = ["CANCELLING", "CANCELLED"];

/** It gives (or will give) no capacity any more. */
export const isCancelled = (record: CapacityReservationRecord) => GONE.includes(record.status);

export function removeReservation(context: ServiceContext, name: string): void {
  context.transaction(() => {
    context.tags.removeAll(reservationResource(name));
    context.capacityReservations.remove(name);
  });
}

const isExpired = (context: ServiceContext, { cancelledAt }: CapacityReservationRecord) =>
  cancelledAt !== undefined && cancelledAt < context.now() - KEPT_AFTER_CANCEL_MS;

/** Cancelled reservations are shown for 45 days; until then their names are taken. */
export function removeExpiredReservations(context: ServiceContext): void {
  for (const record of context.capacityReservations.all()) {
    if (isExpired(context, record)) removeReservation(context, record.name);
  }
}

/** @throws AthenaException INVALID_INPUT when there is none of this name */
export function reservationNamed(context: ServiceContext, name: string): CapacityReservationRecord {
  const record = context.capacityReservations.get(name);
  if (!record || isExpired(context, record))
    throw invalidInput(`Capacity reservation ${name} was not found.`);
  return record;
}

/**
 * The reservation that a workgroup is assigned to, unless it is being or has been cancelled. Its
 * queries run on it while the status is ACTIVE or UPDATE_PENDING, with `allocatedDpus` in all.
 */
export function reservationOf(
  context: ServiceContext,
  workGroup: string,
): CapacityReservationRecord | undefined {
  const record = context.capacityReservations.ofWorkGroup(workGroup);
  return record && !isCancelled(record) ? record : undefined;
}

/** Takes a workgroup out of the reservation that it is assigned to, also out of a cancelled one. */
export function withoutWorkGroup(context: ServiceContext, workGroup: string): void {
  const record = context.capacityReservations.ofWorkGroup(workGroup);
  if (!record?.assignments) return;
  context.capacityReservations.put({
    ...record,
    assignments: record.assignments.map((names) => names.filter((name) => name !== workGroup)),
  });
}

const dateOf = (epochMs: number | undefined) =>
  epochMs === undefined ? undefined : new Date(epochMs);

/** A reservation as GetCapacityReservation shows it. */
export const capacityReservationOf = (record: CapacityReservationRecord): CapacityReservation => ({
  Name: record.name,
  Status: record.status,
  TargetDpus: record.targetDpus,
  AllocatedDpus: record.allocatedDpus,
  LastAllocation: {
    Status: record.lastAllocation.status,
    RequestTime: new Date(record.lastAllocation.requestedAt),
    RequestCompletionTime: dateOf(record.lastAllocation.completedAt),
  },
  LastSuccessfulAllocationTime: dateOf(record.lastSuccessfulAllocationAt),
  CreationTime: new Date(record.createdAt),
});
