import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as executors from "@/app/api/sessions/[id]/executors/route";
import * as session from "@/app/api/sessions/[id]/route";
import * as terminate from "@/app/api/sessions/[id]/terminate/route";
import * as sessions from "@/app/api/sessions/route";
import type { SessionDetail } from "@/lib/contracts/sessions";
import type { Session } from "@/lib/domain/sessions";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { calculations, sparkStates } from "../db/schema";
import { rememberSessions, rememberStart } from "./session-memory";

const START = Date.UTC(2026, 10, 21, 9);
/** An analyst of another workgroup only. */
const MARA: Person = { id: "mara", name: "Mara", groups: ["analysts"] };

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-recalled-"));
  const policy = path.join(folder, "policy.json");
  const groups = { analysts: [{ role: "analyst", workgroups: ["analytics"] }] };
  await writeFile(policy, JSON.stringify({ groups }));
  world = await createWorld({ accessPolicyFile: policy });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (as: Person, id: string, handler = session.GET) =>
  world.request(handler, { as, params: { id } });
const detailOf = async (as: Person, id: string) =>
  (await get(as, id)).body as unknown as SessionDetail;

/** A session that only our database knows. */
const once = (id: string, values: Partial<Session> = {}): Session => ({
  id,
  description: "a secret",
  workgroup: "spark-research",
  engineVersion: "PySpark engine version 3",
  state: "IDLE",
  stateChangeReason: undefined,
  startedAt: START,
  lastModifiedAt: START + 1_000,
  endedAt: undefined,
  idleSince: START + 1_000,
  idleTimeoutMs: 1_200_000,
  notebookId: undefined,
  notebookVersion: undefined,
  dpuMs: 3_600_000,
  engine: {
    coordinatorDpuSize: 1,
    defaultExecutorDpuSize: 1,
    maxConcurrentDpus: 20,
    additionalConfigs: {},
    sparkProperties: { "spark.sql.shuffle.partitions": "8", "spark.db.password": "hunter2" },
    classifications: [{ name: "c", properties: { "spark.url": "x?token=hunter2" } }],
  },
  executionRole: "arn:aws:iam::123456789012:role/spark",
  workingDirectory: undefined,
  encryption: undefined,
  monitoring: { managed: undefined, s3: undefined, cloudWatch: undefined },
  ...values,
});
const remember = (value: Session, readAt: number) =>
  rememberSessions(world.runtime.database.queries, [{ value, readAt }], "listed");

it("200: shows what is remembered of a session that Athena no longer knows, and when it was read", async () => {
  const id = "00000000-0000-8000-8000-00000000000a";
  const { queries } = world.runtime.database;
  await remember(once(id, { state: "CREATING", idleSince: undefined, lastModifiedAt: START }), 1);
  await remember(once(id), START + 5_000);
  const of = { sessionId: id, workgroup: "spark-research", actorId: "ana", actorName: "Ana" };
  await queries.insert(calculations).values([
    { ...of, id: "c1", submittedAt: new Date(START + 2_000) },
    { ...of, id: "c2", submittedAt: new Date(START + 3_000) },
  ]);
  await queries.insert(sparkStates).values(
    ["CREATING", "COMPLETED"].map((state, index) => ({
      objectType: "calculation" as const,
      objectId: "c1",
      state,
      at: new Date(START + 2_000 + index),
    })),
  );

  const asked = Date.now();
  for (const _ of ["first", "again"]) {
    const detail = await detailOf(VIEWER, id);
    expect(detail).toMatchObject({
      session: {
        id,
        state: "GONE",
        startedAt: START,
        executionRole: "arn:aws:iam::123456789012:role/spark",
        engine: { maxConcurrentDpus: 20, sparkProperties: { "spark.sql.shuffle.partitions": "8" } },
      },
      knownBy: "listed",
      costUsd: 0.35,
      readAt: START + 5_000,
      remembered: { because: "unknown", message: `Session ${id} was not found` },
    });
    expect(JSON.stringify(detail)).not.toContain("hunter2");
    expect(detail.session.engine.sparkProperties["spark.db.password"]).toMatch(/redacted/);
    expect(detail.states.map(({ state }) => state)).toEqual(["CREATING", "IDLE", "GONE"]);
    expect(detail.states.at(-1)?.at).toBeGreaterThanOrEqual(asked);
    expect(detail.remembered?.calculations).toEqual([
      { id: "c2", submittedAt: START + 3_000, startedBy: { id: "ana", name: "Ana" } },
      {
        id: "c1",
        submittedAt: START + 2_000,
        state: "COMPLETED",
        startedBy: { id: "ana", name: "Ana" },
      },
    ]);
  }
  const list = await world.request(sessions.GET, { as: VIEWER, path: "/?show=ended" });
  expect(list.body).toMatchObject({ rows: [{ id, state: "GONE", readAt: START + 5_000 }] });
});

