import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AthenaClient } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as engineVersions from "@/app/api/engine-versions/route";
import * as configurations from "@/app/api/workgroup-configurations/route";
import * as activity from "@/app/api/workgroups/[name]/activity/route";
import * as contents from "@/app/api/workgroups/[name]/contents/route";
import * as workgroup from "@/app/api/workgroups/[name]/route";
import * as versions from "@/app/api/workgroups/[name]/versions/route";
import * as workgroups from "@/app/api/workgroups/route";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { plainSettings, sdkOf, workgroupCalls } from "./workgroup-calls.fixture";

/** An admin of the workgroups called finance-*, and a reader of them. */
const FINA: Person = { id: "fina", name: "Fina", groups: ["finance-admins"] };
const REX: Person = { id: "rex", name: "Rex", groups: ["finance-readers"] };
const NOBODY: Person = { id: "nobody", name: "No", groups: [] };
const GARBAGE = ["", "{", "[]", "null", '{"name":1}', '{"settings":"x","confirm":{}}', "\0"];

let folder: string;
let world: World;
let sdk: AthenaClient;
let calls: ReturnType<typeof workgroupCalls>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  const groups = {
    "finance-admins": [{ role: "admin", workgroups: ["finance-*"] }],
    "finance-readers": [{ role: "viewer", workgroups: ["finance-*"] }],
  };
  await writeFile(path.join(folder, "policy.json"), JSON.stringify({ groups }));
  world = await createWorld({ accessPolicyFile: path.join(folder, "policy.json") });
  sdk = sdkOf(world);
  calls = workgroupCalls(world, sdk);
});
afterAll(async () => {
  sdk.destroy();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const OF_ONE = [
  ["GET workgroup", workgroup.GET, "GET"],
  ["GET activity", activity.GET, "GET"],
  ["GET contents", contents.GET, "GET"],
  ["GET versions", versions.GET, "GET"],
  ["PATCH workgroup", workgroup.PATCH, "PATCH"],
  ["DELETE workgroup", workgroup.DELETE, "DELETE"],
] as const;
const CHANGES = [["POST workgroups", workgroups.POST, "POST"], OF_ONE[4], OF_ONE[5]] as const;
const bodyOf = (method: string, body: unknown) =>
  method === "GET" || method === "DELETE" ? {} : { body };

describe("401 and 403", () => {
  it.each([...OF_ONE, CHANGES[0]])("%s: needs a session", async (_name, handler, method) => {
    const call = { method, params: { name: "primary" }, ...bodyOf(method, "{") };
    expect((await world.request(handler, call)).status).toBe(401);
  });

  it.each(CHANGES)(
    "%s: a viewer and an analyst are refused whatever they send",
    async (_name, handler, method) => {
      const sent = calls.changesSent();
      for (const as of [VIEWER, ANALYST, NOBODY, REX])
        for (const garbage of GARBAGE) {
          const call = { as, method, params: { name: "finance-1" }, ...bodyOf(method, garbage) };
          const { status, body } = await world.request(handler, call);
          expect([as.id, garbage, status, body.error?.code]).toEqual([
            as.id,
            garbage,
            403,
            "FORBIDDEN",
          ]);
        }
      expect(calls.changesSent()).toBe(sent);
      expect(await calls.rows("finance-1")).toEqual([]);
    },
  );

  it.each(OF_ONE)(
    "%s: an admin of others is refused in a foreign workgroup",
    async (_name, handler, method) => {
      for (const name of ["primary", "finance", "xfinance-1"])
        for (const garbage of GARBAGE) {
          const call = { as: FINA, method, params: { name }, ...bodyOf(method, garbage) };
          expect((await world.request(handler, call)).status).toBe(403);
        }
    },
  );

  it("an admin of some creates workgroups of their names only", async () => {
    const { status } = await calls.create("marketing", plainSettings(), FINA);
    expect(status).toBe(403);
    expect((await calls.create("finance-eu", plainSettings(), FINA)).status).toBe(200);
    expect((await calls.read("finance-eu", REX)).status).toBe(200);
    const named = { as: FINA, path: "/?names=finance-eu,primary" };
    expect((await world.request(configurations.GET, named)).status).toBe(403);
    const all = await world.request(configurations.GET, { as: FINA });
    expect(all.body).toMatchObject({ workgroups: [{ name: "finance-eu" }], total: 1 });
    expect((await world.request(workgroups.GET, { as: FINA })).body).toMatchObject({
      workgroups: [{ name: "finance-eu" }],
    });
    const engines = { as: FINA };
    expect((await world.request(engineVersions.GET, engines)).status).toBe(200);
    expect((await world.request(engineVersions.GET, { as: NOBODY })).status).toBe(403);
  });
});

describe("404, 409, 400", () => {
  it.each(OF_ONE.filter(([name]) => name !== "GET versions"))(
    "%s: of nothing",
    async (_name, handler, method) => {
      const settings = plainSettings();
      const { status, body } = await world.request(handler, {
        as: ADMIN,
        method,
        params: { name: "nowhere" },
        path: "/?confirm=nowhere",
        ...bodyOf(method, { basedOn: "0".repeat(64), settings }),
      });
      expect(status).toBe(404);
      expect(body.error?.code).toBe("NOT_FOUND");
      expect(await calls.rows("nowhere")).toEqual([]);
    },
  );

  it("a name that is taken is a conflict at the name, and in the record", async () => {
    const name = await calls.created();
    const { status, body } = await calls.create(name, plainSettings());
    expect(status).toBe(409);
    expect(body.error?.fields).toEqual({ name: "WorkGroup is already created" });
    const [row] = await calls.rows(name);
    expect(row).toMatchObject({ outcome: "failed", errorCode: "INVALID_INPUT" });
    expect(await calls.versions(name)).toHaveLength(1);
  });

  it("what has not the shape of settings is refused at its place", async () => {
    const sent = calls.changesSent();
    const settings = plainSettings();
    const wrong: [object, string][] = [
      [{ name: "a b", settings }, "name"],
      [{ name: "x", settings: { ...settings, scanLimitBytes: "10" } }, "settings.scanLimitBytes"],
      [{ name: "x", settings: { ...settings, unheardOf: 1 } }, "settings"],
      [{ name: "x" }, "settings"],
    ];
    for (const [body, field] of wrong) {
      const answer = await world.request(workgroups.POST, { as: ADMIN, method: "POST", body });
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.error?.fields ?? {})).toEqual([field]);
    }
    expect(calls.changesSent()).toBe(sent);
  });

  it("a list of names is checked", async () => {
    for (const names of ["a b", Array.from({ length: 26 }, (_, n) => `n${n}`).join(",")]) {
      const call = { as: ADMIN, path: `/?${new URLSearchParams({ names })}` };
      const { status, body } = await world.request(configurations.GET, call);
      expect(status).toBe(400);
      expect(body.error?.fields).toHaveProperty("names");
    }
  });
});

