import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  AthenaClient,
  GetCapacityAssignmentConfigurationCommand,
  PutCapacityAssignmentConfigurationCommand,
  TagResourceCommand,
} from "@aws-sdk/client-athena";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as assignments from "@/app/api/capacity-reservations/[name]/assignments/route";
import * as cancel from "@/app/api/capacity-reservations/[name]/cancel/route";
import * as one from "@/app/api/capacity-reservations/[name]/route";
import * as tagging from "@/app/api/capacity-reservations/[name]/tags/route";
import * as list from "@/app/api/capacity-reservations/route";
import { createAthena } from "@/lib/athena/athena";
import { createRateLimiter } from "@/lib/athena/rate-limiter";
import type {
  CapacityReservationDetail,
  ListedReservation,
} from "@/lib/contracts/capacity-reservations";
import type { Handler } from "@/lib/server/route";
import {
  ADMIN,
  ANALYST,
  createWorld,
  type Person,
  TEST_CREDENTIALS,
  VIEWER,
  type World,
} from "@/lib/testing/world";
import { startHoldingProxy } from "../audit/holding-proxy.fixture";
import { audit } from "../db/schema";
import { updateCapacityTags } from "./update-capacity-tags";

/** An admin of one workgroup: reservations are the whole account's. */
const EVE: Person = { id: "eve", name: "Eve", groups: ["etl-admins"] };
const UNSEEN = "0".repeat(64);

