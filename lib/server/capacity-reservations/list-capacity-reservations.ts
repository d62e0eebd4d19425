import type { Athena } from "@/lib/athena/athena";
import type { listCapacityReservations as contract } from "@/lib/contracts/capacity-reservations";
import { capacityStateFacts } from "@/lib/domain/capacity";
import { AppError } from "@/lib/domain/errors";
import { authorize } from "../authorize";
import type { Verb } from "../context";

/** ListCapacityReservations; the assignments of each, which are at most 10 s old, except of cancelled ones. */
export const listCapacityReservations: Verb<typeof contract> = async (ctx) => {
  authorize(ctx, "listCapacityReservations");
  const { athena, env } = ctx.runtime;
  const { value } = await athena.readCapacityReservations();
  const reservations = await Promise.all(
    value.map(async (reservation) => ({
      ...reservation,
      workgroups: capacityStateFacts(reservation.state).actions.includes("delete")
        ? []
        : await assignmentsIfRead(athena, reservation.name),
    })),
  );
  return { reservations, usdPerDpuHour: env.capacityUsdPerDpuHour };
};

/** What cannot be told of one reservation hides no other. */
async function assignmentsIfRead(athena: Athena, name: string): Promise<string[] | undefined> {
  try {
    return await athena.readCapacityAssignments(name);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
