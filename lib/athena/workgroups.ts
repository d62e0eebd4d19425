import {
  type AthenaClient,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  ListEngineVersionsCommand,
  ListWorkGroupsCommand,
  type WorkGroup as WireWorkgroup,
  type WorkGroupSummary,
} from "@aws-sdk/client-athena";
import { type EngineFamily, engineFamilyOf } from "@/lib/domain/engines";
import { AppError } from "@/lib/domain/errors";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import type { createInputOf, updateInputOf } from "@/lib/domain/workgroups/update";
import { readSettings } from "@/lib/domain/workgroups/wire";
import { upstream, upstreamOfKnown } from "./errors";
import { allPages } from "./metadata";
import { type AccountOptions, type ResourceTags, readTags } from "./resource-tags";
import { createSharedReader, type SharedReading } from "./shared-reader";
import { tagResource, untagResource } from "./tags";
import { getWorkgroupWhole, type UnknownMembers, updateWorkgroupKeeping } from "./unknown-members";

/** A workgroup as Athena has it. Times are epoch milliseconds. */
export type Workgroup = {
  name: string;
  family: EngineFamily;
  effectiveEngineVersion: string;
  createdAt: number | undefined;
  identityCenterApplication: string | undefined;
  /** Undefined where the account is not known. */
  arn: string | undefined;
  /** Why its tags are not known; they are none in `settings` then. */
  tagsProblem: string | undefined;
  settings: WorkgroupSettings;
  /** What a newer Athena has beside the settings, and an update of them must not take away. */
  unknown: UnknownMembers;
};
export type WorkgroupReading = SharedReading<Workgroup>;

const PAGE = 50;
const ALL = "all";
const ENGINE_VERSIONS_PAGE = 10;
/** The operations on workgroups themselves (reference 1, "Workgroups, engines, tags"). All members throw AppErrors. */
export function bindWorkgroups(client: AthenaClient, options: AccountOptions) {
  const reader = createSharedReader({ fetch: (name) => fetchWorkgroup(client, options, name) });
  const lists = createSharedReader({ fetch: () => fetchList(client) });
  const changing = async <T>(name: string, answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } finally {
      reader.invalidate(name);
      lists.invalidate(ALL);
    }
  };
  return {
    /** ListWorkGroups, all pages, in name order; as it is now, or as it was at most `maxAgeMs` ago. */
    listWorkgroups: async (maxAgeMs = 0): Promise<WorkGroupSummary[]> =>
      (await lists.read(ALL, maxAgeMs)).value,

    /** GetWorkGroup and ListTagsForResource, shared with everyone who asks within `maxAgeMs`, a second unless said. @throws NOT_FOUND */
    readWorkgroup: (name: string, maxAgeMs?: number): Promise<WorkgroupReading> =>
      reader.read(name, maxAgeMs),

    /** As `readWorkgroup`, asked from now on: no answer of before. */
    readWorkgroupAnew(name: string): Promise<WorkgroupReading> {
      reader.invalidate(name);
      return reader.read(name);
    },

    /** CreateWorkGroup, with its tags. @throws CONFLICT with `fields.name` when the name is taken */
    createWorkgroup: (input: ReturnType<typeof createInputOf>): Promise<void> =>
      changing(
        input.Name,
        upstream(client.send(new CreateWorkGroupCommand(input))).then(nothing, nameTaken),
      ),

    /** UpdateWorkGroup; members of `unknown` stay. @throws NOT_FOUND */
    updateWorkgroup: (
      input: NonNullable<ReturnType<typeof updateInputOf>["update"]>,
      unknown: UnknownMembers,
    ): Promise<void> =>
      changing(
        input.WorkGroup,
        upstreamOfKnown(client.send(updateWorkgroupKeeping(input, unknown))).then(nothing),
      ),

    /** TagResource. `name` is the workgroup whose ARN it is. */
    tagWorkgroup: (name: string, arn: string, tags: { Key: string; Value: string }[]) =>
      changing(name, tagResource(client, arn, tags)),

    /** UntagResource. `name` is the workgroup whose ARN it is. */
    untagWorkgroup: (name: string, arn: string, keys: string[]) =>
      changing(name, untagResource(client, arn, keys)),

    /** DeleteWorkGroup. Without `recursive` Athena refuses one that is not empty. @throws NOT_FOUND */
    deleteWorkgroup: (name: string, recursive: boolean): Promise<void> =>
      changing(
        name,
        upstreamOfKnown(
          client.send(
            new DeleteWorkGroupCommand({ WorkGroup: name, RecursiveDeleteOption: recursive }),
          ),
        ).then(nothing),
      ),

    /** ListEngineVersions, all pages, in Athena's order. */
    async listEngineVersions() {
      const versions = await upstream(
        allPages(async (NextToken) => {
          const page = await client.send(
            new ListEngineVersionsCommand({ NextToken, MaxResults: ENGINE_VERSIONS_PAGE }),
          );
          return { items: page.EngineVersions ?? [], nextToken: page.NextToken };
        }),
      );
      return versions.flatMap(({ SelectedEngineVersion: selected, EffectiveEngineVersion }) => {
        if (selected === undefined) return [];
        const effective = EffectiveEngineVersion ?? selected;
        return [{ selected, effective, family: engineFamilyOf(effective) }];
      });
    },
  };
}

const fetchList = (client: AthenaClient): Promise<WorkGroupSummary[]> =>
  upstream(
    allPages(async (NextToken) => {
      const page = await client.send(new ListWorkGroupsCommand({ NextToken, MaxResults: PAGE }));
      return { items: page.WorkGroups ?? [], nextToken: page.NextToken };
    }),
  );

const nothing = () => undefined;

/** `WorkGroup is already created` (reference 2.4): InvalidRequestException too. */
function nameTaken(cause: unknown): never {
  if (cause instanceof AppError && cause.code === "INVALID" && TAKEN.test(cause.message))
    throw new AppError("CONFLICT", "A workgroup of this name exists already", {
      ...cause.details,
      fields: { name: cause.message },
    });
  throw cause;
}

const TAKEN = /already (created|exists)/i;

async function fetchWorkgroup(
  client: AthenaClient,
  options: AccountOptions,
  name: string,
): Promise<Workgroup> {
  const { command, unknownIn } = getWorkgroupWhole(name);
  const [answer, tags] = await Promise.all([
    upstreamOfKnown(client.send(command)),
    readTags(client, options, `workgroup/${name}`),
  ]);
  return { ...toWorkgroup(name, answer.WorkGroup, tags), unknown: unknownIn(answer) };
}

function toWorkgroup(
  name: string,
  wire: WireWorkgroup | undefined,
  { arn, tags, problem }: ResourceTags,
): Omit<Workgroup, "unknown"> {
  const engine = wire?.Configuration?.EngineVersion;
  const effective = engine?.EffectiveEngineVersion ?? engine?.SelectedEngineVersion ?? "AUTO";
  const family = engineFamilyOf(effective);
  return {
    name: wire?.Name ?? name,
    family,
    effectiveEngineVersion: effective,
    createdAt: wire?.CreationTime?.getTime(),
    identityCenterApplication: wire?.IdentityCenterApplicationArn,
    arn,
    tagsProblem: problem,
    settings: readSettings(wire ?? {}, tags, family),
  };
}
