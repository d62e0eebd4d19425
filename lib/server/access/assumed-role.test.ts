import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { desc } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from "vitest";
import * as locationTests from "@/app/api/location-tests/route";
import * as query from "@/app/api/queries/[id]/route";
import * as stop from "@/app/api/queries/[id]/stop/route";
import * as queries from "@/app/api/queries/route";
import * as workgroup from "@/app/api/workgroups/[name]/route";
import { createWorld, type Person, type World } from "@/lib/testing/world";
import { audit } from "../db/schema";
import { sessionNameOf } from "./assumed-role";

const ROLE = "arn:aws:iam::123456789012:role/athenaeum";
const SESSION = "arn:aws:sts::123456789012:assumed-role/athenaeum";
const OWN_USER = "arn:aws:iam::123456789012:user/athenaeum";

/** Analyst of one workgroup, admin of another, where no role is set. */
const ANA: Person = { id: "ana", email: "ana@example.com", groups: ["etl"] };
const BEN: Person = { id: "b€n", groups: ["etl"] };
const ADA: Person = { id: "ada", groups: ["admins"] };

let folder: string;
let world: World;
let seen = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  const groups = {
    etl: [
      { role: "analyst", workgroups: ["primary"] },
      { role: "viewer", workgroups: ["*"] },
    ],
    admins: [{ role: "admin", workgroups: ["*"] }],
  };
  await writeFile(path.join(folder, "policy.json"), JSON.stringify({ groups }));
  world = await createWorld({
    accessPolicyFile: path.join(folder, "policy.json"),
    env: {
      ASSUME_ROLE_VIEWER: "arn:aws:iam::999999999999:role/somebody-else",
      ASSUME_ROLE_ANALYST: `${ROLE}-analyst`,
    },
  });
});
afterEach(() => {
  seen = world.localAthena.calls.list().length;
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const callers = (operation: string) =>
  world.localAthena.calls
    .list()
    .slice(seen)
    .filter((call) => call.operation === operation)
    .map((call) => call.principalArn);
const start = (as: Person) =>
  world.request(queries.POST, {
    as,
    method: "POST",
    body: { sql: "SELECT 1", workgroup: "primary", clientRequestToken: crypto.randomUUID() },
  });

test("a person's own actions carry their name to Athena; what serves everyone does not", async () => {
  const { status, body } = await start(ANA);
  expect(status).toBe(200);
  expect((await start(BEN)).status).toBe(200);
  const params = { id: String(body.id) };
  expect((await world.request(query.GET, { as: ANA, params })).status).toBe(200);
  await world.request(stop.POST, { as: ANA, params, method: "POST" });
  expect(callers("StartQueryExecution")).toEqual([
    `${SESSION}-analyst/ana@example.com`,
    `${SESSION}-analyst/${sessionNameOf({ id: BEN.id, email: undefined })}`,
  ]);
  expect(callers("AssumeRole")).toEqual([OWN_USER, OWN_USER]);
  expect(new Set(callers("BatchGetQueryExecution"))).toEqual(new Set([OWN_USER]));
  expect(callers("StopQueryExecution")).toEqual([`${SESSION}-analyst/ana@example.com`]);
});

test("a workgroup is changed and a location tested in the admin's name", async () => {
  const { env } = world.runtime;
  env.assumeRoles.admin = `${ROLE}-admin`;
  const params = { name: "primary" };
  const seenNow = await world.request(workgroup.GET, { as: ADA, params });
  const { hash, settings } = seenNow.body as unknown as { hash: string; settings: object };
  const changed = { settings: { ...settings, description: "Changed by Ada" }, basedOn: hash };
  const update = { as: ADA, params, method: "PATCH", body: changed };
  expect((await world.request(workgroup.PATCH, update)).status).toBe(200);
  const body = { workgroup: "primary", location: "s3://athenaeum-results/probe" };
  expect((await world.request(locationTests.POST, { as: ADA, method: "POST", body })).status).toBe(
    200,
  );
  const session = `${SESSION}-admin/${sessionNameOf({ id: "ada", email: undefined })}`;
  expect(callers("UpdateWorkGroup")).toEqual([session]);
  expect([callers("PUT"), callers("DELETE")]).toEqual([[session], [session]]);
  expect(callers("AssumeRole")).toEqual([OWN_USER]);
  delete env.assumeRoles.admin;
});

test("a role of ours without one of AWS acts as the console", async () => {
  expect((await start(ADA)).status).toBe(200);
  const body = { workgroup: "primary", location: "s3://athenaeum-results/probe" };
  const { status } = await world.request(locationTests.POST, { as: ADA, method: "POST", body });
  expect(status).toBe(200);
  expect(callers("StartQueryExecution")).toEqual([OWN_USER]);
  expect(callers("PUT")).toEqual([OWN_USER]);
  expect(callers("AssumeRole")).toEqual([]);
});

test("a role that may not be assumed stops the action, and the record says why", async () => {
  const { env } = world.runtime;
  env.assumeRoles.admin = "arn:aws:iam::999999999999:role/teams/somebody-else";
  const before = world.upstreamCalls.get("StartQueryExecution");
  const { status, body } = await start(ADA);
  expect(status).toBe(502);
  const said = "The console may not assume the role somebody-else, and sent nothing";
  expect(body.error?.message).toContain(said);
  expect(world.upstreamCalls.get("StartQueryExecution")).toBe(before);
  expect(callers("AssumeRole")).toEqual([OWN_USER]);
  expect(callers("StartQueryExecution")).toEqual([]);
  const [row] = await world.runtime.database.queries
    .select()
    .from(audit)
    .orderBy(desc(audit.id))
    .limit(1);
  expect(row).toMatchObject({ outcome: "failed", errorCode: "AccessDenied", actorId: "ada" });
  expect(row?.errorMessage).toContain(said);
  delete env.assumeRoles.admin;
});

describe("sessionNameOf", () => {
  it.each([
    ["an address", { id: "1", email: "ana+x@example.com" }, "ana+x@example.com"],
    ["the id without one", { id: "auth0.ana", email: undefined }, "auth0.ana"],
    ["64 characters", { id: "x".repeat(64), email: undefined }, "x".repeat(64)],
  ])("is %s", (_what, person, name) => {
    expect(sessionNameOf(person)).toBe(name);
  });

  it("tells apart what looks alike after cleaning and cutting, and is always what STS takes", () => {
    const ids = ["a b", "a-b", "a/b", "x".repeat(65), `${"x".repeat(64)}y`, "z", "auth0|ana", "é"];
    const names = ids.map((id) => sessionNameOf({ id, email: undefined }));
    expect(new Set(names).size).toBe(ids.length);
    for (const name of names) expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
  });
});
