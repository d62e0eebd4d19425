import { ASSIGNED_WORKGROUPS_MAX, type CapacityReservation, capacityStateFacts } from "./capacity";

/** The workgroups of every reservation that has not ended, by the workgroup's name. */
export type Assigned = ReadonlyMap<string, string>;

type Assignable = Pick<CapacityReservation, "name" | "state"> & {
  workgroups?: readonly string[] | undefined;
};

const ending = new Set(["CANCELLING", "CANCELLED"]);

/** Which reservation each workgroup has; one that is being cancelled holds none back. */
export const assignedBy = (reservations: readonly Assignable[]): Assigned =>
  new Map(
    reservations
      .filter(({ state }) => !ending.has(state))
      .flatMap(({ name, workgroups = [] }) =>
        workgroups.map((workgroup): [string, string] => [workgroup, name]),
      ),
  );

/** What Athena would refuse of a list of workgroups; undefined when nothing is wrong. */
export function assignmentsProblem(
  reservation: string,
  workgroups: readonly string[],
  assigned: Assigned,
): string | undefined {
  const repeated = workgroups.find((name, index) => workgroups.indexOf(name) !== index);
  if (repeated !== undefined) return `${repeated} is there twice`;
  if (workgroups.length > ASSIGNED_WORKGROUPS_MAX)
    return `A reservation takes at most ${ASSIGNED_WORKGROUPS_MAX} workgroups`;
  const foreign = workgroups.find((name) => (assigned.get(name) ?? reservation) !== reservation);
  return foreign === undefined
    ? undefined
    : `${foreign} has the reservation ${assigned.get(foreign)}: a workgroup has one at most`;
}

/** The same text for the same workgroups in any order; its hash is what an editor has seen. */
export const canonicalAssignments = (workgroups: readonly string[]) =>
  JSON.stringify([...new Set(workgroups)].sort());

export type AssignmentChange = { workgroup: string; kind: "added" | "removed" };

/** What a new list of workgroups changes, in name order. */
export function assignmentChanges(
  before: readonly string[],
  after: readonly string[],
): AssignmentChange[] {
  const of = (names: readonly string[], without: readonly string[], kind: "added" | "removed") =>
    names.filter((name) => !without.includes(name)).map((workgroup) => ({ workgroup, kind }));
  return [...of(after, before, "added"), ...of(before, after, "removed")].sort((a, b) =>
    a.workgroup < b.workgroup ? -1 : 1,
  );
}

/** What a change means for the queries of its workgroup. */
export function assignmentConsequence(
  { workgroup, kind }: AssignmentChange,
  reservation: Pick<CapacityReservation, "name" | "state" | "allocatedDpus">,
): string {
  if (kind === "removed")
    return `New queries of ${workgroup} run on demand again, billed by what they scan.`;
  const queues = `queries of ${workgroup} queue while the DPUs of ${reservation.name} are all in use, instead of running on demand.`;
  if (reservation.state === "FAILED")
    return `Nothing is allocated: queries of ${workgroup} go on running on demand.`;
  return capacityStateFacts(reservation.state).inFlight && reservation.allocatedDpus === 0
    ? `From when the DPUs are allocated, ${queues}`
    : `From now on ${queues}`;
}

/** My changes to `base` made to what others made of it meanwhile. */
export function rebaseAssignments(
  base: readonly string[],
  theirs: readonly string[],
  mine: readonly string[],
): string[] {
  const changes = assignmentChanges(base, mine);
  const removed = new Set(
    changes.flatMap(({ workgroup, kind }) => (kind === "removed" ? workgroup : [])),
  );
  const added = changes.flatMap(({ workgroup, kind }) => (kind === "added" ? workgroup : []));
  return [...new Set([...theirs.filter((name) => !removed.has(name)), ...added])].sort();
}