it("200: an end that was seen stays, and a start that was never read says so", async () => {
  const ended = "00000000-0000-8000-8000-00000000000b";
  const endedAt = START + 9_000;
  await remember(once(ended, { state: "TERMINATED", endedAt, idleSince: undefined }), START);
  expect(await detailOf(VIEWER, ended)).toMatchObject({
    session: { state: "TERMINATED", endedAt },
    remembered: { because: "unknown" },
  });
  const unread = "00000000-0000-8000-8000-00000000000c";
  await rememberStart(
    world.runtime.database.queries,
    { id: unread, state: "CREATING", workgroup: "spark-connect", notebookId: undefined },
    { id: ANALYST.id, name: "Ana" },
  );
  expect(await detailOf(VIEWER, unread)).toMatchObject({
    session: { id: unread, state: "GONE", workgroup: "spark-connect" },
    startedBy: { name: "Ana" },
    readAt: 0,
  });
});

it("200: what no database can keep as text does not hide the others", async () => {
  const id = "00000000-0000-8000-8000-00000000000f";
  const odd = "a\0b\ud800c";
  const { engine } = once(id);
  await remember(
    once(id, {
      description: odd,
      stateChangeReason: odd,
      engine: { ...engine, sparkProperties: { [odd]: odd } },
    }),
    START,
  );
  const { session: recalled, states } = await detailOf(VIEWER, id);
  const kept = "a\ufffdb\ufffdc";
  expect(recalled.description).toBe(kept);
  expect(recalled.engine.sparkProperties).toEqual({ [kept]: kept });
  expect(states[0]?.reason).toBe(kept);
  const listed = await world.request(sessions.GET, { as: VIEWER, path: "/?show=all" });
  expect(listed.status).toBe(200);
});

it("403: nothing of it is told to somebody without a role in its workgroup; 404 where nothing is remembered", async () => {
  const id = "00000000-0000-8000-8000-00000000000d";
  await remember(once(id), START);
  const { status, body } = await get(MARA, id);
  expect([status, body.error?.message]).toEqual([403, "You have no access to this workgroup"]);
  expect(JSON.stringify(body)).not.toMatch(/secret|spark-research/);
  expect((await get(VIEWER, "00000000-0000-8000-8000-00000000000e")).status).toBe(404);
  expect((await get(VIEWER, id, executors.GET)).status).toBe(404);
});

it("200: while Athena does not answer, the last reading with its time; changes are refused", async () => {
  const { body } = await world.request(sessions.POST, {
    as: ANALYST,
    method: "POST",
    body: {
      workgroup: "spark-connect",
      description: "a secret",
      clientRequestToken: crypto.randomUUID(),
    },
  });
  const id = body.id as unknown as string;
  const before = await detailOf(VIEWER, id);
  expect(before.remembered).toBeUndefined();
  await world.localAthena.close();
  world.runtime.athena.sessionChanged(id);
  const { session: recalled, remembered, readAt, startedBy } = await detailOf(VIEWER, id);
  expect(recalled).toMatchObject({ ...before.session, state: before.session.state });
  expect({ readAt, because: remembered?.because, by: startedBy?.id }).toEqual({
    readAt: before.readAt,
    because: "unreachable",
    by: ANALYST.id,
  });
  const foreign = await get(MARA, id);
  expect([foreign.status, JSON.stringify(foreign.body).includes("secret")]).toEqual([403, false]);
  expect((await get(VIEWER, "00000000-0000-8000-8000-00000000000e")).status).toBe(502);
  expect(
    (await world.request(terminate.POST, { as: ADMIN, method: "POST", params: { id } })).status,
  ).toBe(502);
});