let folder: string;
let world: World;
let outside: AthenaClient;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  const grants = { "etl-admins": [{ role: "admin", workgroups: ["etl"] }] };
  await writeFile(path.join(folder, "policy.json"), JSON.stringify({ groups: grants }));
  world = await createWorld({ accessPolicyFile: path.join(folder, "policy.json") });
  await fetch(`${world.localAthena.url}/_athenaeum/control/pace`, {
    method: "PUT",
    body: JSON.stringify({ mode: "at-once", machine: "capacity-reservation" }),
  });
  outside = new AthenaClient({
    endpoint: world.localAthena.url,
    region: "us-east-1",
    credentials: TEST_CREDENTIALS,
  });
});
afterAll(async () => {
  outside.destroy();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const send = (
  handler: Handler,
  as: Person | undefined,
  {
    name,
    method = "GET",
    ...rest
  }: { name?: string; method?: string; body?: object; path?: string },
) => world.request(handler, { as, method, ...(name ? { params: { name } } : {}), ...rest });
const create = (name: string, body: object = {}, as: Person | undefined = ADMIN) =>
  send(list.POST, as, { method: "POST", body: { name, targetDpus: 8, ...body } });
const resize = (name: string, body: object, as: Person | undefined = ADMIN) =>
  send(one.PATCH, as, { name, method: "PATCH", body });
const assign = (name: string, body: object, as: Person | undefined = ADMIN) =>
  send(assignments.PATCH, as, { name, method: "PATCH", body });
const retag = (name: string, fromTags: object, tags: object) =>
  send(tagging.PATCH, ADMIN, { name, method: "PATCH", body: { fromTags, tags } });
const end = (name: string, as: Person | undefined = ADMIN) =>
  send(cancel.POST, as, { name, method: "POST", body: {} });
const remove = (name: string, confirm = name, as: Person | undefined = ADMIN) =>
  send(one.DELETE, as, { name, method: "DELETE", path: `/?confirm=${confirm}` });
const detail = async (name: string): Promise<CapacityReservationDetail> => {
  const { status, body } = await send(one.GET, VIEWER, { name });
  expect(body.error).toBeUndefined();
  expect(status).toBe(200);
  return body as unknown as CapacityReservationDetail;
};
const isIn = (name: string, state: string) =>
  expect
    .poll(async () => (await detail(name)).reservation.state, { interval: 100, timeout: 10_000 })
    .toBe(state);
const listed = async () => {
  const { body } = await send(list.GET, VIEWER, {});
  return body.reservations as unknown as ListedReservation[];
};
const lastRow = async () =>
  (await world.runtime.database.queries.select().from(audit).orderBy(desc(audit.id)).limit(1))[0];

describe("who may not", () => {
  const routes: [string, Handler, string][] = [
    ["list", list.GET, "GET"],
    ["create", list.POST, "POST"],
    ["read", one.GET, "GET"],
    ["resize", one.PATCH, "PATCH"],
    ["delete", one.DELETE, "DELETE"],
    ["cancel", cancel.POST, "POST"],
    ["assign", assignments.PATCH, "PATCH"],
    ["tag", tagging.PATCH, "PATCH"],
  ];
  test.each(routes)(
    "%s: 401 without a session, 403 without a role over all workgroups",
    async (_, handler, method) => {
      const call = {
        name: "any",
        method,
        ...(method === "GET" || method === "DELETE" ? {} : { body: {} }),
      };
      expect((await send(handler, undefined, call)).status).toBe(401);
      const { status, body } = await send(handler, EVE, call);
      expect(status).toBe(403);
      expect(body.error?.message).toMatch(/role over all workgroups$/);
      if (method === "GET") return;
      for (const person of [VIEWER, ANALYST])
        expect((await send(handler, person, call)).status).toBe(403);
    },
  );
});

test("from creation to deletion, each change with its row", async () => {
  const tags = { team: "data", "cost-center": "42" };
  expect((await create("life", { tags })).body).toEqual({ name: "life" });
  expect(await lastRow()).toMatchObject({
    action: "createCapacityReservation",
    objectType: "capacityReservation",
    objectId: "life",
    workgroup: null,
    after: { targetDpus: 8, tags },
    outcome: "succeeded",
  });
  await isIn("life", "ACTIVE");
  const before = await detail("life");
  expect(before).toMatchObject({
    reservation: { targetDpus: 8, allocatedDpus: 8, lastAllocation: { state: "SUCCEEDED" } },
    assignments: { workgroups: [] },
    arn: "arn:aws:athena:us-east-1:123456789012:capacity-reservation/life",
    tags,
    usdPerDpuHour: 0.3,
  });

  expect((await resize("life", { fromDpus: 8, targetDpus: 12 })).status).toBe(200);
  expect(await lastRow()).toMatchObject({
    action: "updateCapacityReservation",
    before: { targetDpus: 8 },
    after: { targetDpus: 12 },
  });
  await isIn("life", "ACTIVE");

  const given = await assign("life", {
    basedOn: before.assignments.hash,
    workgroups: ["primary", "etl"],
  });
  expect(given.body).toMatchObject({ workgroups: ["etl", "primary"] });
  expect(await lastRow()).toMatchObject({
    action: "putCapacityAssignments",
    before: { workgroups: [] },
    after: { workgroups: ["etl", "primary"] },
  });
  expect((await detail("life")).assignments).toEqual(given.body);
  expect((await listed()).find(({ name }) => name === "life")?.workgroups).toEqual([
    "etl",
    "primary",
  ]);
  expect(await world.runtime.athena.reservationOf("etl")).toEqual({
    name: "life",
    status: "ACTIVE",
  });
  expect(await world.runtime.athena.reservationOf("analytics")).toBeUndefined();

  expect((await end("life")).status).toBe(200);
  expect(await lastRow()).toMatchObject({
    action: "cancelCapacityReservation",
    before: { state: "ACTIVE", targetDpus: 12, workgroups: ["etl", "primary"] },
  });
  await isIn("life", "CANCELLED");
  expect((await listed()).find(({ name }) => name === "life")?.workgroups).toEqual([]);
  expect(await world.runtime.athena.reservationOf("etl")).toBeUndefined();

  const taken = await create("life");
  expect(taken.status).toBe(409);
  expect(taken.body.error?.fields?.name).toMatch(/^A cancelled reservation has this name/);

  expect((await remove("life", "lif")).status).toBe(400);
  expect((await remove("life")).status).toBe(200);
  expect(await lastRow()).toMatchObject({
    action: "deleteCapacityReservation",
    before: { state: "CANCELLED", targetDpus: 12 },
  });
  expect((await send(one.GET, ADMIN, { name: "life" })).status).toBe(404);
});

test("400: what Athena would not take is said by field, and nothing is recorded", async () => {
  const before = await lastRow();
  for (const [targetDpus, message] of [
    [2, /At least 4/],
    [6, /steps of 4/],
    [1_004, /at most 1,000/],
  ] as const) {
    const { status, body } = await create("odd", { targetDpus });
    expect(status).toBe(400);
    expect(body.error?.fields?.targetDpus).toMatch(message);
  }
  expect((await create("no name")).status).toBe(400);
  expect((await assign("any", { basedOn: "x", workgroups: [] })).status).toBe(400);
  expect(await lastRow()).toEqual(before);
});

test("404: of a reservation that is not there, nothing is recorded", async () => {
  const before = await lastRow();
  for (const answer of [
    await send(one.GET, ADMIN, { name: "nowhere" }),
    await resize("nowhere", { fromDpus: 8, targetDpus: 12 }),
    await retag("nowhere", {}, { team: "data" }),
    await assign("nowhere", { basedOn: UNSEEN, workgroups: [] }),
    await end("nowhere"),
    await remove("nowhere"),
  ]) {
    expect(answer.status).toBe(404);
    expect(answer.body.error?.message).toContain("nowhere");
  }
  expect(await lastRow()).toEqual(before);
});

test("409: two editors, a taken name, and what must be cancelled first", async () => {
  await create("shared");
  await isIn("shared", "ACTIVE");
  const { assignments: seen } = await detail("shared");
  expect((await create("shared", { targetDpus: 12 })).status).toBe(409);
  expect((await remove("shared")).status).toBe(409);

  await outside.send(
    new PutCapacityAssignmentConfigurationCommand({
      CapacityReservationName: "shared",
      CapacityAssignments: [{ WorkGroupNames: ["analytics"] }],
    }),
  );
  const late = await assign("shared", { basedOn: seen.hash, workgroups: ["etl"] });
  expect(late.status).toBe(409);
  const { assignments: now } = await detail("shared");
  expect(now.workgroups).toEqual(["analytics"]);

  expect((await resize("shared", { fromDpus: 8, targetDpus: 12 })).status).toBe(200);
  const stale = await resize("shared", { fromDpus: 8, targetDpus: 16 });
  expect(stale.status).toBe(409);
  expect(stale.body.error?.message).toContain("from 8 to 12 DPUs");

  const both = await Promise.all(
    ["etl", "primary"].map((name) =>
      assign("shared", { basedOn: now.hash, workgroups: ["analytics", name] }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("the same list again sends nothing; an empty one takes all away", async () => {
  const { assignments: seen } = await detail("shared");
  const before = await lastRow();
  const same = await assign("shared", {
    basedOn: seen.hash,
    workgroups: [...seen.workgroups].reverse(),
  });
  expect(same.body).toEqual(seen);
  expect(await lastRow()).toEqual(before);
  expect((await assign("shared", { basedOn: seen.hash, workgroups: [] })).status).toBe(200);
  const answer = await outside.send(
    new GetCapacityAssignmentConfigurationCommand({ CapacityReservationName: "shared" }),
  );
  expect(answer.CapacityAssignmentConfiguration?.CapacityAssignments).toEqual([]);
});

test("tags are changed from what the editor saw, added before others go", async () => {
  const first = { team: "data", old: "x", "aws:cloudformation:stack-name": "s" };
  // Only AWS itself has keys of its own: one that somebody sets is refused before Athena is asked.
  const before = await lastRow();
  expect((await create("tagged", { tags: first })).body.error?.fields?.tags).toMatch(/^Keys begin/);
  expect(await lastRow()).toEqual(before);
  const tags = { team: "data", old: "x" };
  await create("tagged", { tags });
  const after = { team: "core", cost: "" };
  expect((await retag("tagged", tags, after)).body).toEqual({});
  expect(await lastRow()).toMatchObject({
    action: "updateCapacityTags",
    objectType: "capacityReservation",
    objectId: "tagged",
    before: { tags },
    after: { tags: after },
    outcome: "succeeded",
  });
  const { tags: now, arn } = await detail("tagged");
  expect(now).toEqual(after);

  // Once more, what is so already: nothing is sent, whatever the editor saw.
  const row = await lastRow();
  expect((await retag("tagged", tags, after)).status).toBe(200);
  expect((await retag("tagged", after, { ...after, "aws:x": "y" })).status).toBe(400);
  await outside.send(
    new TagResourceCommand({ ResourceARN: arn, Tags: [{ Key: "theirs", Value: "1" }] }),
  );
  const late = await retag("tagged", after, { ...after, mine: "2" });
  expect(late.status).toBe(409);
  expect(late.body.error?.message).toBe("Somebody has changed the tags meanwhile");
  expect(await lastRow()).toEqual(row);
  expect((await detail("tagged")).tags).toEqual({ ...after, theirs: "1" });
  expect((await retag("tagged", { ...after, theirs: "1" }, {})).status).toBe(200);
  expect((await detail("tagged")).tags).toEqual({});
});

test("two editors of the DPUs at once: one of them is told", async () => {
  await create("raced", { targetDpus: 24 });
  const answers = await Promise.all(
    [28, 32].map((targetDpus) => resize("raced", { fromDpus: 24, targetDpus })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test("no change begins with an answer that was on its way before", async () => {
  await create("late", { tags: { team: "a" } });
  const { region, stsEndpoint, athenaEndpoint = "" } = world.runtime.env;
  const hold = { operation: "ListTagsForResource", at: "answer", count: 1 } as const;
  const proxy = await startHoldingProxy(Number(new URL(athenaEndpoint).port), hold);
  const athena = createAthena({
    region,
    stsEndpoint,
    athenaEndpoint: proxy.url,
    limiter: createRateLimiter({}, 1),
    callTimeoutMs: 3_000,
  });
  const poll = athena.readCapacityTags("late").catch(() => undefined);
  await proxy.held;
  const ctx = {
    runtime: { ...world.runtime, athena },
    actor: {
      id: "ada",
      name: "Ada",
      email: "",
      grants: [{ role: "admin" as const, workgroups: ["*"] }],
    },
    requestId: crypto.randomUUID(),
    log: world.runtime.log,
  };
  const change = { name: "late", fromTags: { team: "a" }, tags: { team: "b" } };
  expect(await updateCapacityTags(ctx, change)).toEqual({});
  expect((await athena.readCapacityTags("late", 0)).tags).toEqual({ team: "b" });
  await poll;
  athena.close();
  await proxy.close();
});

test("what Athena refuses is its own words, recorded as failed", async () => {
  const { assignments: seen } = await detail("shared");
  const refused = await assign("shared", { basedOn: seen.hash, workgroups: ["spark-research"] });
  expect(refused.status).toBe(400);
  expect(refused.body.error?.message).toContain("runs Apache Spark");
  expect(await lastRow()).toMatchObject({
    action: "putCapacityAssignments",
    outcome: "failed",
    after: { workgroups: ["spark-research"] },
  });
  const smaller = await resize("shared", { fromDpus: 12, targetDpus: 8 });
  expect(smaller.status).toBe(400);
  expect(smaller.body.error?.message).toContain("cannot be decreased before");
});
