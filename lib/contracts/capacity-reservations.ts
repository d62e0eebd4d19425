import { z } from "zod";
import type { CapacityReservation } from "@/lib/domain/capacity";
import { contract } from "./contract";
import { isKeepable } from "./keepable";
import { textMap } from "./text-map";

const text = z.string().optional();
const count = z.number().int().nonnegative();
/** Epoch milliseconds. */
const time = z.number().optional();
/** SHA-256 of the assigned workgroups, hexadecimal. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, "This is not the hash of assignments");
const workgroup = z
  .string()
  .regex(/^[a-zA-Z0-9._-]{1,128}$/, "This is not the name of a workgroup");

const tags = textMap({ nameMax: 128, valueMax: 256 });
const newTags = tags.refine((map) => Object.entries(map).flat().every(isKeepable), {
  message: "Holds a character that is none",
});

const named = z.object({
  name: z
    .string()
    .regex(
      /^[a-zA-Z0-9._-]{1,128}$/,
      "A name has 1 to 128 letters, digits, dots, underscores and hyphens",
    ),
});

const reservation = z.object({
  name: z.string(),
  state: z.string(),
  targetDpus: count,
  allocatedDpus: count,
  createdAt: time,
  lastAllocation: z
    .object({ state: z.string(), message: text, requestedAt: time, completedAt: time })
    .optional(),
  lastSuccessfulAllocationAt: time,
}) satisfies z.ZodType<CapacityReservation>;

const listed = reservation.extend({
  /** Those it is assigned to, in name order; absent where Athena did not tell. */
  workgroups: z.array(z.string()).optional(),
});
export type ListedReservation = z.output<typeof listed>;

/** ListCapacityReservations with the assignments of each, in name order. Cancelled ones stay listed for 45 days. */
export const listCapacityReservations = contract({
  name: "listCapacityReservations",
  method: "GET",
  path: "/api/capacity-reservations",
  input: z.object({}),
  output: z.object({
    reservations: z.array(listed),
    /** For estimates: what a DPU costs an hour. */
    usdPerDpuHour: z.number(),
  }),
});

/** CreateCapacityReservation. @throws CONFLICT when the name is taken, also by a cancelled one */
export const createCapacityReservation = contract({
  name: "createCapacityReservation",
  method: "POST",
  path: "/api/capacity-reservations",
  input: named.extend({
    targetDpus: z.number().int(),
    tags: newTags.default({}),
  }),
  output: z.object({ name: z.string() }),
});

/** GetCapacityReservation, its assignments and its tags. */
export const getCapacityReservation = contract({
  name: "getCapacityReservation",
  method: "GET",
  path: "/api/capacity-reservations/[name]",
  input: named,
  output: z.object({
    reservation,
    /** In name order, with what `putCapacityAssignments` begins from. */
    assignments: z.object({ workgroups: z.array(z.string()), hash }),
    /** Absent where the account is not known. */
    arn: text,
    tags,
    /** Why its tags could not be read; they are none here then. */
    tagsProblem: text,
    usdPerDpuHour: z.number(),
  }),
});
export type CapacityReservationDetail = z.output<typeof getCapacityReservation.output>;

/** UpdateCapacityReservation. @throws CONFLICT when its target is not `fromDpus` by now */
export const updateCapacityReservation = contract({
  name: "updateCapacityReservation",
  method: "PATCH",
  path: "/api/capacity-reservations/[name]",
  input: named.extend({ fromDpus: count, targetDpus: z.number().int() }),
  output: z.object({}),
});

/**
 * TagResource and UntagResource, as far as `tags` differ from `fromTags`, which the editor saw. @throws CONFLICT when
 * it has others by now
 */
export const updateCapacityTags = contract({
  name: "updateCapacityTags",
  method: "PATCH",
  path: "/api/capacity-reservations/[name]/tags",
  input: named.extend({ fromTags: tags, tags: newTags }),
  output: z.object({}),
});

/** CancelCapacityReservation. What was cancelled before stays so. */
export const cancelCapacityReservation = contract({
  name: "cancelCapacityReservation",
  method: "POST",
  path: "/api/capacity-reservations/[name]/cancel",
  input: named,
  output: z.object({}),
});

/** DeleteCapacityReservation, of a cancelled one. `confirm` repeats the name. */
export const deleteCapacityReservation = contract({
  name: "deleteCapacityReservation",
  method: "DELETE",
  path: "/api/capacity-reservations/[name]",
  input: named.extend({ confirm: z.string() }),
  output: z.object({}),
});

/**
 * PutCapacityAssignmentConfiguration: these workgroups in place of those that `basedOn` names. Nothing is sent when
 * they are the same. @throws CONFLICT when others are assigned by now
 */
export const putCapacityAssignments = contract({
  name: "putCapacityAssignments",
  method: "PATCH",
  path: "/api/capacity-reservations/[name]/assignments",
  input: named.extend({ basedOn: hash, workgroups: z.array(workgroup).max(100) }),
  output: z.object({ workgroups: z.array(z.string()), hash }),
});
