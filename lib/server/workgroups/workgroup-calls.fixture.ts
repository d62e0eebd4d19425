import {
  AthenaClient,
  GetWorkGroupCommand,
  UpdateWorkGroupCommand,
  type UpdateWorkGroupCommandInput,
  type WorkGroup,
} from "@aws-sdk/client-athena";
import { and, desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import * as workgroup from "@/app/api/workgroups/[name]/route";
import * as versions from "@/app/api/workgroups/[name]/versions/route";
import * as workgroups from "@/app/api/workgroups/route";
import type { InputOf } from "@/lib/contracts/contract";
import type {
  updateWorkgroup,
  WorkgroupDetail,
  WorkgroupVersion,
} from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { newSettings } from "@/lib/domain/workgroups/wire";
import { ADMIN, type Person, TEST_CREDENTIALS, type World } from "@/lib/testing/world";
import { audit } from "../db/schema";

export type Settings = WorkgroupSettings;
type Update = InputOf<typeof updateWorkgroup>;

let names = 0;
/** A name that no other workgroup of the file has. */
export const freshName = () => `workgroup-${++names}`;

/** What a SQL workgroup of the tests begins with: results have a place. */
export const plainSettings = (family: EngineFamily = "sql"): Settings => ({
  ...newSettings(family),
  outputLocation: "s3://athenaeum-results/tests/",
});

/** The SDK itself, past the console. */
export const sdkOf = (world: World) =>
  new AthenaClient({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${world.localAthena.port}`,
    credentials: TEST_CREDENTIALS,
  });

/** What tests of workgroups ask of a world. */
export function workgroupCalls(world: World, sdk: AthenaClient) {
  const create = (name: string, settings: object, as: Person | undefined = ADMIN) =>
    world.request(workgroups.POST, { as, method: "POST", body: { name, settings } });
  const read = (name: string, as: Person | undefined = ADMIN) =>
    world.request(workgroup.GET, { as, params: { name } });
  const update = (name: string, body: Omit<Update, "name">, as: Person | undefined = ADMIN) =>
    world.request(workgroup.PATCH, { as, method: "PATCH", params: { name }, body });
  const remove = (name: string, query: Record<string, string>, as: Person | undefined = ADMIN) =>
    world.request(workgroup.DELETE, {
      as,
      method: "DELETE",
      params: { name },
      path: `/?${new URLSearchParams(query)}`,
    });

  return {
    create,
    read,
    update,
    remove,

    /** The workgroup as the console shows it to an admin. */
    async shown(name: string): Promise<WorkgroupDetail> {
      const { status, body } = await read(name);
      expect(body.error).toBeUndefined();
      expect(status).toBe(200);
      return body as unknown as WorkgroupDetail;
    },

    /** Creates a workgroup and answers its name. */
    async created(more: Partial<Settings> = {}, family: EngineFamily = "sql"): Promise<string> {
      const name = freshName();
      const { status, body } = await create(name, { ...plainSettings(family), ...more });
      expect(body.error).toBeUndefined();
      expect(status).toBe(200);
      return name;
    },

    /** The versions of a workgroup, newest first. */
    async versions(name: string, as: Person = ADMIN): Promise<WorkgroupVersion[]> {
      const { status, body } = await world.request(versions.GET, { as, params: { name } });
      expect(body.error).toBeUndefined();
      expect(status).toBe(200);
      return body.versions as unknown as WorkgroupVersion[];
    },

    /** The audit rows of a workgroup, newest first. */
    rows: (name: string) =>
      world.runtime.database.queries
        .select()
        .from(audit)
        .where(and(eq(audit.objectType, "workgroup"), eq(audit.objectId, name)))
        .orderBy(desc(audit.id)),

    /** GetWorkGroup through the SDK. */
    async inAthena(name: string): Promise<WorkGroup> {
      const { WorkGroup } = await sdk.send(new GetWorkGroupCommand({ WorkGroup: name }));
      return WorkGroup as WorkGroup;
    },

    /** UpdateWorkGroup through the SDK: what someone else does. */
    outside: (name: string, change: Omit<UpdateWorkGroupCommandInput, "WorkGroup">) =>
      sdk.send(new UpdateWorkGroupCommand({ WorkGroup: name, ...change })),

    /** Calls that change workgroups and left for Athena so far. */
    changesSent: () =>
      ["CreateWorkGroup", "UpdateWorkGroup", "DeleteWorkGroup", "TagResource", "UntagResource"]
        .map((operation) => world.upstreamCalls.get(operation) ?? 0)
        .reduce((sum, count) => sum + count, 0),
  };
}
