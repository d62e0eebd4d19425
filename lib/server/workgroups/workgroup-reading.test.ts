import type { AthenaClient } from "@aws-sdk/client-athena";
import {
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as engineVersions from "@/app/api/engine-versions/route";
import * as notebooks from "@/app/api/notebooks/route";
import * as queries from "@/app/api/queries/route";
import * as configurations from "@/app/api/workgroup-configurations/route";
import * as activity from "@/app/api/workgroups/[name]/activity/route";
import * as contents from "@/app/api/workgroups/[name]/contents/route";
import * as workgroup from "@/app/api/workgroups/[name]/route";
import type { OutputOf } from "@/lib/contracts/contract";
import type {
  getWorkgroupContents,
  WorkgroupActivity,
  WorkgroupConfiguration,
} from "@/lib/contracts/workgroups";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { ADMIN, ANALYST, createWorld, VIEWER, type World } from "@/lib/testing/world";
import { freshName, plainSettings, sdkOf, workgroupCalls } from "./workgroup-calls.fixture";

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

describe("configurations", () => {
  it("come in pages of 25 in name order, each once, and by name", async () => {
    const { length } = (await world.runtime.athena.listWorkgroups()).filter(({ Name }) => Name);
    const prefix = freshName();
    const made = Array.from({ length: 30 }, (_, n) => `${prefix}-${String(n).padStart(2, "0")}`);
    await Promise.all(
      made.map((name) =>
        world.runtime.athena.createWorkgroup({
          Name: name,
          Configuration: {},
          Tags: [{ Key: "n", Value: name }],
        }),
      ),
    );
    const seen: WorkgroupConfiguration[] = [];
    let cursor: string | undefined;
    do {
      const path = cursor === undefined ? "/" : `/?${new URLSearchParams({ cursor })}`;
      const { body } = await world.request(configurations.GET, { as: VIEWER, path });
      const page = body as unknown as {
        workgroups: WorkgroupConfiguration[];
        cursor?: string;
        total: number;
      };
      expect(page.workgroups.length).toBeLessThanOrEqual(25);
      expect(page.total).toBe(length + 30);
      seen.push(...page.workgroups);
      cursor = page.cursor;
    } while (cursor !== undefined);
    const names = seen.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(length + 30);
    expect(seen.find(({ name }) => name === made[3])?.settings.tags).toEqual({ n: made[3] });

    const path = `/?names=${made[1]},nowhere,${made[0]}`;
    const { body } = await world.request(configurations.GET, { as: VIEWER, path });
    expect(body).toMatchObject({
      workgroups: [{ name: made[1] }, { name: made[0] }],
      unreadable: [{ name: "nowhere", message: "WorkGroup is not found." }],
    });
  });

  it("have the highest limit of the AWS console, and such a workgroup can be changed", async () => {
    const name = freshName();
    const limit = 7 * 1_024 ** 6;
    await world.runtime.athena.createWorkgroup({
      Name: name,
      Configuration: { BytesScannedCutoffPerQuery: limit },
    });
    const path = `/?names=${name}`;
    const { body } = await world.request(configurations.GET, { as: ADMIN, path });
    const [found] = body.workgroups as unknown as WorkgroupConfiguration[];
    expect(found?.settings.scanLimitBytes).toBe(limit);
    const settings = { ...found?.settings, description: "edited" } as WorkgroupSettings;
    const { status } = await calls.update(name, { basedOn: found?.hash ?? "", settings });
    expect(status).toBe(200);
    expect(await calls.inAthena(name)).toMatchObject({
      Description: "edited",
      Configuration: { BytesScannedCutoffPerQuery: limit },
    });
  });

  it("one reading serves everyone who asks at once", async () => {
    const name = await calls.created();
    await calls.shown(name);
    const before = world.upstreamCalls.get("GetWorkGroup") ?? 0;
    await Promise.all(Array.from({ length: 30 }, () => calls.read(name, VIEWER)));
    expect((world.upstreamCalls.get("GetWorkGroup") ?? 0) - before).toBeLessThanOrEqual(2);
  });

  it("engine versions have their families", async () => {
    const { body } = await world.request(engineVersions.GET, { as: VIEWER });
    const families = (body.engineVersions as unknown as { selected: string; family: string }[]).map(
      ({ selected, family }) => [selected, family],
    );
    expect(families).toContainEqual(["AUTO", "sql"]);
    expect(families).toContainEqual(["PySpark engine version 3", "pyspark"]);
    expect(families).toContainEqual(["Apache Spark version 3.5", "sparkConnect"]);
  });
});

describe("a workgroup whole", () => {
  it("has its ARN, reservation and version, and is enabled and disabled", async () => {
    const name = await calls.created({ tags: { team: "a" } });
    const { account } = (await world.runtime.athena.callerAccount()) ?? {};
    const shown = await calls.shown(name);
    expect(shown).toMatchObject({
      name,
      family: "sql",
      effectiveEngineVersion: "Athena engine version 3",
      arn: `arn:aws:athena:us-east-1:${account}:workgroup/${name}`,
      version: { number: 1, kind: "created", by: { id: ADMIN.id } },
      settings: { ...plainSettings(), tags: { team: "a" } },
    });
    expect(shown).not.toHaveProperty("tagsProblem");
    const disabled = { ...shown.settings, state: "DISABLED" };
    const { body } = await calls.update(name, { basedOn: shown.hash ?? "", settings: disabled });
    expect(body).toMatchObject({ changed: ["state"] });
    expect((await calls.inAthena(name)).State).toBe("DISABLED");
  });
});

describe("what is edited", () => {
  it("is as Athena has it now, however lately it was read", async () => {
    const name = await calls.created({ description: "read a moment ago" });
    await calls.read(name);
    await calls.outside(name, { Description: "changed outside" });
    const { body } = await world.request(workgroup.GET, {
      as: ADMIN,
      params: { name },
      path: "/?fresh=true",
    });
    expect(body).toMatchObject({ settings: { description: "changed outside" } });
  });
});

describe("activity", () => {
  const activityOf = async (name: string) => {
    const { status, body } = await world.request(activity.GET, { as: VIEWER, params: { name } });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body as unknown as WorkgroupActivity;
  };
  const landed = async (id: string) => {
    const state = async () => (await world.runtime.athena.readExecution(id)).execution?.state;
    await expect.poll(state, { timeout: 15_000 }).toMatch(/SUCCEEDED|FAILED|CANCELLED/);
    return id;
  };
  const run = async (workgroup: string, sql: string) => {
    const { body } = await world.request(queries.POST, {
      as: ANALYST,
      method: "POST",
      body: { sql, workgroup, clientRequestToken: crypto.randomUUID() },
    });
    expect(body.error).toBeUndefined();
    return landed(body.id as unknown as string);
  };

  it("adds up the newest executions, says how far they go, and is kept for a while", async () => {
    const name = await calls.created();
    const good = await run(name, "SELECT 1 AS one");
    const bad = await run(name, "SELECT * FROM nowhere.nothing");
    const shown = await activityOf(name);
    expect(shown).toMatchObject({
      running: 0,
      queued: 0,
      stretch: { count: 2, whole: true },
      succeeded: 1,
      failed: 1,
      cancelled: 0,
      costUnknown: 0,
      scans: [0, 0],
    });
    expect(shown.costUsd).toBeCloseTo((10 / 1e6) * 5, 9);
    expect(shown.newest).toMatchObject([
      { id: bad, kind: "query", state: "FAILED", by: { name: ANALYST.name } },
      { id: good, kind: "query", state: "SUCCEEDED", summary: "SELECT 1 AS one" },
    ]);
    expect(shown.newest[0]?.reason).toContain("nowhere");
    expect(shown.stretch.since).toBe(shown.newest[1]?.submittedAt);

    await run(name, "SELECT 2");
    const lists = world.upstreamCalls.get("ListQueryExecutions") ?? 0;
    expect(await activityOf(name)).toEqual(shown);
    expect(world.upstreamCalls.get("ListQueryExecutions") ?? 0).toBe(lists);
  });

  it("counts and prices as Athena bills: DDL, failures and results used again are free", async () => {
    const name = await calls.created();
    const sql = "SELECT sum(one) AS all_of_it FROM priced";
    await run(name, "CREATE TABLE priced AS SELECT 1 AS one");
    await run(name, "SHOW TABLES");
    await run(name, "SELECT nowhere");
    const start = async (minutes?: number) => {
      const { QueryExecutionId } = await sdk.send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          WorkGroup: name,
          ResultReuseConfiguration: {
            ResultReuseByAgeConfiguration: {
              Enabled: minutes !== undefined,
              MaxAgeInMinutes: minutes,
            },
          },
        }),
      );
      return QueryExecutionId ?? "";
    };
    await landed(await start());
    const reused = await landed(await start(60));
    const pace = (mode: object) =>
      fetch(`${world.localAthena.url}/_athenaeum/control/pace`, {
        method: "PUT",
        body: JSON.stringify({ ...mode, machine: "query-execution" }),
      });
    await pace({ mode: "by-step" });
    const cancelled = await start();
    await world.runtime.athena.stopQueryExecution(cancelled);
    await landed(cancelled);
    await start();

    const shown = await activityOf(name);
    await pace({ mode: "by-clock" });
    const { execution } = await world.runtime.athena.readExecution(reused);
    expect(execution?.statistics).toMatchObject({
      reusedPreviousResult: true,
      dataScannedBytes: 0,
    });
    expect(shown).toMatchObject({
      running: 0,
      queued: 1,
      stretch: { count: 7, whole: true },
      succeeded: 4,
      failed: 1,
      cancelled: 1,
      // What waits: its cost is not known yet.
      costUnknown: 1,
    });
    // CTAS and SELECT, 10 MB each at the least.
    expect(shown.costUsd).toBeCloseTo((2 * 10 * 5) / 1e6, 9);
    expect(shown.scannedBytes).toBe(shown.scans.reduce((sum, bytes) => sum + bytes, 0));
    expect(shown.scannedBytes).toBeGreaterThan(0);
  });

  it("of a Spark workgroup is that of its sessions", async () => {
    const name = await calls.created({ executionRole: ROLE }, "pyspark");
    expect(await activityOf(name)).toMatchObject({ running: 0, queued: 0, newest: [] });
    const { id } = await world.runtime.athena.startSession({
      workgroup: name,
      family: "pyspark",
      description: "a session",
      maxConcurrentDpus: 2,
      clientRequestToken: crypto.randomUUID(),
    });
    const shown = await activityOf(name);
    expect(shown).toMatchObject({ queued: 1, stretch: { count: 1, whole: false }, scans: [] });
    expect(shown.newest).toMatchObject([{ id, kind: "session", summary: "a session" }]);
    await world.runtime.athena.terminateSession(id, name);
  });
});

