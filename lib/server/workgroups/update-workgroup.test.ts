import type { AthenaClient } from "@aws-sdk/client-athena";
import { ListTagsForResourceCommand } from "@aws-sdk/client-athena";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as configurations from "@/app/api/workgroup-configurations/route";
import * as activity from "@/app/api/workgroups/[name]/activity/route";
import * as contents from "@/app/api/workgroups/[name]/contents/route";
import * as versions from "@/app/api/workgroups/[name]/versions/route";
import { createAthena } from "@/lib/athena/athena";
import { createRateLimiter } from "@/lib/athena/rate-limiter";
import { ADMIN, createWorld, type Person, type World } from "@/lib/testing/world";
import type { Ctx } from "../context";
import { getWorkgroup } from "./get-workgroup";
import { listWorkgroupConfigurations } from "./list-workgroup-configurations";
import { startNewerAthena } from "./newer-athena.fixture";
import { updateWorkgroup } from "./update-workgroup";
import { plainSettings, sdkOf, workgroupCalls } from "./workgroup-calls.fixture";

const BEA: Person = { id: "bea", name: "Bea", demoRole: "admin" };

let world: World;
let sdk: AthenaClient;
let calls: ReturnType<typeof workgroupCalls>;
beforeAll(async () => {
  world = await createWorld();
  sdk = sdkOf(world);
  calls = workgroupCalls(world, sdk);
});
afterAll(async () => {
  sdk.destroy();
  await world.close();
});
afterEach(() => world.localAthena.control?.faults.clear());

const fail = (operation: string) =>
  world.localAthena.control?.faults.add({
    service: "athena",
    operation,
    error: "InternalServerException",
  });
const tagsInAthena = async (name: string) => {
  const { arn } = await calls.shown(name);
  const { Tags } = await sdk.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
  return Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value]));
};

