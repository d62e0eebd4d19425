import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as download from "@/app/api/queries/[id]/download/route";
import * as results from "@/app/api/queries/[id]/results/route";
import * as query from "@/app/api/queries/[id]/route";
import * as stop from "@/app/api/queries/[id]/stop/route";
import * as queries from "@/app/api/queries/route";
import * as watch from "@/app/api/queries/watch/route";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { audit } from "../db/schema";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
/** A join that no machine finishes. */
const ENDLESS =
  "SELECT count(*) FROM UNNEST(sequence(1, 9000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 9000)) AS b(y) CROSS JOIN UNNEST(sequence(1, 9000)) AS c(z) WHERE x * y = z";
const MARA: Person = { id: "mara", name: "Mara", groups: ["analysts"] };
const NOBODY: Person = { id: "nobody", name: "Nobody", groups: ["others"] };

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  await writeFile(
    path.join(folder, "policy.json"),
    JSON.stringify({ groups: { analysts: [{ role: "analyst", workgroups: ["analytics"] }] } }),
  );
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["PGlite", "PostgreSQL"] as const)("query routes on %s", (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({
      databaseUrl: kind === "PostgreSQL" ? postgres.url : undefined,
      accessPolicyFile: path.join(folder, "policy.json"),
    });
  });
  afterAll(() => world.close());

  const start = (as: Person, sql: string, extra: object = {}, headers = {}) =>
    world.request(queries.POST, {
      as,
      method: "POST",
      headers,
      body: { sql, workgroup: "primary", clientRequestToken: crypto.randomUUID(), ...extra },
    });
  const started = async (as: Person, sql: string, extra: object = {}): Promise<string> => {
    const { status, body } = await start(as, sql, extra);
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body.id as unknown as string;
  };
  const get = (as: Person | undefined, id: string) =>
    world.request(query.GET, { as, params: { id } });
  const landed = async (as: Person, id: string) =>
    expect
      .poll(async () => stateOf((await get(as, id)).body), { timeout: 15_000 })
      .toMatch(/SUCCEEDED|FAILED|CANCELLED/);
  const lastAudit = async () =>
    (await world.runtime.database.queries.select().from(audit).orderBy(desc(audit.id)).limit(1))[0];

  it("200: runs, shows and reads a query, and knows who started it", async () => {
    const id = await started(ANALYST, "SELECT 1 AS one, 'a' AS letter");
    await landed(ANALYST, id);
    const { body } = await get(VIEWER, id);
    expect(body).toMatchObject({
      execution: {
        id,
        state: "SUCCEEDED",
        workgroup: "primary",
        sql: "SELECT 1 AS one, 'a' AS letter",
        statementType: "DML",
      },
      startedBy: { id: ANALYST.id, name: ANALYST.name },
    });
    const page = await world.request(results.GET, { as: VIEWER, params: { id } });
    expect(page.body).toMatchObject({
      columns: [{ name: "one" }, { name: "letter" }],
      rows: [["1", "a"]],
    });
    const file = await world.request(download.GET, { as: VIEWER, params: { id } });
    expect(await file.response.text()).toBe('"one","letter"\n"1","a"\n');
    expect(file.response.headers.get("content-disposition")).toContain(`${id}.csv`);
    expect(await lastAudit()).toMatchObject({
      action: "startQuery",
      outcome: "succeeded",
      actorId: ANALYST.id,
      objectId: id,
    });
  });

  it("200: the same token starts one execution", async () => {
    const clientRequestToken = crypto.randomUUID();
    const ids = await Promise.all(
      [1, 2, 3].map(() => started(ANALYST, "SELECT 2", { clientRequestToken })),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it("200: lists and watches", async () => {
    const id = await started(ANALYST, "-- a comment\nSELECT 3");
    await landed(ANALYST, id);
    const list = await world.request(queries.GET, { as: VIEWER, path: "/?workgroup=primary" });
    expect(list.body).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ id, summary: "SELECT 3" })]),
    });
    const watched = await world.request(watch.GET, { as: VIEWER, path: `/?ids=${id},${UNKNOWN}` });
    expect(watched.body).toMatchObject({ rows: [{ id }], unprocessed: [{ id: UNKNOWN }] });
  });

  it("200: stops what the actor started; 403 for what someone else started, unless admin", async () => {
    const own = await started(ANALYST, ENDLESS);
    expect(
      (await world.request(stop.POST, { as: ANALYST, method: "POST", params: { id: own } })).status,
    ).toBe(200);
    await landed(ANALYST, own);
    expect(stateOf((await get(ANALYST, own)).body)).toBe("CANCELLED");
    expect(await lastAudit()).toMatchObject({
      action: "stopQuery",
      outcome: "succeeded",
      objectId: own,
    });

    const foreign = await started(ADMIN, ENDLESS);
    expect(
      (await world.request(stop.POST, { as: ANALYST, method: "POST", params: { id: foreign } }))
        .status,
    ).toBe(403);
    expect(
      (await world.request(stop.POST, { as: ADMIN, method: "POST", params: { id: foreign } }))
        .status,
    ).toBe(200);
  });

  it("400: input that does not fit names the field", async () => {
    const { status, body } = await start(ANALYST, "   ");
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: "INVALID",
      fields: { sql: "Write a statement first" },
    });
    expect(
      (await world.request(queries.POST, { as: ANALYST, method: "POST", body: "{" })).status,
    ).toBe(400);
    expect(
      (await world.request(queries.GET, { as: VIEWER, path: "/?cursor=nonsense" })).status,
    ).toBe(400);
    expect((await world.request(watch.GET, { as: VIEWER, path: "/?ids=" })).status).toBe(400);
  });

  it("400: Athena's refusal in its own words, closed as failed", async () => {
    const { status, body } = await start(ANALYST, "SELEC 1");
    expect(status).toBe(400);
    expect(body.error?.message).toMatch(/^line 1:1: mismatched input 'SELEC'/);
    expect(await lastAudit()).toMatchObject({ outcome: "failed", errorCode: "MALFORMED_QUERY" });
  });

  it("401: without a session, for every route", async () => {
    for (const [handler, method] of [
      [queries.GET, "GET"],
      [queries.POST, "POST"],
      [query.GET, "GET"],
      [results.GET, "GET"],
      [download.GET, "GET"],
      [stop.POST, "POST"],
      [watch.GET, "GET"],
    ] as const) {
      const { status, body } = await world.request(handler, { method, params: { id: UNKNOWN } });
      expect(status).toBe(401);
      expect(body.error?.code).toBe("UNAUTHENTICATED");
    }
  });

  it("403: viewers start nothing, and nothing is sent or recorded", async () => {
    const before = await lastAudit();
    const calls = world.upstreamCalls.get("StartQueryExecution") ?? 0;
    const { status, body } = await start(VIEWER, "SELECT 4");
    expect(status).toBe(403);
    expect(body.error?.message).toBe("Needs the analyst role");
    expect(world.upstreamCalls.get("StartQueryExecution") ?? 0).toBe(calls);
    expect(await lastAudit()).toEqual(before);
  });

  it("403: an execution of a workgroup without a grant says nothing about itself", async () => {
    const id = await started(ADMIN, "SELECT 'a secret'");
    for (const handler of [query.GET, results.GET, download.GET]) {
      const { status, body } = await world.request(handler, { as: MARA, params: { id } });
      expect(status).toBe(403);
      expect(JSON.stringify(body)).not.toMatch(/secret|primary/);
    }
    const watched = await world.request(watch.GET, { as: MARA, path: `/?ids=${id}` });
    expect(watched.body).toMatchObject({
      rows: [],
      unprocessed: [{ id, code: "QUERY_EXECUTION_NOT_FOUND" }],
    });
  });

  it("403: grants by workgroup pattern hold for lists, starts and cursors", async () => {
    expect(
      (await world.request(queries.GET, { as: MARA, path: "/?workgroup=primary" })).status,
    ).toBe(403);
    expect((await start(MARA, "SELECT 5")).status).toBe(403);
    const id = await started(MARA, "SELECT 6", { workgroup: "analytics" });
    const all = await world.request(queries.GET, { as: MARA });
    const rows = all.body.rows as unknown as { id: string; workgroup: string }[];
    expect(rows.map((row) => row.id)).toContain(id);
    expect(new Set(rows.map((row) => row.workgroup))).toEqual(new Set(["analytics"]));
    const forged = Buffer.from(
      JSON.stringify({ total: 1, positions: [["primary", null, null]] }),
    ).toString("base64url");
    expect(
      (await world.request(queries.GET, { as: MARA, path: `/?cursor=${forged}` })).status,
    ).toBe(403);
  });

  it("403: a person without a role sees nothing", async () => {
    expect((await world.request(queries.GET, { as: NOBODY })).status).toBe(403);
    expect((await get(NOBODY, UNKNOWN)).status).toBe(403);
  });

  it("403: a change that another site causes", async () => {
    const { status } = await start(ANALYST, "SELECT 7", {}, { "sec-fetch-site": "cross-site" });
    expect(status).toBe(403);
    for (const origin of ["https://evil.example", "null", "nonsense"]) {
      const headers = { origin, "x-forwarded-host": "evil.example" };
      expect((await start(ANALYST, "SELECT 7", {}, headers)).status).toBe(403);
    }
  });

  it.each(["a\u0000b", "\ud800"])("400: text that could not be recorded, %j", async (text) => {
    const calls = world.upstreamCalls.get("StartQueryExecution") ?? 0;
    for (const extra of [{ parameters: [text] }, { database: text }, { catalog: text }])
      expect((await start(ANALYST, "SELECT 8", extra)).status).toBe(400);
    expect(world.upstreamCalls.get("StartQueryExecution") ?? 0).toBe(calls);
  });

  it("400: more than 4 MB, announced or not, is not read to its end", async () => {
    let sentBytes = 0;
    const chunk = new Uint8Array(1_024 * 1_024).fill(32);
    const endless = new ReadableStream({
      pull(controller) {
        sentBytes += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const request = await world.requestOf({ as: ANALYST, method: "POST", body: endless });
    const response = await queries.POST(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(400);
    expect(sentBytes).toBeLessThan(8 * 1_024 * 1_024);
    const announced = await start(ANALYST, "SELECT 7", {}, { "content-length": "5000000" });
    expect(announced.body.error?.message).toBe("The request is too large");
  });

  it("404: an unknown id", async () => {
    const { status, body } = await get(VIEWER, UNKNOWN);
    expect(status).toBe(404);
    expect(body.error?.message).toBe(`QueryExecution ${UNKNOWN} was not found`);
  });

  it("409: results of what has none", async () => {
    const id = await started(ANALYST, "SELECT * FROM no_such_table");
    await landed(ANALYST, id);
    expect((await get(ANALYST, id)).body).toMatchObject({
      execution: { state: "FAILED", error: { type: 1301 } },
      costUsd: 0,
    });
    expect((await world.request(results.GET, { as: ANALYST, params: { id } })).status).toBe(409);
    expect((await world.request(download.GET, { as: ANALYST, params: { id } })).status).toBe(409);
  });
});

const stateOf = (body: unknown) => (body as { execution?: { state?: string } }).execution?.state;

it("502: says that Athena cannot be reached when it is gone", async () => {
  const world = await createWorld();
  await world.localAthena.close();
  const { status, body } = await world.request(queries.GET, { as: VIEWER });
  expect(status).toBe(502);
  expect(body.error).toMatchObject({ code: "UPSTREAM", message: "Athena cannot be reached" });
  await world.close();
});

it("502: sends nothing when the audit row cannot be written, and still shows what Athena knows", async () => {
  const world = await createWorld();
  await world.runtime.database.close();
  const body = {
    sql: "SELECT 1",
    workgroup: "primary",
    parameters: ["'a secret'"],
    clientRequestToken: crypto.randomUUID(),
  };
  const answer = await world.request(queries.POST, { as: ANALYST, method: "POST", body });
  expect(answer.status).toBe(502);
  expect(answer.body.error?.message).toBe("The console's database cannot be reached");
  const list = await world.request(queries.GET, { as: VIEWER });
  expect(list.status).toBe(200);
  const stopped = { as: ANALYST, method: "POST", params: { id: UNKNOWN } };
  expect((await world.request(stop.POST, stopped)).status).toBe(404);
  expect(world.upstreamCalls.get("StartQueryExecution")).toBeUndefined();
  await world.localAthena.close();
});