describe("contents", () => {
  const contentsOf = async (name: string) => {
    const { status, body } = await world.request(contents.GET, { as: VIEWER, params: { name } });
    expect(status).toBe(200);
    return body as unknown as OutputOf<typeof getWorkgroupContents>;
  };

  it("are saved queries and prepared statements of a SQL workgroup, fifty at most", async () => {
    const name = await calls.created();
    for (let n = 0; n < 51; n += 1)
      await sdk.send(
        new CreateNamedQueryCommand({
          Name: `query ${n}`,
          Database: "default",
          QueryString: `SELECT ${n}`,
          WorkGroup: name,
        }),
      );
    await sdk.send(
      new CreatePreparedStatementCommand({
        StatementName: "by_day",
        WorkGroup: name,
        QueryStatement: "SELECT ?",
      }),
    );
    const shown = await contentsOf(name);
    expect(shown.savedQueries).toMatchObject({ more: true });
    expect(shown.savedQueries.items).toHaveLength(50);
    expect(shown.savedQueries.items[0]).toMatchObject({ database: "default" });
    expect(shown.preparedStatements).toMatchObject({ items: [{ name: "by_day" }], more: false });
    expect([shown.notebooks, shown.activeSessions, shown.unreadable]).toEqual([
      { items: [], more: false },
      { items: [], more: false },
      [],
    ]);
  });

  it("are notebooks and sessions of a PySpark workgroup; what cannot be read says why", async () => {
    const name = await calls.created({ executionRole: ROLE }, "pyspark");
    const { body } = await world.request(notebooks.POST, {
      as: ANALYST,
      method: "POST",
      body: { workgroup: name, name: "Flights", clientRequestToken: crypto.randomUUID() },
    });
    world.localAthena.control?.faults.add({
      service: "athena",
      operation: "ListSessions",
      error: "InternalServerException",
    });
    const shown = await contentsOf(name);
    world.localAthena.control?.faults.clear();
    expect(shown.notebooks.items).toMatchObject([{ id: body.id, name: "Flights" }]);
    expect(shown.unreadable).toEqual([{ part: "activeSessions", message: expect.any(String) }]);
  });
});

const ROLE = "arn:aws:iam::123456789012:role/athena-spark";