describe("deleting", () => {
  it("takes the name, never of primary; nothing is sent without", async () => {
    const name = await calls.created();
    const sent = calls.changesSent();
    for (const [wrong, confirm] of [
      [name, name.toUpperCase()],
      ["primary", "primary"],
    ] as const) {
      const { status, body } = await calls.remove(wrong, { confirm });
      expect(status).toBe(400);
      expect(body.error?.fields).toHaveProperty("confirm");
    }
    expect((await calls.remove(name, {})).status).toBe(400);
    expect(calls.changesSent()).toBe(sent);
  });

  it("while others change and delete it: each is done before or finds it gone", async () => {
    const name = await calls.created();
    const { hash = "", settings } = await calls.shown(name);
    const change = { basedOn: hash, settings: { ...settings, description: "meanwhile" } };
    const [changed, deleted, again, late] = await Promise.all([
      calls.update(name, change),
      calls.remove(name, { confirm: name }),
      calls.remove(name, { confirm: name }),
      calls.update(name, change),
    ]);
    const statuses = [changed, deleted, again, late].map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).not.toEqual([]);
    expect(statuses.every((status) => status === 200 || status === 404)).toBe(true);
    // One deletion is the one that was made, and whatever came after it found nothing.
    expect([deleted, again].filter(({ status }) => status === 200)).toHaveLength(1);
    const rows = await calls.rows(name);
    expect(rows[0]).toMatchObject({ action: "deleteWorkgroup", outcome: "succeeded" });
    expect(rows.every(({ outcome }) => outcome === "succeeded")).toBe(true);
    expect((await calls.versions(name))[0]).toMatchObject({ kind: "deleted" });
    expect((await calls.read(name)).status).toBe(404);
  });

  it("what is not empty is refused by Athena in its words, unless all goes with it", async () => {
    const name = await calls.created();
    const { athena } = world.runtime;
    const token = crypto.randomUUID();
    await athena.startQueryExecution({
      sql: "SELECT 1",
      workgroup: name,
      clientRequestToken: token,
    });
    const refused = await calls.remove(name, { confirm: name });
    expect([refused.status, refused.body.error?.message]).toEqual([
      400,
      `WorkGroup ${name} is not empty`,
    ]);
    expect((await calls.remove(name, { confirm: name, recursive: "true" })).status).toBe(200);
    expect((await calls.read(name)).status).toBe(404);
    const rows = await calls.rows(name);
    expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["deleteWorkgroup", "succeeded"],
      ["deleteWorkgroup", "failed"],
      ["createWorkgroup", "succeeded"],
    ]);
    expect(rows[0]).toMatchObject({ before: { state: "ENABLED" }, after: { recursive: true } });
    expect((await calls.versions(name))[0]).toMatchObject({
      kind: "deleted",
      by: { id: ADMIN.id },
    });
  });
});

describe("secrets", () => {
  it("are for who may change the workgroup, in its settings, lists and versions", async () => {
    const sparkProperties = { "spark.hadoop.fs.s3a.secret.key": "hush-hush", "spark.ui": "on" };
    const name = await calls.created({ sparkProperties, executionRole: ROLE }, "pyspark");
    const path = `/?names=${name}`;
    for (const as of [VIEWER, ANALYST]) {
      const shown = (await calls.read(name, as)).body as unknown as WorkgroupConfiguration;
      expect(shown.withheld).toEqual(["sparkProperties.spark.hadoop.fs.s3a.secret.key"]);
      expect(shown.settings.sparkProperties?.["spark.ui"]).toBe("on");
      expect(shown).not.toHaveProperty("hash");
      const list = await world.request(configurations.GET, { as, path });
      const kept = await calls.versions(name, as);
      expect(kept[0]).not.toHaveProperty("hash");
      expect(kept[0]).not.toHaveProperty("auditId");
      expect(JSON.stringify([shown, list.body, kept])).not.toContain("hush");
    }
    const { settings, hash, withheld } = await calls.shown(name);
    expect(settings.sparkProperties).toEqual(sparkProperties);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(withheld).toEqual([]);
    // The record is read and exported by others; the history, which restores them, has them whole.
    expect(JSON.stringify(await calls.rows(name))).not.toContain("hush");
    const [version] = await calls.versions(name);
    expect(version?.settings.sparkProperties).toEqual(sparkProperties);
  });
});

const ROLE = "arn:aws:iam::123456789012:role/athena-spark";
