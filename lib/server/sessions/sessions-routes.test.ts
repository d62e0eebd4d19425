import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AthenaClient, ListTagsForResourceCommand } from "@aws-sdk/client-athena";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as notebooks from "@/app/api/notebooks/route";
import * as calculations from "@/app/api/sessions/[id]/calculations/route";
import * as dashboard from "@/app/api/sessions/[id]/dashboard/route";
import * as endpoint from "@/app/api/sessions/[id]/endpoint/route";
import * as executors from "@/app/api/sessions/[id]/executors/route";
import * as session from "@/app/api/sessions/[id]/route";
import * as terminate from "@/app/api/sessions/[id]/terminate/route";
import * as sessions from "@/app/api/sessions/route";
import type { SessionDetail, SessionRow } from "@/lib/contracts/sessions";
import type { Handler } from "@/lib/server/route";
import { startPostgres } from "@/lib/testing/postgres";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { audit, sessions as sessionsTable } from "../db/schema";

const UNKNOWN = "00000000-0000-8000-8000-000000000000";
const FORGOTTEN = "00000000-0000-8000-8000-000000000001";
const CONNECT = "spark-connect";
/** An analyst of another workgroup only. */
const MARA: Person = { id: "mara", name: "Mara", groups: ["analysts"] };
/** Another analyst of everything. */
const ABE: Person = { id: "abe", name: "Abe", demoRole: "analyst" };

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  await writeFile(
    path.join(folder, "policy.json"),
    JSON.stringify({ groups: { analysts: [{ role: "analyst", workgroups: ["analytics"] }] } }),
  );
  world = await createWorld({ accessPolicyFile: path.join(folder, "policy.json") });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const post = (handler: Handler, as: Person | undefined, id: string) =>
  world.request(handler, { as, method: "POST", params: { id } });
const get = (handler: Handler, as: Person | undefined, id: string) =>
  world.request(handler, { as, params: { id } });
const start = (as: Person, input: object = {}) =>
  world.request(sessions.POST, {
    as,
    method: "POST",
    body: { workgroup: CONNECT, clientRequestToken: crypto.randomUUID(), ...input },
  });
const started = async (as: Person, input: object = {}): Promise<string> => {
  const { status, body } = await start(as, input);
  expect(body.error).toBeUndefined();
  expect(status).toBe(200);
  return body.id as unknown as string;
};
const detailOf = async (as: Person, id: string) =>
  (await get(session.GET, as, id)).body as unknown as SessionDetail;
const inState = (id: string, state: RegExp) =>
  expect
    .poll(async () => (await detailOf(ADMIN, id)).session.state, { timeout: 15_000 })
    .toMatch(state);
type List = {
  rows: SessionRow[];
  activeCount: number;
  remembered: boolean;
  idleLong: { id: string; dpusHeld?: number }[];
};
const list = async (as: Person, query: string) =>
  (await world.request(sessions.GET, { as, path: `/?${query}` })).body as unknown as List;
const lastAudit = async (action?: "getSessionEndpoint") =>
  (
    await world.runtime.database.queries
      .select()
      .from(audit)
      .where(action ? eq(audit.action, action) : undefined)
      .orderBy(desc(audit.id))
      .limit(1)
  )[0];
const ended = async (id: string) => {
  await post(terminate.POST, ADMIN, id);
  await inState(id, /TERMINATED/);
};

