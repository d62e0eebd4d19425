import {
  type AthenaClient,
  type CapacityReservation as AwsCapacityReservation,
  CancelCapacityReservationCommand,
  CreateCapacityReservationCommand,
  DeleteCapacityReservationCommand,
  GetCapacityAssignmentConfigurationCommand,
  GetCapacityReservationCommand,
  ListCapacityReservationsCommand,
  PutCapacityAssignmentConfigurationCommand,
  UpdateCapacityReservationCommand,
} from "@aws-sdk/client-athena";
import type { CapacityReservation } from "@/lib/domain/capacity";
import { assignedBy } from "@/lib/domain/capacity-assignments";
import { AppError } from "@/lib/domain/errors";
import { redactArns, upstream, upstreamOfKnown } from "./errors";
import { allPages } from "./metadata";
import { type AccountOptions, readTags } from "./resource-tags";
import { createSharedReader, type SharedReading } from "./shared-reader";
import { tagResource, untagResource } from "./tags";

export type NewCapacityReservation = {
  name: string;
  targetDpus: number;
  tags: Readonly<Record<string, string>>;
};

const PAGE_MAX = 50;
/** Who has which capacity changes seldom, and each reservation takes a call. */
const KEPT_MS = 10_000;
const ALL = "all";

/** The operations on capacity reservations (reference 1 and 3.6). All members throw AppErrors. */
export function bindCapacity(client: AthenaClient, options: AccountOptions) {
  const lists = createSharedReader({ fetch: () => fetchList(client) });
  const reservations = createSharedReader({ fetch: (name) => fetchOne(client, name) });
  const assignments = createSharedReader({ fetch: (name) => fetchAssignments(client, name) });

  const tags = createSharedReader({
    fetch: (name) => readTags(client, options, `capacity-reservation/${name}`),
    freshMs: KEPT_MS,
  });

  const readAssignments = async (name: string, maxAgeMs = KEPT_MS) =>
    (await assignments.read(name, maxAgeMs)).value;
  const changed = (name: string) => {
    lists.invalidate(ALL);
    reservations.invalidate(name);
    assignments.invalidate(name);
    tags.invalidate(name);
  };
  const change = async (name: string, call: Promise<unknown>) => {
    try {
      await upstreamOfKnown(call);
    } finally {
      changed(name);
    }
  };

  return {
    /** ListCapacityReservations, all pages, in name order; at most `maxAgeMs` old, a second unless told. */
    readCapacityReservations: (maxAgeMs?: number): Promise<SharedReading<CapacityReservation[]>> =>
      lists.read(ALL, maxAgeMs),

    /** GetCapacityReservation; shared as the list. @throws NOT_FOUND */
    readCapacityReservation: async (
      name: string,
      maxAgeMs?: number,
    ): Promise<CapacityReservation> => (await reservations.read(name, maxAgeMs)).value,

    /**
     * GetCapacityAssignmentConfiguration of a reservation that is there: its workgroups in name order. At most
     * `maxAgeMs` old, 10 s unless told.
     */
    readCapacityAssignments: readAssignments,

    /** ListTagsForResource of a reservation, at most `maxAgeMs` old, 10 s unless told. */
    readCapacityTags: async (name: string, maxAgeMs?: number) =>
      (await tags.read(name, maxAgeMs)).value,

    /** Before a change: what is known of a reservation, or on its way, is asked for anew. */
    forgetCapacity: changed,

    /** The reservation that a workgroup is assigned to; undefined without one, or where Athena does not tell. */
    async reservationOf(workgroup: string): Promise<{ name: string; status: string } | undefined> {
      try {
        const { value: all } = await lists.read(ALL, KEPT_MS);
        const known = await Promise.all(
          all
            .filter(({ state }) => state !== "CANCELLED")
            .map(async (one) => ({ ...one, workgroups: await readAssignments(one.name) })),
        );
        const name =
          assignedBy(known).get(workgroup) ??
          known.find(({ workgroups }) => workgroups.includes(workgroup))?.name;
        const status = known.find((one) => one.name === name)?.state;
        return name === undefined || status === undefined ? undefined : { name, status };
      } catch (error) {
        if (error instanceof AppError) return undefined;
        throw error;
      }
    },

    /** CreateCapacityReservation. It is PENDING then. */
    createCapacityReservation: ({ name, targetDpus, tags: newTags }: NewCapacityReservation) =>
      change(
        name,
        client.send(
          new CreateCapacityReservationCommand({
            Name: name,
            TargetDpus: targetDpus,
            Tags: Object.entries(newTags).map(([Key, Value]) => ({ Key, Value })),
          }),
        ),
      ),

    /** UpdateCapacityReservation. It is UPDATE_PENDING until the DPUs are allocated. */
    updateCapacityReservation: (name: string, targetDpus: number) =>
      change(
        name,
        client.send(new UpdateCapacityReservationCommand({ Name: name, TargetDpus: targetDpus })),
      ),

    /** CancelCapacityReservation. Running queries finish on it. */
    cancelCapacityReservation: (name: string) =>
      change(name, client.send(new CancelCapacityReservationCommand({ Name: name }))),

    /** DeleteCapacityReservation, of a cancelled one. */
    deleteCapacityReservation: (name: string) =>
      change(name, client.send(new DeleteCapacityReservationCommand({ Name: name }))),

    /** TagResource. `name` is the reservation whose ARN it is. */
    tagCapacityReservation: (name: string, arn: string, added: { Key: string; Value: string }[]) =>
      change(name, tagResource(client, arn, added)),

    /** UntagResource. `name` is the reservation whose ARN it is. */
    untagCapacityReservation: (name: string, arn: string, keys: string[]) =>
      change(name, untagResource(client, arn, keys)),

    /** PutCapacityAssignmentConfiguration: these workgroups in place of those it has. */
    putCapacityAssignments: (name: string, workgroups: readonly string[]) =>
      change(
        name,
        client.send(
          new PutCapacityAssignmentConfigurationCommand({
            CapacityReservationName: name,
            CapacityAssignments:
              workgroups.length === 0 ? [] : [{ WorkGroupNames: [...workgroups] }],
          }),
        ),
      ),
  };
}

