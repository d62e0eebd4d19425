import type { AthenaClient } from "@aws-sdk/client-athena";
import { CreateWorkGroupCommand, DeleteWorkGroupCommand } from "@aws-sdk/client-athena";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as auditEntry from "@/app/api/audit/[id]/route";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { ADMIN, createWorld, type World } from "@/lib/testing/world";
import { audit, workgroupVersions } from "../db/schema";
import { keepChange } from "./keep-change";
import { noticeWorkgroup } from "./notice";
import { newestVersion } from "./version-rows";
import { freshName, plainSettings, sdkOf, workgroupCalls } from "./workgroup-calls.fixture";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(["PGlite", "PostgreSQL"] as const)("versions of workgroups on %s", (kind) => {
  let world: World;
  let sdk: AthenaClient;
  let calls: ReturnType<typeof workgroupCalls>;
  beforeAll(async () => {
    world = await createWorld({ databaseUrl: kind === "PostgreSQL" ? postgres.url : undefined });
    sdk = sdkOf(world);
    calls = workgroupCalls(world, sdk);
  });
  afterAll(async () => {
    sdk.destroy();
    await world.close();
  });
  const kinds = async (name: string) => (await calls.versions(name)).map((one) => one.kind);
  /** A row of the record whose change the console never came to close. */
  const changeOfBo = (name: string, more: Partial<typeof audit.$inferInsert>) =>
    world.runtime.database.queries
      .insert(audit)
      .values({
        requestId: crypto.randomUUID(),
        actorId: "bo",
        actorName: "Bo",
        action: "updateWorkgroup",
        workgroup: name,
        objectType: "workgroup",
        objectId: name,
        ...more,
      })
      .returning({ id: audit.id });
  const change = async (name: string, more: object) => {
    const { hash = "", settings } = await calls.shown(name);
    const { body } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, ...more },
    });
    expect(body.error).toBeUndefined();
    return body;
  };

  it("keeps what was created and changed here, by whom, with the audit row", async () => {
    const name = await calls.created({ tags: { team: "a" } });
    await change(name, { scanLimitBytes: 20_000_000, tags: { team: "b" } });
    await change(name, { scanLimitBytes: undefined });
    const versions = await calls.versions(name);
    expect(versions.map((one) => [one.number, one.kind, one.by?.name])).toEqual([
      [3, "changed", ADMIN.name],
      [2, "changed", ADMIN.name],
      [1, "created", ADMIN.name],
    ]);
    const rows = await calls.rows(name);
    expect(versions.map((one) => one.auditId)).toEqual(rows.map(({ id }) => id));
    const ofSecond = { as: ADMIN, params: { id: String(rows[1]?.id) } };
    expect((await world.request(auditEntry.GET, ofSecond)).body).toMatchObject({ version: 2 });
    expect(versions[1]?.settings).toMatchObject({
      scanLimitBytes: 20_000_000,
      tags: { team: "b" },
    });
    expect(versions[0]?.hash).toBe((await calls.shown(name)).hash);
  });

  it("restores the settings of a version, and says of which", async () => {
    const name = await calls.created({ description: "first" });
    await change(name, { description: "second" });
    const [, first] = await calls.versions(name);
    const { hash = "" } = await calls.shown(name);
    const restore = { basedOn: hash, settings: first?.settings ?? plainSettings() };
    const unknown = await calls.update(name, { ...restore, restores: 9 });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error?.fields).toHaveProperty("restores");
    const { body } = await calls.update(name, { ...restore, restores: 1 });
    expect(body).toMatchObject({ changed: ["description"], version: 3 });
    expect((await calls.versions(name))[0]).toMatchObject({ kind: "restored", restores: 1 });
    expect((await calls.inAthena(name)).Description).toBe("first");
  });

  it("notices what is changed outside, once, however many look", async () => {
    const name = await calls.created();
    await calls.outside(name, { Description: "from the AWS console" });
    world.runtime.athena.readWorkgroupAnew(name);
    await Promise.all(Array.from({ length: 8 }, () => calls.read(name)));
    const [newest, ...older] = await calls.versions(name);
    expect(newest).toMatchObject({
      kind: "outside",
      number: 2,
      settings: { description: "from the AWS console" },
    });
    expect(newest).not.toHaveProperty("by");
    expect(older).toHaveLength(1);
  });

  it("first sees a workgroup of others once, however many look", async () => {
    const name = freshName();
    await sdk.send(new CreateWorkGroupCommand({ Name: name }));
    await Promise.all(Array.from({ length: 8 }, () => calls.read(name)));
    expect(await kinds(name)).toEqual(["seen"]);
  });

  it("never takes an old reading for a change", async () => {
    const name = await calls.created({ description: "old" });
    const stale = await world.runtime.athena.readWorkgroup(name);
    await change(name, { description: "new" });
    const ctx = {
      runtime: world.runtime,
      actor: { id: "x", name: "x", email: "", grants: [] },
      requestId: "",
      log: world.runtime.log,
    };
    await noticeWorkgroup(ctx, stale);
    expect(await kinds(name)).toEqual(["changed", "created"]);
  });

  it("a change of ours that readers meet before it is recorded stays ours", async () => {
    const name = await calls.created({ tags: { stage: "one" } });
    const { hash = "", settings } = await calls.shown(name);
    let done = false;
    const looking = (async () => {
      while (!done) {
        world.runtime.athena.readWorkgroupAnew(name);
        await Promise.all([calls.read(name), calls.read(name)]);
      }
    })();
    const { status } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, description: "watched", tags: { stage: "two", more: "1" } },
    });
    done = true;
    await looking;
    expect(status).toBe(200);
    const versions = await calls.versions(name);
    expect(versions.map((one) => [one.kind, one.by?.id])).toEqual([
      ["changed", ADMIN.id],
      ["created", ADMIN.id],
    ]);
  });

  it("what readers noticed of it, whole or in part, is replaced by it", async () => {
    const name = await calls.created();
    const { athena, database } = world.runtime;
    const since = await newestVersion(database.queries, name);
    // As between UpdateWorkGroup, TagResource and the record.
    await calls.outside(name, { Description: "ours" });
    athena.readWorkgroupAnew(name);
    expect((await calls.versions(name))[0]).toMatchObject({ number: 2, kind: "outside" });
    const { arn = "" } = await calls.shown(name);
    await athena.tagWorkgroup(name, arn, [{ Key: "team", Value: "a" }]);
    expect((await calls.versions(name))[0]).toMatchObject({ number: 3, kind: "outside" });

    const { value } = await athena.readWorkgroupAnew(name);
    const ours = { kind: "changed", actorId: "bo", actorName: "Bo" } as const;
    await database.queries.transaction((tx) => keepChange(tx, value, since, ours));
    expect(await calls.versions(name)).toMatchObject([
      { number: 2, kind: "changed", by: { name: "Bo" }, settings: { tags: { team: "a" } } },
      { number: 1, kind: "created" },
    ]);

    // What someone else did before it stays theirs.
    await calls.outside(name, { Description: "theirs" });
    athena.readWorkgroupAnew(name);
    await calls.shown(name);
    await calls.outside(name, { Description: "ours again" });
    const { value: after } = await athena.readWorkgroupAnew(name);
    const before = await newestVersion(database.queries, name);
    await database.queries.transaction((tx) => keepChange(tx, after, before, ours));
    expect(await kinds(name)).toEqual(["changed", "outside", "changed", "created"]);
  });

  it("what was done in the name of someone and never closed is theirs", async () => {
    const name = await calls.created();
    const { settings } = await calls.shown(name);
    const after = { ...settings, description: "before the console ended" };
    const [row] = await changeOfBo(name, { before: settings, after, outcome: "unknown" });
    await calls.outside(name, { Description: after.description });
    world.runtime.athena.readWorkgroupAnew(name);
    const [newest] = await calls.versions(name);
    expect(newest).toMatchObject({
      kind: "changed",
      by: { id: "bo", name: "Bo" },
      auditId: row?.id,
    });
    // Done once: the same settings later on are somebody else's.
    for (const Description of ["another", after.description]) {
      await calls.outside(name, { Description });
      world.runtime.athena.readWorkgroupAnew(name);
      expect((await calls.versions(name))[0]).toMatchObject({ kind: "outside" });
    }
  });

  it("what was done of it before the console ended is theirs too, the tags apart", async () => {
    const name = await calls.created({ tags: { team: "a" } });
    const { settings } = await calls.shown(name);
    const attempt = (after: Partial<typeof settings>) =>
      changeOfBo(name, { after: { ...settings, ...after } });
    const found = async (description: string) => {
      await calls.outside(name, { Description: description });
      world.runtime.athena.readWorkgroupAnew(name);
      return (await calls.versions(name))[0];
    };
    await attempt({ description: "half", tags: { team: "b" } });
    expect(await found("half")).toMatchObject({
      kind: "changed",
      by: { id: "bo" },
      settings: { tags: { team: "a" } },
    });
    // Tags alone are no part of what somebody else does.
    await attempt({ description: "half", tags: { team: "c" } });
    expect(await found("other")).toMatchObject({ kind: "outside" });
  });

  it("goes on counting when a workgroup of the name is created again", async () => {
    const name = await calls.created();
    const { status } = await calls.remove(name, { confirm: name });
    expect(status).toBe(200);
    expect(await kinds(name)).toEqual(["deleted", "created"]);
    expect((await calls.create(name, plainSettings())).status).toBe(200);
    expect((await calls.versions(name)).map((one) => [one.number, one.kind])).toEqual([
      [3, "created"],
      [2, "deleted"],
      [1, "created"],
    ]);
    await sdk.send(new DeleteWorkGroupCommand({ WorkGroup: name }));
    await sdk.send(
      new CreateWorkGroupCommand({
        Name: name,
        Configuration: {
          ResultConfiguration: { OutputLocation: plainSettings().outputLocation },
          EnforceWorkGroupConfiguration: true,
          PublishCloudWatchMetricsEnabled: true,
        },
      }),
    );
    world.runtime.athena.readWorkgroupAnew(name);
    expect((await calls.versions(name))[0]).toMatchObject({ number: 4, kind: "outside" });
    const stored = await world.runtime.database.queries
      .select({ hash: workgroupVersions.settingsHash })
      .from(workgroupVersions)
      .where(eq(workgroupVersions.workgroup, name));
    expect(new Set(stored.map(({ hash }) => hash)).size).toBe(1);
  });
});