describe("session routes", () => {
  it("200: starts, shows and ends a session, and knows by whom", async () => {
    const id = await started(ANALYST, {
      description: "for tests",
      idleTimeoutMinutes: 7,
      maxConcurrentDpus: 4,
      sparkProperties: { "spark.sql.shuffle.partitions": "8", "spark.password": "hunter2" },
    });
    expect(await lastAudit()).toMatchObject({
      action: "startSession",
      outcome: "succeeded",
      actorId: ANALYST.id,
      objectId: id,
      workgroup: CONNECT,
      after: { idleTimeoutMinutes: 7, maxConcurrentDpus: 4 },
    });
    expect(JSON.stringify(await lastAudit())).not.toContain("hunter2");
    await inState(id, /IDLE/);
    const { session: read, startedBy, knownBy, states } = await detailOf(VIEWER, id);
    expect(read).toMatchObject({
      id,
      workgroup: CONNECT,
      description: "for tests",
      idleTimeoutMs: 420_000,
      engine: {
        maxConcurrentDpus: 4,
        classifications: [
          { name: "spark-defaults", properties: { "spark.sql.shuffle.partitions": "8" } },
        ],
      },
    });
    expect({ startedBy, knownBy }).toEqual({
      startedBy: { id: ANALYST.id, name: ANALYST.name },
      knownBy: "started",
    });
    expect(states).toContainEqual(expect.objectContaining({ state: "IDLE", at: read.idleSince }));

    const { body } = await get(executors.GET, VIEWER, id);
    expect(body).toMatchObject({
      executors: expect.arrayContaining([
        expect.objectContaining({ type: "COORDINATOR", sizeDpus: 1 }),
      ]),
    });

    expect((await post(terminate.POST, ANALYST, id)).status).toBe(200);
    await inState(id, /TERMINATED/);
    expect(await lastAudit()).toMatchObject({ action: "terminateSession", objectId: id });
    const after = await detailOf(VIEWER, id);
    expect(after.session.endedAt).toBeGreaterThanOrEqual(after.session.startedAt ?? Infinity);
    expect(after.costUsd).toBeCloseTo(((after.session.dpuMs ?? 0) / 3_600_000) * 0.35);
  });

  it("200: role, tags and logging reach Athena, and the audit row", async () => {
    const logging = {
      managed: { enabled: false },
      s3: { enabled: true, location: "s3://logs/spark/" },
      cloudWatch: { enabled: true, logGroup: "/spark/night", streamPrefix: "night" },
    };
    const settings = {
      executionRole: "arn:aws:iam::123456789012:role/other",
      tags: [{ key: "team", value: "analytics" }],
      copyWorkgroupTags: false,
      logging,
    };
    const id = await started(ANALYST, settings);
    expect((await lastAudit())?.after).toMatchObject(settings);
    expect((await detailOf(VIEWER, id)).session).toMatchObject({
      executionRole: "arn:aws:iam::123456789012:role/other",
      monitoring: logging,
    });
    const ResourceARN = `arn:aws:athena:us-east-1:123456789012:workgroup/${CONNECT}/session/${id}`;
    const client = new AthenaClient({
      endpoint: world.runtime.env.athenaEndpoint,
      region: "us-east-1",
    });
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: "team", Value: "analytics" }]);
    await ended(id);
  });

  it("200: the same token starts one session", async () => {
    const clientRequestToken = crypto.randomUUID();
    const ids = await Promise.all([1, 2, 3].map(() => started(ANALYST, { clientRequestToken })));
    expect(new Set(ids).size).toBe(1);
    await ended(ids[0] ?? "");
  });

  it("200: lists active ones, remembers ended ones, and filters both alike", async () => {
    const description = "Needle in a haystack";
    const own = await started(ANALYST, { description });
    const foreign = await started(ADMIN, { description });
    await inState(own, /IDLE/);
    await inState(foreign, /IDLE/);
    const idsOf = async (query: string) =>
      (await list(ANALYST, `${query}&text=NEEDLE`)).rows.map(({ id }) => id);
    expect(await idsOf("show=active")).toEqual([foreign, own]);
    expect(await idsOf("show=active&mine=true")).toEqual([own]);
    expect(await idsOf("show=ended")).toEqual([]);
    await ended(own);
    expect(await idsOf("show=active")).toEqual([foreign]);
    expect(await idsOf("show=ended&mine=true")).toEqual([own]);
    expect(await idsOf("show=all")).toEqual([foreign, own]);
    expect(await idsOf("show=all&workgroup=spark-research")).toEqual([]);
    const { rows } = await list(ANALYST, "show=ended&text=needle");
    expect(rows[0]).toMatchObject({
      state: "TERMINATED",
      startedBy: { name: ANALYST.name },
      knownBy: "started",
      dpuMs: expect.any(Number),
    });
    await ended(foreign);
  });

  it("200: learns the end of what nobody looked at, and of what Athena no longer knows", async () => {
    const id = await started(ANALYST, { description: "left alone" });
    await inState(id, /IDLE/);
    // Ended by somebody else, without us.
    await world.runtime.athena.terminateSession(id, CONNECT);
    await world.runtime.database.queries.insert(sessionsTable).values({
      id: FORGOTTEN,
      workgroup: CONNECT,
      knownBy: "listed",
      state: "IDLE",
      reading: { id: FORGOTTEN, workgroup: CONNECT, state: "IDLE" },
    });
    const states = async () =>
      new Map((await list(VIEWER, "show=ended")).rows.map((row) => [row.id, row.state]));
    await expect.poll(async () => (await states()).get(id), { timeout: 15_000 }).toBe("TERMINATED");
    expect((await states()).get(FORGOTTEN)).toBe("GONE");
  });

  it("200: many viewers cost one call", async () => {
    const id = await started(ANALYST);
    await inState(id, /IDLE/);
    const before = world.upstreamCalls.get("GetSession") ?? 0;
    await Promise.all(Array.from({ length: 100 }, () => get(session.GET, VIEWER, id)));
    expect((world.upstreamCalls.get("GetSession") ?? 0) - before).toBeLessThanOrEqual(3);
    await ended(id);
    const final = world.upstreamCalls.get("GetSession") ?? 0;
    await Promise.all(Array.from({ length: 20 }, () => get(session.GET, VIEWER, id)));
    expect(world.upstreamCalls.get("GetSession") ?? 0).toBe(final);
  });

  it("200: gives endpoint and token to the asker, and to no record", async () => {
    const id = await started(ANALYST);
    await inState(id, /IDLE/);
    const { status, body } = await post(endpoint.POST, ABE, id);
    const { authToken, endpointUrl, expiresAt } = body as unknown as {
      authToken: string;
      endpointUrl: string;
      expiresAt: number;
    };
    expect(status).toBe(200);
    expect(endpointUrl).toContain("://");
    expect(expiresAt).toBeGreaterThan(Date.now());
    const row = await lastAudit("getSessionEndpoint");
    expect(row).toMatchObject({ outcome: "succeeded", actorId: ABE.id, objectId: id });
    expect(authToken.length).toBeGreaterThan(8);
    expect(JSON.stringify(row)).not.toContain(authToken);
    const { body: page } = await post(dashboard.POST, ANALYST, id);
    expect(page).toMatchObject({ url: expect.stringContaining(id) });
    await ended(id);
  });

  it("400: input that does not fit names the field; Athena's refusal has its own words", async () => {
    const { status, body } = await start(ANALYST, { idleTimeoutMinutes: 481 });
    expect(status).toBe(400);
    expect(body.error?.fields).toEqual({ idleTimeoutMinutes: "At most 480 minutes" });
    expect((await start(ANALYST, { workgroup: "not a name" })).status).toBe(400);
    expect((await world.request(sessions.GET, { as: VIEWER, path: "/?cursor=x" })).status).toBe(
      400,
    );
    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const query of [
      "text=%00",
      "workgroup=a%00b",
      `cursor=${cursor([1e300, "x"])}`,
      `cursor=${cursor([-1e15, "x"])}`,
      `cursor=${cursor([0, "a\0"])}`,
      `cursor=${cursor({ startedAt: 0 })}`,
    ]) {
      const answer = await world.request(sessions.GET, { as: VIEWER, path: `/?show=all&${query}` });
      expect([query, answer.status]).toEqual([query, 400]);
    }
    for (const handler of [session.GET, executors.GET, calculations.GET])
      expect((await get(handler, VIEWER, "a\0b")).status).toBe(400);
    const refused = await start(ANALYST, { workgroup: "primary" });
    expect(refused.status).toBe(400);
    expect(refused.body.error?.message).toBeTruthy();
    expect(await lastAudit()).toMatchObject({ action: "startSession", outcome: "failed" });
  });

  it("401: without a session of the console, for every route", async () => {
    for (const answer of [
      world.request(sessions.GET, {}),
      world.request(sessions.POST, { method: "POST" }),
      get(session.GET, undefined, UNKNOWN),
      get(executors.GET, undefined, UNKNOWN),
      post(terminate.POST, undefined, UNKNOWN),
      post(endpoint.POST, undefined, UNKNOWN),
      post(dashboard.POST, undefined, UNKNOWN),
    ])
      expect((await answer).status).toBe(401);
  });

  it("403: viewers start and end nothing and get no token; nothing is sent", async () => {
    const id = await started(ANALYST);
    const row = await lastAudit();
    const sent = () =>
      ["StartSession", "TerminateSession", "GetSessionEndpoint", "GetResourceDashboard"].map(
        (operation) => world.upstreamCalls.get(operation) ?? 0,
      );
    const before = sent();
    expect((await start(VIEWER)).body.error?.message).toBe("Needs the analyst role");
    for (const handler of [terminate.POST, endpoint.POST, dashboard.POST])
      expect((await post(handler, VIEWER, id)).status).toBe(403);
    expect(sent()).toEqual(before);
    expect(await lastAudit()).toEqual(row);
    await ended(id);
  });

  it("403: analysts end what they started; admins any", async () => {
    const id = await started(ANALYST);
    const { status, body } = await post(terminate.POST, ABE, id);
    expect([status, body.error?.message]).toEqual([
      403,
      "Only who started it, or the admin role, may do this",
    ]);
    expect((await post(terminate.POST, ADMIN, id)).status).toBe(200);
  });

  it("403: a session of a workgroup without a grant says nothing about itself", async () => {
    const id = await started(ADMIN, { description: "a secret" });
    for (const answer of [
      get(session.GET, MARA, id),
      get(executors.GET, MARA, id),
      post(terminate.POST, MARA, id),
      post(endpoint.POST, MARA, id),
      world.request(sessions.GET, { as: MARA, path: `/?workgroup=${CONNECT}` }),
    ]) {
      const { status, body } = await answer;
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toMatch(/secret|spark/);
    }
    expect((await list(MARA, "show=all")).rows).toEqual([]);
    await ended(id);
  });

  it("a session is started for a notebook of its own workgroup only, and nothing else is told of others", async () => {
    const create = (workgroup: string) =>
      world.request(notebooks.POST, {
        as: ADMIN,
        method: "POST",
        body: { workgroup, name: "salaries", clientRequestToken: crypto.randomUUID() },
      });
    const notebookId = (await create("spark-research")).body.id as unknown as string;
    const sent = world.upstreamCalls.get("StartSession") ?? 0;
    expect((await start(ANALYST, { notebookId })).body.error).toMatchObject({ code: "INVALID" });
    const foreign = await start(MARA, { workgroup: "analytics", notebookId });
    expect([foreign.status, JSON.stringify(foreign.body).includes("salaries")]).toEqual([
      403,
      false,
    ]);
    expect((await start(ANALYST, { notebookId: crypto.randomUUID() })).status).toBe(404);
    expect(world.upstreamCalls.get("StartSession") ?? 0).toBe(sent);
  });

  it("404: an unknown session, whatever its id looks like", async () => {
    for (const id of [UNKNOWN, "nonsense", "a".repeat(256)]) {
      const { status, body } = await get(session.GET, VIEWER, id);
      expect([status, body.error?.code]).toEqual([404, "NOT_FOUND"]);
    }
    expect((await post(terminate.POST, ADMIN, UNKNOWN)).status).toBe(404);
  });
});

describe("without a database", () => {
  it("reads go on without memory, changes are refused and not sent", async () => {
    const postgres = await startPostgres();
    const alone = await createWorld({ databaseUrl: postgres.url });
    const id = (
      await alone.request(sessions.POST, {
        as: ANALYST,
        method: "POST",
        body: { workgroup: CONNECT, clientRequestToken: crypto.randomUUID() },
      })
    ).body.id as unknown as string;
    await postgres.stop();
    const { body } = await alone.request(sessions.GET, { as: VIEWER, path: "/?show=all" });
    expect(body).toMatchObject({ remembered: false, rows: [{ id, workgroup: CONNECT }] });
    const detail = await alone.request(session.GET, { as: VIEWER, params: { id } });
    expect([detail.status, "startedBy" in detail.body]).toEqual([200, false]);
    for (const handler of [terminate.POST, endpoint.POST])
      expect(
        (await alone.request(handler, { as: ADMIN, method: "POST", params: { id } })).status,
      ).toBe(502);
    expect(alone.upstreamCalls.has("TerminateSession")).toBe(false);
    await alone.close();
  });
});