async function fetchList(client: AthenaClient): Promise<CapacityReservation[]> {
  const all = await upstream(
    allPages(async (NextToken) => {
      const page = await client.send(
        new ListCapacityReservationsCommand({ NextToken, MaxResults: PAGE_MAX }),
      );
      return { items: page.CapacityReservations ?? [], nextToken: page.NextToken };
    }),
  );
  return all.map(toReservation).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function fetchOne(client: AthenaClient, Name: string): Promise<CapacityReservation> {
  const { CapacityReservation: wire } = await upstreamOfKnown(
    client.send(new GetCapacityReservationCommand({ Name })),
  );
  if (!wire) throw new AppError("NOT_FOUND", `Capacity reservation ${Name} was not found`);
  return toReservation(wire);
}

async function fetchAssignments(client: AthenaClient, name: string): Promise<string[]> {
  try {
    const answer = await client.send(
      new GetCapacityAssignmentConfigurationCommand({ CapacityReservationName: name }),
    );
    const assignments = answer.CapacityAssignmentConfiguration?.CapacityAssignments ?? [];
    return [...new Set(assignments.flatMap(({ WorkGroupNames = [] }) => WorkGroupNames))].sort();
  } catch (cause) {
    // What Athena says of a reservation that never had any, for which no words are documented.
    if ((cause as Error).name === "InvalidRequestException") return [];
    return upstream(Promise.reject(cause));
  }
}

function toReservation(wire: AwsCapacityReservation): CapacityReservation {
  const { LastAllocation: last } = wire;
  return {
    name: wire.Name ?? "",
    state: wire.Status ?? "UNKNOWN",
    targetDpus: wire.TargetDpus ?? 0,
    allocatedDpus: wire.AllocatedDpus ?? 0,
    createdAt: wire.CreationTime?.getTime(),
    lastAllocation: last && {
      state: last.Status ?? "UNKNOWN",
      message: last.StatusMessage && redactArns(last.StatusMessage),
      requestedAt: last.RequestTime?.getTime(),
      completedAt: last.RequestCompletionTime?.getTime(),
    },
    lastSuccessfulAllocationAt: wire.LastSuccessfulAllocationTime?.getTime(),
  };
}
