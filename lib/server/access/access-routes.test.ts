import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import * as preview from "@/app/api/access/preview/route";
import * as access from "@/app/api/access/route";
import * as me from "@/app/api/me/route";
import * as queries from "@/app/api/queries/route";
import type { Access, AccessPreview } from "@/lib/contracts/access";
import { ADMIN, createWorld, type Person, type World } from "@/lib/testing/world";

const OPS: Person = { id: "ada", name: "Ada", email: "ada@example.com", groups: ["ops"] };
const ETL: Person = { id: "ana", name: "Ana", groups: ["etl", "ops-of-one"] };
const POLICY = {
  groups: {
    ops: [{ role: "admin", workgroups: ["*"] }],
    etl: [{ role: "analyst", workgroups: ["prim*"] }],
    "ops-of-one": [{ role: "admin", workgroups: ["etl"] }],
  },
};

let folder: string;
let file: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  file = path.join(folder, "policy.json");
  await writeFile(file, JSON.stringify(POLICY));
  world = await createWorld({
    accessPolicyFile: file,
    env: { ASSUME_ROLE_ADMIN: "arn:aws:iam::123456789012:role/teams/console-admin" },
  });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const getAccess = async (as = OPS) => {
  const { status, body } = await world.request(access.GET, { as });
  return { status, body: body as unknown as Access };
};
const previewed = async (text: string, as = OPS) => {
  const call = { as, method: "POST", body: { text } };
  const { status, body } = await world.request(preview.POST, call);
  expect(status).toBe(200);
  return body as unknown as AccessPreview;
};
const statusOfList = async (as: Person) =>
  (await world.request(queries.GET, { as, path: "/api/queries?workgroup=primary" })).status;

test("people are known from their first look at the console, with their groups", async () => {
  for (const as of [OPS, ETL, ADMIN]) await world.request(me.GET, { as });
  await expect.poll(async () => (await getAccess()).body.people?.length).toBe(3);
  const { people } = (await getAccess()).body;
  const facts = people
    ?.map(({ seenAt: _, ...person }) => person)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(facts).toEqual([
    { id: "ada", name: "Ada", email: "ada@example.com", groups: ["ops"] },
    { id: "ana", name: "Ana", groups: ["etl", "ops-of-one"] },
    { id: "demo-admin", name: "Ada", groups: [], demoRole: "admin" },
  ]);
  await world.request(me.GET, { as: { ...ETL, groups: ["etl"] } });
  await expect
    .poll(async () => (await getAccess()).body.people?.find(({ id }) => id === "ana")?.groups)
    .toEqual(["etl"]);
});

test("admins over all workgroups see where rights come from; nobody else does", async () => {
  const { status, body } = await getAccess();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    file: { path: file },
    groups: Object.entries(POLICY.groups).map(([group, grants]) => ({ group, grants })),
    demoPeople: true,
    assumedRoles: { admin: "console-admin" },
  });
  expect(body.workgroups).toContain("primary");
  expect(JSON.stringify(body)).not.toContain("123456789012");
  for (const [as, expected] of [
    [ETL, 403],
    [undefined, 401],
  ] as const) {
    expect((await world.request(access.GET, { as })).status).toBe(expected);
    const call = { as, method: "POST", body: "no JSON at all" };
    expect((await world.request(preview.POST, call)).status).toBe(expected);
  }
});

test("a changed file takes effect with the next requests, a broken one is told and changes nothing", async () => {
  expect(await statusOfList(ETL)).toBe(200);
  const changed = { groups: { ...POLICY.groups, etl: [{ role: "viewer", workgroups: ["x"] }] } };
  await writeFile(file, JSON.stringify({ groups: { ...changed.groups, "ops-of-one": [] } }));
  await expect.poll(() => statusOfList(ETL), { timeout: 20_000 }).toBe(403);
  await writeFile(file, '{\n  "groups": [');
  await expect
    .poll(async () => (await getAccess()).body.fault?.problems, { timeout: 20_000 })
    .toEqual([{ line: 2, column: 14, length: 1, message: expect.any(String) }]);
  expect(await statusOfList(ETL)).toBe(403);
  await rm(file);
  await expect
    .poll(async () => (await getAccess()).body.fault?.message, { timeout: 20_000 })
    .toMatch(/is not there/);
  await writeFile(file, JSON.stringify(POLICY));
  await expect.poll(() => statusOfList(ETL), { timeout: 20_000 }).toBe(200);
  expect((await getAccess()).body.fault).toBeUndefined();
});

describe("previewAccess", () => {
  it("names every fault at its place", async () => {
    const text = '{\n  "groups": { "a": [{ "role": "boss", "workgroups": ["*"] }] },\n  "x": 1\n}';
    expect(await previewed(text)).toEqual({
      problems: [
        { line: 2, column: 31, length: 6, message: expect.stringContaining('is "boss"') },
        { line: 3, column: 3, length: 3, message: expect.stringContaining('"x" is unknown') },
      ],
    });
    expect(await previewed("")).toMatchObject({ problems: [{ line: 1, column: 1 }] });
  });

  it("tells what would change for groups and known people, and warns", async () => {
    const text = JSON.stringify({ groups: { etl: [{ role: "viewer", workgroups: ["*"] }] } });
    const answer = await previewed(text);
    expect(answer).toMatchObject({
      groupChanges: [{ group: "etl", kind: "changed" }, { group: "ops" }, { group: "ops-of-one" }],
      warnings: [expect.stringContaining("Nobody would be admin")],
      peopleCount: 3,
      missing: [],
    });
    if (!("personChanges" in answer)) throw new Error("The policy was refused.");
    expect(answer.personChanges.map(({ person }) => person.id).sort()).toEqual(["ada", "ana"]);
    expect(await previewed(JSON.stringify(POLICY))).toMatchObject({
      groupChanges: [],
      personChanges: [],
      warnings: [],
    });
    // Nothing was put in use.
    expect((await getAccess()).body.groups).toHaveLength(3);
  });

  it("takes no policy of more than a million characters", async () => {
    const body = { text: " ".repeat(1_000_001) };
    const { status, body: answer } = await world.request(preview.POST, {
      as: OPS,
      method: "POST",
      body,
    });
    expect([status, answer.error?.fields]).toEqual([
      400,
      { text: "A policy has at most a million characters" },
    ]);
  });
});
