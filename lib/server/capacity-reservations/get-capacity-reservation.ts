import type { getCapacityReservation as contract } from "@/lib/contracts/capacity-reservations";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { assignmentsHash } from "./assignments-hash";

/** GetCapacityReservation, GetCapacityAssignmentConfiguration and ListTagsForResource, each at most a second old. */
export const getCapacityReservation: Verb<typeof contract> = async (ctx, { name }) => {
  authorize(ctx, "getCapacityReservation");
  const { athena, env } = ctx.runtime;
  const reservation = await athena.readCapacityReservation(name);
  const [workgroups, { arn, tags, problem }] = await Promise.all([
    athena.readCapacityAssignments(name, FRESH_MS),
    athena.readCapacityTags(name),
  ]);
  return {
    reservation,
    assignments: { workgroups, hash: assignmentsHash(workgroups) },
    arn,
    tags: { ...tags },
    tagsProblem: problem,
    usdPerDpuHour: env.capacityUsdPerDpuHour,
  };
};

const FRESH_MS = 1_000;
