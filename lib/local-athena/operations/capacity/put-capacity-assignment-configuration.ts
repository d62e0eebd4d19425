import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import type { ServiceContext } from "../service-context";
import { engineFamilyOf, workGroupNamed } from "../workgroups/work-group";
import {
  isCancelled,
  reservationNamed,
  reservationOf,
  withoutWorkGroup,
} from "./capacity-reservation";

const WORK_GROUPS_MAX = 20;

function checkWorkGroup(context: ServiceContext, workGroup: string, reservation: string): void {
  if (engineFamilyOf(workGroupNamed(context, workGroup)) !== "SQL")
    throw invalidInput(
      `WorkGroup ${workGroup} cannot be assigned to a capacity reservation: it runs Apache Spark.`,
    );
  const other = reservationOf(context, workGroup);
  if (other && other.name !== reservation)
    throw invalidInput(
      `WorkGroup ${workGroup} is already assigned to capacity reservation ${other.name}.`,
    );
}

/**
 * Replaces all assignments of a reservation; an empty list ends them. At most 20 workgroups, which
 * exist, run SQL and belong to no other reservation, unless that one is cancelled.
 */
export const putCapacityAssignmentConfiguration: Handler<"PutCapacityAssignmentConfiguration"> = (
  context,
  input,
) => {
  const record = reservationNamed(context, input.CapacityReservationName);
  if (isCancelled(record))
    throw invalidInput(
      `Capacity reservation ${record.name} takes no assignments: it is ${record.status}.`,
    );
  const assignments = input.CapacityAssignments.map((one) => one.WorkGroupNames ?? []);
  const workGroups = assignments.flat();
  const repeated = workGroups.find((name, index) => workGroups.indexOf(name) !== index);
  if (repeated !== undefined)
    throw invalidInput(`WorkGroup ${repeated} is assigned more than once.`);
  if (workGroups.length > WORK_GROUPS_MAX)
    throw invalidInput(
      `At most ${WORK_GROUPS_MAX} workgroups can be assigned to a capacity reservation.`,
    );
  for (const name of workGroups) checkWorkGroup(context, name, record.name);
  context.transaction(() => {
    for (const name of workGroups) withoutWorkGroup(context, name);
    context.capacityReservations.put({ ...record, assignments });
  });
  return {};
};