describe("what did not change", () => {
  it("is not sent and leaves no row, whatever the order of its members", async () => {
    const name = await calls.created({ tags: { b: "2", a: "1" }, scanLimitBytes: 20_000_000 });
    const { settings, hash = "" } = await calls.shown(name);
    const sent = calls.changesSent();
    const rows = (await calls.rows(name)).length;
    const turned = Object.fromEntries(Object.entries(settings).reverse());
    for (const same of [settings, { ...turned, tags: { a: "1", b: "2" }, classifications: {} }]) {
      const { status, body } = await calls.update(name, {
        basedOn: hash,
        settings: same as typeof settings,
      });
      expect(status).toBe(200);
      expect(body).toEqual({ hash, changed: [], version: 1 });
    }
    // A repeated request finds its own change and succeeds.
    const changed = { ...settings, description: "once" };
    for (let times = 0; times < 2; times += 1)
      expect((await calls.update(name, { basedOn: hash, settings: changed })).status).toBe(200);
    expect(calls.changesSent()).toBe(sent + 1);
    expect(await calls.rows(name)).toHaveLength(rows + 1);
  });

  it("is left out of the call: tags alone do not touch the workgroup", async () => {
    const name = await calls.created({ tags: { team: "a", old: "x" } });
    const { settings, hash = "" } = await calls.shown(name);
    const updates = world.upstreamCalls.get("UpdateWorkGroup") ?? 0;
    const { body } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, tags: { team: "b", new: "" } },
    });
    expect(body).toMatchObject({ changed: ["tags"] });
    expect(world.upstreamCalls.get("UpdateWorkGroup") ?? 0).toBe(updates);
    expect(await tagsInAthena(name)).toEqual({ team: "b", new: "" });
  });

  it("fifty tags are replaced by fifty others", async () => {
    const many = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${prefix}-${n}`, "v"]));
    const name = await calls.created({ tags: many("old") });
    const { settings, hash = "" } = await calls.shown(name);
    const { status } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, tags: many("new") },
    });
    expect(status).toBe(200);
    expect(await tagsInAthena(name)).toEqual(many("new"));
  });
});

describe("two editors", () => {
  it("from one hash: exactly one wins, the other learns who did, and loses nothing in Athena", async () => {
    const name = await calls.created();
    const { settings, hash = "" } = await calls.shown(name);
    const answers = await Promise.all(
      [ADMIN, BEA].map((as, n) =>
        calls.update(
          name,
          { basedOn: hash, settings: { ...settings, description: `of ${n}` } },
          as,
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0]?.status === 200 ? ADMIN : BEA;
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.body.error).toMatchObject({
      code: "CONFLICT",
      message: `${winner.name} has changed this workgroup since you opened it`,
      fields: { changedBy: winner.name, hash: (await calls.shown(name)).hash },
    });
    expect((await calls.inAthena(name)).Description).toBe(winner === ADMIN ? "of 0" : "of 1");
    expect(await calls.rows(name)).toHaveLength(2);
  });

  it("one outside: a change that was not seen is a conflict, at once", async () => {
    const name = await calls.created();
    const { settings, hash = "" } = await calls.shown(name);
    await calls.outside(name, { Description: "from the AWS console" });
    const sent = calls.changesSent();
    const { status, body } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, scanLimitBytes: 20_000_000 },
    });
    expect(status).toBe(409);
    expect(body.error?.message).toBe(
      "This workgroup was changed outside Athenaeum since you opened it",
    );
    expect(calls.changesSent()).toBe(sent);
    expect((await calls.versions(name))[0]).toMatchObject({ kind: "outside", number: 2 });
  });
});

describe("a refusal", () => {
  it("by Athena is told in its words and changes nothing", async () => {
    const name = await calls.created();
    const { settings, hash = "" } = await calls.shown(name);
    fail("UpdateWorkGroup");
    const { status } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, description: "never", tags: { never: "" } },
    });
    expect(status).toBe(502);
    const [row] = await calls.rows(name);
    expect(row).toMatchObject({ outcome: "failed", errorCode: "InternalServerException" });
    expect(await tagsInAthena(name)).toEqual({});
    expect(await calls.versions(name)).toHaveLength(1);
  });

  it("of tags half-way says exactly what was done, in the answer, the record and the history", async () => {
    const name = await calls.created({ tags: { old: "1" } });
    const { settings, hash = "" } = await calls.shown(name);
    const wanted = { ...settings, description: "done", tags: { new: "2" } };
    fail("TagResource");
    const { status, body } = await calls.update(name, { basedOn: hash, settings: wanted });
    expect(status).toBe(502);
    const message = body.error?.message ?? "";
    expect(message).toMatch(
      /^Done in part: UpdateWorkGroup succeeded, TagResource failed \(.+\)\. UntagResource was not tried\.$/,
    );
    const [row] = await calls.rows(name);
    expect(row).toMatchObject({
      outcome: "failed",
      errorCode: "InternalServerException",
      errorMessage: message,
    });
    const [newest, ...older] = await calls.versions(name);
    expect(newest).toMatchObject({
      kind: "changed",
      number: 2,
      by: { id: ADMIN.id },
      auditId: row?.id,
      settings: { description: "done", tags: { old: "1" } },
    });
    expect(older).toHaveLength(1);

    // What is left can be done from what is there now.
    world.localAthena.control?.faults.clear();
    const now = await calls.shown(name);
    const again = await calls.update(name, { basedOn: now.hash ?? "", settings: wanted });
    expect(again.body).toMatchObject({ changed: ["tags"], version: 3 });
    expect(await tagsInAthena(name)).toEqual({ new: "2" });
  });
});

describe("an answer that is lost on the way", () => {
  it.each([
    ["UpdateWorkGroup", { description: "made", tags: {} }],
    ["TagResource", { description: "made", tags: { team: "a" } }],
  ])("%s: what was made is made, and recorded so", async (operation, more) => {
    const name = await calls.created();
    const { settings, hash = "" } = await calls.shown(name);
    const drop = { service: "athena", operation, drop: "after" } as const;
    world.localAthena.control?.faults.add(drop);
    const { status, body } = await calls.update(name, {
      basedOn: hash,
      settings: { ...settings, ...more },
    });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    expect((await calls.rows(name))[0]).toMatchObject({ outcome: "succeeded", errorCode: null });
    expect((await calls.versions(name))[0]).toMatchObject({ number: 2, settings: more });
  });

  // One attempt that is lost, after which the next finds it done; or all of them.
  it.each([{ count: 1 }, {}])("creation and deletion too, lost %o", async (times) => {
    const name = `lost-${times.count ?? "always"}`;
    const lose = (operation: string) =>
      world.localAthena.control?.faults.add({
        service: "athena",
        operation,
        drop: "after",
        ...times,
      });
    lose("CreateWorkGroup");
    const created = await calls.create(name, plainSettings());
    expect([created.status, created.body]).toEqual([200, { name }]);
    lose("DeleteWorkGroup");
    const deleted = await calls.remove(name, { confirm: name });
    expect([deleted.status, deleted.body]).toEqual([200, {}]);
    expect((await calls.versions(name)).map(({ kind }) => kind)).toEqual(["deleted", "created"]);
    const rows = await calls.rows(name);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded"]);
  });

  it("of what is not there afterwards: nobody knows, and both answer and record say so", async () => {
    const name = await calls.created();
    const { settings, hash = "" } = await calls.shown(name);
    for (const operation of ["UpdateWorkGroup", "DeleteWorkGroup", "CreateWorkGroup"])
      world.localAthena.control?.faults.add({ service: "athena", operation, drop: "before" });
    const answers = [
      await calls.update(name, { basedOn: hash, settings: { ...settings, description: "lost" } }),
      await calls.remove(name, { confirm: name }),
      await calls.create("lost-before", settings),
    ];
    for (const { status, body } of answers)
      expect([status, body.error?.message]).toEqual([
        502,
        "Athena cannot be reached. It may have been done all the same: look before you try again.",
      ]);
    const rows = [...(await calls.rows(name)).slice(0, 2), ...(await calls.rows("lost-before"))];
    expect(rows).toHaveLength(3);
    for (const row of rows)
      expect(row).toMatchObject({ outcome: "unknown", errorMessage: "Athena cannot be reached" });

    // What was refused is known, also by an attempt after one that was throttled.
    world.localAthena.control?.faults.clear();
    fail("DeleteWorkGroup");
    await calls.remove(name, { confirm: name });
    expect((await calls.rows(name))[0]).toMatchObject({ outcome: "failed" });
    expect(await calls.versions(name)).toHaveLength(1);
  });
});

/** A context whose Athena is elsewhere, or does not know its account. */
function ctxOf(athena: World["runtime"]["athena"]): Ctx {
  return {
    runtime: { ...world.runtime, athena },
    actor: {
      id: "ada",
      name: "Ada",
      email: undefined,
      grants: [{ role: "admin", workgroups: ["*"] }],
    },
    requestId: crypto.randomUUID(),
    log: world.runtime.log,
  };
}
const athenaAt = (athenaEndpoint: string | undefined, stsEndpoint: string | undefined) => {
  const { region, s3Endpoint } = world.runtime.env;
  const limiter = createRateLimiter({}, 1);
  return createAthena({ region, athenaEndpoint, s3Endpoint, stsEndpoint, limiter });
};

describe("settings that a newer Athena has and nobody here knows", () => {
  it("stay where the structure they are in is sent whole, and are not sent otherwise", async () => {
    const name = await calls.created({}, "sparkConnect");
    const added = {
      QuerySchedulingType: "DEFAULT",
      EngineVersion: { Category: "Spark" },
      EngineConfiguration: { Turbo: { Level: 3 } },
      MonitoringConfiguration: { ManagedLoggingConfiguration: { Days: 7 }, Kafka: ["a"] },
    };
    const newer = await startNewerAthena(world.localAthena.port, added);
    const athena = athenaAt(newer.url, world.runtime.env.stsEndpoint);
    try {
      const ctx = ctxOf(athena);
      const change = async (more: object) => {
        const { settings, hash = "" } = await getWorkgroup(ctx, { name, fresh: "true" });
        await updateWorkgroup(ctx, { name, basedOn: hash, settings: { ...settings, ...more } });
        return newer.received.at(-1)?.ConfigurationUpdates;
      };
      expect(await change({ publishMetrics: false })).toEqual({
        PublishCloudWatchMetricsEnabled: false,
      });
      expect(await change({ maxConcurrentDpus: 8 })).toEqual({
        EngineConfiguration: { MaxConcurrentDpus: 8, Turbo: { Level: 3 } },
      });
      expect(await change({ maxConcurrentDpus: undefined })).toEqual({
        EngineConfiguration: { Turbo: { Level: 3 } },
      });
      expect(await change({ managedLogging: false })).toEqual({
        MonitoringConfiguration: {
          ManagedLoggingConfiguration: { Enabled: false, Days: 7 },
          S3LoggingConfiguration: { Enabled: false },
          CloudWatchLoggingConfiguration: { Enabled: false },
          Kafka: ["a"],
        },
      });
    } finally {
      athena.close();
      await newer.close();
    }
  });
});

describe("without the account", () => {
  it("tags are unknown with a reason and cannot be changed; all else goes on", async () => {
    const name = await calls.created({ tags: { team: "a" } });
    const athena = athenaAt(world.runtime.env.athenaEndpoint, "http://127.0.0.1:9");
    try {
      const ctx = ctxOf(athena);
      const shown = await getWorkgroup(ctx, { name });
      expect(shown).toMatchObject({ arn: undefined, settings: { tags: {} } });
      expect(shown.tagsProblem).toContain("sts:GetCallerIdentity");
      const { workgroups } = await listWorkgroupConfigurations(ctx, { names: name });
      expect(workgroups[0]?.tagsProblem).toBe(shown.tagsProblem);
      const basedOn = shown.hash ?? "";
      const settings = { ...shown.settings, description: "without tags" };
      const tagged = { ...settings, tags: { team: "b" } };
      await expect(updateWorkgroup(ctx, { name, basedOn, settings: tagged })).rejects.toMatchObject(
        {
          code: "INVALID",
          details: { fields: { tags: expect.stringContaining("Tags cannot be changed") } },
        },
      );
      expect(await updateWorkgroup(ctx, { name, basedOn, settings })).toMatchObject({
        changed: ["description"],
        version: 2,
      });
    } finally {
      athena.close();
    }
    // Nobody took the tags away, so no version says so.
    const versions = await calls.versions(name);
    expect(versions.map(({ kind, settings }) => [kind, settings.tags])).toEqual([
      ["changed", { team: "a" }],
      ["created", { team: "a" }],
    ]);
    expect(await tagsInAthena(name)).toEqual({ team: "a" });
  });
});

// The last one: nothing of this world has a database any more.
it("without a database workgroups are read, and none is changed", async () => {
  const name = await calls.created();
  const { hash = "", settings } = await calls.shown(name);
  const { database } = world.runtime;
  await database.close();
  database.close = async () => undefined;

  const shown = await calls.shown(name);
  expect(shown).toMatchObject({ name, hash });
  expect(shown).not.toHaveProperty("version");
  const call = { as: ADMIN, params: { name } };
  for (const { GET } of [configurations, activity, contents])
    expect((await world.request(GET, call)).status).toBe(200);
  expect((await world.request(versions.GET, call)).status).toBe(502);

  const sent = calls.changesSent();
  const refusals = [
    await calls.update(name, { basedOn: hash, settings: { ...settings, description: "x" } }),
    await calls.create("another", plainSettings()),
    await calls.remove(name, { confirm: name }),
  ];
  for (const { status, body } of refusals)
    expect([status, body.error?.message]).toEqual([
      502,
      "The console's database cannot be reached",
    ]);
  expect(calls.changesSent()).toBe(sent);
});
