import { isDeepStrictEqual } from "node:util";
import { invalidInput } from "../../protocol/errors";
import type { CapacityReservationRecord } from "../../state/capacity-reservations";
import type { Handler } from "../operation";
import { checkNewTags } from "../tags/tag-rules";
import { settleReservation } from "./allocation";
import {
  isCancelled,
  removeExpiredReservations,
  reservationResource,
} from "./capacity-reservation";
import { checkCapacity } from "./capacity-rules";

/**
 * Creates a PENDING reservation. The call is idempotent: the same name, DPUs and tags once more
 * change nothing. A name is taken until its cancelled reservation is deleted or 45 days old.
 */
export const createCapacityReservation: Handler<"CreateCapacityReservation"> = (context, input) => {
  const { Name: name, TargetDpus: targetDpus } = input;
  const tags = checkNewTags(input.Tags);
  const resource = reservationResource(name);
  removeExpiredReservations(context);
  const earlier = context.capacityReservations.get(name);
  if (earlier) {
    const byKey = [...tags].sort((a, b) => (a.key < b.key ? -1 : 1));
    const isRepeated =
      !isCancelled(earlier) &&
      earlier.targetDpus === targetDpus &&
      isDeepStrictEqual(
        context.tags.list(resource).map((tag) => ({ ...tag })),
        byKey,
      );
    if (isRepeated) return {};
    throw invalidInput(`Capacity reservation ${name} already exists.`);
  }
  checkCapacity(context, name, targetDpus);
  const now = context.now();
  const record: CapacityReservationRecord = {
    name,
    status: "PENDING",
    targetDpus,
    allocatedDpus: 0,
    createdAt: now,
    lastAllocation: { status: "PENDING", requestedAt: now },
    lastSuccessfulAllocationAt: undefined,
    cancelledAt: undefined,
    assignments: undefined,
  };
  context.transaction(() => {
    context.capacityReservations.put(record);
    context.tags.put(resource, tags);
  });
  settleReservation(context, record);
  return {};
};
