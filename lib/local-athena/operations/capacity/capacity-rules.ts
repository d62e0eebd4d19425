import { invalidInput } from "../../protocol/errors";
import type { ServiceContext } from "../service-context";

const RESERVATIONS_MAX = 100;
const DPUS_MAX = 1_000;
const DPU_STEP = 4;

/**
 * Checks the quotas of the account, which count every reservation that is not cancelled.
 * @param name the reservation that is created or changed
 * @throws AthenaException INVALID_INPUT
 */
export function checkCapacity(context: ServiceContext, name: string, targetDpus: number): void {
  if (targetDpus % DPU_STEP !== 0)
    throw invalidInput(`TargetDpus must be a multiple of ${DPU_STEP}.`);
  const others = context.capacityReservations
    .all()
    .filter((one) => one.status !== "CANCELLED" && one.name !== name);
  if (others.length >= RESERVATIONS_MAX)
    throw invalidInput(`The account has ${RESERVATIONS_MAX} capacity reservations, its limit.`);
  const dpus = others.reduce((sum, one) => sum + one.targetDpus, targetDpus);
  if (dpus > DPUS_MAX)
    throw invalidInput(
      `The capacity reservations of the account would have ${dpus} DPUs; its limit is ${DPUS_MAX}.`,
    );
}
