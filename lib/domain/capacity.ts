import { factsOf, type Lifecycle } from "./lifecycle";

export const CAPACITY_STATES = [
  "PENDING",
  "ACTIVE",
  "UPDATE_PENDING",
  "CANCELLING",
  "CANCELLED",
  "FAILED",
] as const;
export type CapacityState = (typeof CAPACITY_STATES)[number];
export type CapacityAction = "resize" | "assign" | "cancel" | "delete";

const moving = { tone: "busy", inFlight: true, pollMs: 2_000 } as const;
const still = { inFlight: false, pollMs: undefined } as const;

/** States of a capacity reservation (reference 3.6). */
export const capacityLifecycle: Lifecycle<CapacityState, CapacityAction> = {
  PENDING: {
    ...moving,
    label: "Pending",
    next: ["ACTIVE", "FAILED", "CANCELLING"],
    actions: ["assign", "cancel"],
  },
  ACTIVE: {
    ...still,
    label: "Active",
    tone: "ok",
    next: ["UPDATE_PENDING", "CANCELLING"],
    actions: ["resize", "assign", "cancel"],
  },
  UPDATE_PENDING: {
    ...moving,
    label: "Update pending",
    next: ["ACTIVE", "FAILED", "CANCELLING"],
    actions: ["assign", "cancel"],
  },
  CANCELLING: { ...moving, label: "Cancelling", next: ["CANCELLED"], actions: [] },
  CANCELLED: { ...still, label: "Cancelled", tone: "neutral", next: [], actions: ["delete"] },
  FAILED: {
    ...still,
    label: "Failed",
    tone: "bad",
    next: ["CANCELLING"],
    actions: ["assign", "cancel"],
  },
};

export const capacityStateFacts = (state: string) => factsOf(capacityLifecycle, state);
export const isCapacityInFlight = (state: string) => capacityStateFacts(state).inFlight;

/** What a button says while the state does not allow it; undefined when it does. */
export function capacityBlocked(state: string, action: CapacityAction): string | undefined {
  const { actions, label } = capacityStateFacts(state);
  if (actions.includes(action)) return undefined;
  if (action === "delete") return "Only a cancelled reservation can be deleted: cancel it first";
  if (action === "resize" && isCapacityInFlight(state))
    return `Athena changes one thing at a time: it is ${label.toLowerCase()}`;
  return `It is ${label.toLowerCase()}`;
}

/** A reservation as GetCapacityReservation shows it. Times are epoch milliseconds. */
export type CapacityReservation = {
  name: string;
  state: string;
  targetDpus: number;
  allocatedDpus: number;
  createdAt?: number | undefined;
  lastAllocation?:
    | {
        state: string;
        message?: string | undefined;
        requestedAt?: number | undefined;
        completedAt?: number | undefined;
      }
    | undefined;
  lastSuccessfulAllocationAt?: number | undefined;
};

/** DPUs of a reservation, and of all reservations of an account (reference 8.3). */
export const CAPACITY_DPUS = { min: 4, step: 4, accountMax: 1_000, first: 24 } as const;
export const ASSIGNED_WORKGROUPS_MAX = 20;
/** Made smaller this long after its last allocation, at the earliest; as long it is paid for at least. */
export const DECREASE_AFTER_MS = 3_600_000;
export const NAME_TAKEN_DAYS = 45;

/** What is wrong with a number of DPUs; undefined when nothing is. */
export function dpusProblem(dpus: number): string | undefined {
  const { min, step, accountMax } = CAPACITY_DPUS;
  if (!Number.isInteger(dpus)) return "A whole number of DPUs";
  if (dpus < min) return `At least ${min} DPUs`;
  if (dpus % step !== 0) return `DPUs come in steps of ${step}`;
  if (dpus > accountMax) return `An account has at most ${accountMax.toLocaleString("en-US")} DPUs`;
  return undefined;
}

/** What is wrong with the name of a new one; `taken` are those of the account, cancelled ones too. */
export function capacityNameProblem(
  name: string,
  taken: readonly Pick<CapacityReservation, "name" | "state">[] = [],
): string | undefined {
  if (!/^[a-zA-Z0-9._-]{1,128}$/.test(name))
    return "1 to 128 letters, digits, dots, underscores and hyphens";
  const other = taken.find((one) => one.name === name);
  if (!other) return undefined;
  return capacityStateFacts(other.state).actions.includes("delete")
    ? `A cancelled reservation has this name: delete it first, or wait until ${NAME_TAKEN_DAYS} days have passed`
    : "There is a reservation of this name";
}

/** When it may be made smaller, epoch milliseconds; undefined when it may be by now. */
export function decreasableAt(reservation: CapacityReservation, now: number): number | undefined {
  const since = reservation.lastSuccessfulAllocationAt ?? reservation.createdAt;
  if (since === undefined || since + DECREASE_AFTER_MS <= now) return undefined;
  return since + DECREASE_AFTER_MS;
}

/** Estimated US dollars of so many DPUs for an hour, whether queries use them or not. */
export const capacityUsdPerHour = (dpus: number, usdPerDpuHour: number) => dpus * usdPerDpuHour;

/** Why it is in its state and what that means for queries, for the top of its page. */
export function whyCapacityState(reservation: CapacityReservation): string {
  const { state, targetDpus, allocatedDpus, lastAllocation } = reservation;
  switch (state as CapacityState) {
    case "PENDING":
      return `Athena is allocating ${targetDpus} DPUs, which can take up to 30 minutes. Until then queries of its workgroups run on demand.`;
    case "ACTIVE":
      return `${allocatedDpus} DPUs are allocated. Queries of its workgroups run on them, and queue while all of them are in use.`;
    case "UPDATE_PENDING":
      return `Athena is changing it from ${allocatedDpus} to ${targetDpus} DPUs, which can take up to 30 minutes. Until then it serves with ${allocatedDpus} DPUs.`;
    case "CANCELLING":
      return "Queries that run on it finish. New queries of its workgroups run on demand.";
    case "CANCELLED":
      return `It holds no capacity. Its name stays taken for ${NAME_TAKEN_DAYS} days, or until it is deleted.`;
    case "FAILED":
      return `${lastAllocation?.message ?? "Athena could not allocate the DPUs."} It counts against the account's DPUs until it is cancelled.`;
    default:
      return "Athena gives a state that this console does not know.";
  }
}
