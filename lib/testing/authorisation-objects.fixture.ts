import {
  AthenaClient,
  CancelCapacityReservationCommand,
  CreateCapacityReservationCommand,
  CreateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { desc, eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import * as calculation from "@/app/api/calculations/[id]/route";
import * as reservation from "@/app/api/capacity-reservations/[name]/route";
import * as notebook from "@/app/api/notebooks/[id]/route";
import * as notebooks from "@/app/api/notebooks/route";
import * as query from "@/app/api/queries/[id]/route";
import * as queries from "@/app/api/queries/route";
import * as calculations from "@/app/api/sessions/[id]/calculations/route";
import * as session from "@/app/api/sessions/[id]/route";
import * as sessions from "@/app/api/sessions/route";
import * as workgroup from "@/app/api/workgroups/[name]/route";
import { audit } from "@/lib/server/db/schema";
import type { Handler } from "@/lib/server/route";
import type { Objects } from "./authorisation-calls.fixture";
import { type Person, TEST_CREDENTIALS, type World } from "./world";

const ENGINES = {
  sql: "Athena engine version 3",
  spare: "Athena engine version 3",
  pyspark: "PySpark engine version 3",
  connect: "Apache Spark version 3.5",
};
const RESERVATION = "capacity";
const BUCKET = "matrix-results";

type Makers = { owner: Person; admin: Person };

/** Makes the reservation, and workgroups called `<side>-sql` and so on with one object of each kind, as `owner`. */
export async function makeObjects(
  world: World,
  sides: readonly string[],
  makers: Makers,
): Promise<Objects[]> {
  const connection = {
    endpoint: `http://127.0.0.1:${world.localAthena.port}`,
    region: "us-east-1",
    credentials: TEST_CREDENTIALS,
  };
  const client = new AthenaClient(connection);
  const s3 = new S3Client({ ...connection, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await client.send(new CreateCapacityReservationCommand({ Name: RESERVATION, TargetDpus: 24 }));
  // Its cancelling goes on while the rest is made.
  await client.send(
    new CreateCapacityReservationCommand({ Name: `${RESERVATION}-over`, TargetDpus: 24 }),
  );
  await client.send(new CancelCapacityReservationCommand({ Name: `${RESERVATION}-over` }));
  for (const side of sides) await createWorkgroups(client, side);
  client.destroy();
  s3.destroy();
  return Promise.all(sides.map((side) => objectsOf(world, side, makers)));
}

async function createWorkgroups(client: AthenaClient, side: string): Promise<void> {
  for (const [kind, engine] of Object.entries(ENGINES))
    await client.send(
      new CreateWorkGroupCommand({
        Name: `${side}-${kind}`,
        Configuration: {
          EngineVersion: { SelectedEngineVersion: engine },
          ...(engine.includes("Spark")
            ? { ExecutionRole: "arn:aws:iam::123456789012:role/spark" }
            : {}),
          ...(kind === "connect"
            ? {}
            : { ResultConfiguration: { OutputLocation: `s3://${BUCKET}/${side}/` } }),
        },
      }),
    );
}

async function objectsOf(world: World, side: string, { owner, admin }: Makers): Promise<Objects> {
  const post = async (handler: Handler, body: object, params: Record<string, string> = {}) => {
    const answer = await world.request(handler, { as: owner, method: "POST", body, params });
    expect(answer.body.error).toBeUndefined();
    return String(answer.body.id);
  };
  const get = async <Answer>(handler: Handler, params: Record<string, string>) =>
    (await world.request(handler, { as: admin, params })).body as unknown as Answer;
  const stateIs = (state: string, read: () => Promise<string>) =>
    vi.waitFor(async () => expect(await read()).toBe(state), { timeout: 30_000, interval: 50 });
  const token = () => ({ clientRequestToken: crypto.randomUUID() });

  const [queryId, sessionId, connectSession, notebookId] = await Promise.all([
    post(queries.POST, { sql: "SELECT 1", workgroup: `${side}-sql`, ...token() }),
    post(sessions.POST, { workgroup: `${side}-pyspark`, ...token() }),
    post(sessions.POST, { workgroup: `${side}-connect`, ...token() }),
    post(notebooks.POST, { workgroup: `${side}-pyspark`, name: side, ...token() }),
  ]);
  const sessionState = (id: string) => async () =>
    (await get<{ session: { state: string } }>(session.GET, { id })).session.state;
  await stateIs("IDLE", sessionState(sessionId));
  await stateIs("IDLE", sessionState(connectSession));
  await stateIs("SUCCEEDED", async () => {
    type Answer = { execution: { state: string; stateChangeReason?: string } };
    const { state, stateChangeReason } = (await get<Answer>(query.GET, { id: queryId })).execution;
    return stateChangeReason ?? state;
  });
  const calculationId = await post(
    calculations.POST,
    { code: "print(1)", ...token() },
    { id: sessionId },
  );
  await stateIs("COMPLETED", async () => {
    type Answer = { calculation: { state: string } };
    return (await get<Answer>(calculation.GET, { id: calculationId })).calculation.state;
  });
  const { payloadHash } = await get<{ payloadHash: string }>(notebook.GET, { id: notebookId });
  const { hash, settings } = await get<{ hash: string; settings: Objects["settings"] }>(
    workgroup.GET,
    { name: `${side}-sql` },
  );
  const { assignments } = await get<{ assignments: { hash: string } }>(reservation.GET, {
    name: RESERVATION,
  });
  const [row] = await world.runtime.database.queries
    .select({ id: audit.id })
    .from(audit)
    .where(eq(audit.workgroup, `${side}-sql`))
    .orderBy(desc(audit.id))
    .limit(1);
  return {
    sql: `${side}-sql`,
    pyspark: `${side}-pyspark`,
    connect: `${side}-connect`,
    spare: `${side}-spare`,
    settings,
    settingsHash: hash,
    query: queryId,
    session: sessionId,
    connectSession,
    calculation: calculationId,
    notebook: notebookId,
    notebookHash: payloadHash,
    auditId: row?.id ?? 0,
    reservation: RESERVATION,
    assignmentsHash: assignments.hash,
    cancelledReservation: `${RESERVATION}-over`,
  };
}
