import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { desc, eq, type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as entry from "@/app/api/audit/[id]/route";
import * as exported from "@/app/api/audit/export/route";
import * as list from "@/app/api/audit/route";
import * as queries from "@/app/api/queries/route";
import type { AuditEntry, AuditRow } from "@/lib/contracts/audit";
import { ADMIN, ANALYST, createWorld, type Person, VIEWER, type World } from "@/lib/testing/world";
import { audit } from "../db/schema";
import { createLog } from "../log";
import { audited } from "./audited";
import { closeUnfinished } from "./unfinished";

/** An admin of the workgroups called finance-*. */
const FINA: Person = { id: "fina", name: "Fina", groups: ["finance-admins"] };

let folder: string;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  const policy = {
    groups: { "finance-admins": [{ role: "admin", workgroups: ["finance-*"] }] },
  };
  await writeFile(path.join(folder, "policy.json"), JSON.stringify(policy));
  world = await createWorld({ accessPolicyFile: path.join(folder, "policy.json") });
  await insert({ workgroup: "finance-eu", objectId: "finance-eu", after: { description: "=1+1" } });
  await insert({ workgroup: "finance_eu", objectId: "finance_eu" });
  await insert({ workgroup: "xfinance-eu", objectId: "xfinance-eu" });
  await insert({ action: "updateWorkgroupRules", objectType: "workgroupRules" });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function insert(values: Partial<typeof audit.$inferInsert>): Promise<number> {
  const [row] = await world.runtime.database.queries
    .insert(audit)
    .values({
      requestId: crypto.randomUUID(),
      actorId: "zoe",
      actorName: "Zoe",
      action: "updateWorkgroup",
      objectType: "workgroup",
      outcome: "succeeded",
      closedAt: new Date(),
      ...values,
    })
    .returning({ id: audit.id });
  return row?.id ?? 0;
}

type List = { rows: AuditRow[]; cursor?: number; actors?: { id: string; name: string }[] };
const ask = (as: Person | undefined, query = "") =>
  world.request(list.GET, { as, path: `/?${query}` });
const rowsOf = async (as: Person, query = "") => {
  const { status, body } = await ask(as, query);
  expect([query, status, body.error]).toEqual([query, 200, undefined]);
  return body as unknown as List;
};
const one = async (as: Person | undefined, id: number | string) => {
  const answer = await world.request(entry.GET, { as, params: { id: String(id) } });
  return { ...answer, entry: answer.body as unknown as AuditEntry };
};
const objectsOf = (rows: AuditRow[]) => rows.map(({ objectId }) => objectId);

describe("the record of changes", () => {
  it("holds who, what, when and how it went, with Athena's words of a failure", async () => {
    const { status } = await world.request(queries.POST, {
      as: ANALYST,
      method: "POST",
      body: { sql: "SELECT 1", workgroup: "no-such", clientRequestToken: "t".repeat(36) },
    });
    expect(status).toBe(404);
    const { rows } = await rowsOf(ADMIN, "action=startQuery");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actor: { id: ANALYST.id, name: ANALYST.name },
      workgroup: "no-such",
      objectType: "query",
      outcome: "failed",
      errorCode: expect.any(String),
    });
    const { entry: whole } = await one(ADMIN, rows[0]?.id ?? 0);
    expect(whole.errorMessage).toMatch(/WorkGroup.* not found/i);
    expect(whole.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(whole.after).toMatchObject({ sqlLength: 8 });
    expect(whole.closedAt).toBeGreaterThanOrEqual(whole.at);
  });

  it("keeps ARNs, accounts and what nobody foresaw out of the words", async () => {
    const ctx = {
      runtime: world.runtime,
      actor: { id: "zoe", name: "Zoe", email: undefined, grants: [] },
      requestId: crypto.randomUUID(),
      log: world.runtime.log,
    };
    const failing = async (error: Error) => {
      const change = { action: "deleteWorkgroup", objectType: "workgroup", objectId: "w" } as const;
      const call = () => Promise.reject(error);
      await expect(audited(ctx, { ...change, workgroup: "words", call })).rejects.toBe(error);
      const { rows } = await rowsOf(ADMIN, "workgroup=words");
      return (await one(ADMIN, rows[0]?.id ?? 0)).entry;
    };
    const denied = Object.assign(
      new Error("User: arn:aws:iam::123456789012:user/x of 123456789012 may not"),
      { name: "AccessDeniedException", $metadata: { httpStatusCode: 400 } },
    );
    const { errorCode, errorMessage } = await failing(denied);
    expect(errorCode).toBe("AccessDeniedException");
    expect(errorMessage).toMatch(/ARN withheld.* of .account withheld. may not/);
    const bug = await failing(new TypeError("hunter2 is not a function"));
    expect(bug).toMatchObject({ outcome: "failed", errorCode: "TypeError" });
    expect(JSON.stringify(bug)).not.toContain("hunter2");
  });

  it("filters by person, action, object, workgroup, outcome and time", async () => {
    const old = new Date(Date.now() - 3 * 86_400_000);
    await insert({
      objectId: "old-one",
      workgroup: "old-one",
      at: old,
      actorId: "yan",
      actorName: "Yan",
    });
    const found = async (query: string) => objectsOf((await rowsOf(ADMIN, query)).rows);
    expect(await found("actor=yan")).toEqual(["old-one"]);
    expect(await found("objectId=old-one")).toEqual(["old-one"]);
    expect(await found("objectType=workgroup&objectId=old-one")).toEqual(["old-one"]);
    expect(await found("objectType=notebook&objectId=old-one")).toEqual([]);
    expect(await found("workgroup=old-one&last=7d")).toEqual(["old-one"]);
    expect(await found("workgroup=old-one&last=24h")).toEqual([]);
    expect(await found(`from=${old.getTime()}&to=${old.getTime()}`)).toEqual(["old-one"]);
    expect(await found("workgroup=finance-eu&outcome=failed")).toEqual([]);
    expect(await found("action=updateWorkgroupRules")).toEqual([undefined]);
  });

  it("names everyone who changed something, once", async () => {
    const { actors } = await rowsOf(ADMIN, "workgroup=old-one");
    expect(actors).toEqual([
      { id: ANALYST.id, name: "Ana" },
      { id: "yan", name: "Yan" },
      { id: "zoe", name: "Zoe" },
    ]);
  });

  it("stays unknown where it was heard too late how it went, and the log says so", async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
    const { queries } = world.runtime.database;
    const actor = { id: "uma", name: "Uma \0 \ud800", email: undefined, grants: [] };
    const ctx = { runtime: world.runtime, actor, requestId: crypto.randomUUID(), log };
    const change = {
      action: "deleteWorkgroup",
      objectType: "workgroup",
      objectId: "late",
    } as const;
    const call = () => closeUnfinished(queries, log, 0);
    await audited(ctx, { ...change, workgroup: "late", call });
    const { rows } = await rowsOf(ADMIN, "workgroup=late");
    expect(rows).toMatchObject([{ outcome: "unknown", actor: { name: "Uma \ufffd \ufffd" } }]);
    expect(lines.at(-1)).toMatchObject({
      auditId: rows[0]?.id,
      msg: "audit row stays unknown: it was heard too late how it went",
    });
  });

  it("says unknown where the answer was lost, with what is known of it", async () => {
    const { faults } = world.localAthena.control ?? {};
    faults?.add({ service: "athena", operation: "StartQueryExecution", drop: "after" });
    const { status, body } = await world.request(queries.POST, {
      as: ANALYST,
      method: "POST",
      body: { sql: "SELECT 1", workgroup: "primary", clientRequestToken: "u".repeat(36) },
    });
    faults?.clear();
    expect(status).toBe(502);
    expect(body.error?.message).toBe(
      "Athena cannot be reached. It may have been done all the same.",
    );
    const { rows } = await rowsOf(ADMIN, "workgroup=primary&outcome=unknown");
    expect(rows).toHaveLength(1);
    const { entry: whole } = await one(ADMIN, rows[0]?.id ?? 0);
    expect(whole).toMatchObject({ action: "startQuery", errorMessage: "Athena cannot be reached" });
  });

  it("gives every row once, in pages, while new ones arrive", async () => {
    for (let n = 0; n < 120; n += 1) await insert({ workgroup: "paged", objectId: `p${n}` });
    const seen: (string | undefined)[] = [];
    let cursor: number | undefined;
    do {
      const page = await rowsOf(ADMIN, `workgroup=paged${cursor ? `&cursor=${cursor}` : ""}`);
      expect(page.actors === undefined).toBe(cursor !== undefined);
      seen.push(...objectsOf(page.rows));
      cursor = page.cursor;
      await insert({ workgroup: "paged", objectId: "late" });
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `p${119 - n}`));
  });

  it("shows an admin of some workgroups the rows of these only", async () => {
    const { rows, actors } = await rowsOf(FINA);
    expect(objectsOf(rows)).toEqual(["finance-eu"]);
    expect(actors).toEqual([{ id: "zoe", name: "Zoe" }]);
    const foreign = await insert({
      workgroup: "hr",
      objectId: "hr",
      after: { secret: "salaries" },
    });
    const everybodys = await insert({
      action: "updateWorkgroupRules",
      objectType: "workgroupRules",
    });
    const nothing = await one(FINA, 999_999_999);
    for (const id of [foreign, everybodys]) {
      const { status, body } = await one(FINA, id);
      expect([status, body.error?.message]).toEqual([404, nothing.body.error?.message]);
      expect((await one(ADMIN, id)).status).toBe(200);
    }
    expect((await ask(FINA, "workgroup=hr")).status).toBe(403);
    const file = await world.request(exported.GET, { as: FINA, path: "/?format=ndjson" });
    expect((await file.response.text()).trim().split("\n")).toHaveLength(1);
  });

  it("400 for what is no filter, 401 and 403 for who may not read it", async () => {
    for (const query of [
      "cursor=x",
      "cursor=1e99",
      "outcome=maybe",
      "action=drop",
      "from=1e300",
      "actor=%00",
      "last=1y",
    ])
      expect([query, (await ask(ADMIN, query)).status]).toEqual([query, 400]);
    expect((await one(ADMIN, "x")).status).toBe(400);
    for (const [as, status] of [
      [undefined, 401],
      [VIEWER, 403],
      [ANALYST, 403],
    ] as const) {
      expect((await ask(as)).status).toBe(status);
      expect((await one(as, 1)).status).toBe(status);
      expect((await world.request(exported.GET, { as })).status).toBe(status);
    }
  });
});

describe("the record as a file", () => {
  const fileOf = async (query: string) => {
    const { response } = await world.request(exported.GET, { as: ADMIN, path: `/?${query}` });
    expect(response.status).toBe(200);
    return { text: await response.text(), headers: response.headers };
  };

  it("is CSV that no spreadsheet computes", async () => {
    await insert({
      workgroup: "csv",
      objectId: "=cmd|'/c calc'",
      actorName: 'Q "q", R',
      errorMessage: "\uff1dcmd",
      after: { a: 1 },
    });
    const { text, headers } = await fileOf("workgroup=csv&last=24h");
    const [head, line, rest] = text.split("\n");
    expect(head?.split(",").slice(0, 4)).toEqual(['"id"', '"at"', '"actorId"', '"actorName"']);
    expect(line).toContain(`"'=cmd|'/c calc'"`);
    expect(line).toContain('"Q ""q"", R"');
    expect(line).toContain(`"'\uff1dcmd"`);
    expect(line).toContain('"{""a"":1}"');
    expect(rest).toBe("");
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="audit_\d{4}-\d\d-\d\dT\d{4}Z_to_\d{4}-\d\d-\d\dT\d{4}Z\.csv"$/,
    );
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("is JSON lines of every row, also of more than are read at a time", async () => {
    const values = Array.from({ length: 1_001 }, (_, n) => ({
      requestId: crypto.randomUUID(),
      actorId: "zoe",
      actorName: "Zoe",
      action: "updateWorkgroup",
      objectType: "workgroup",
      workgroup: "many",
      objectId: String(n),
    }));
    await world.runtime.database.queries.insert(audit).values(values);
    const { text } = await fileOf("workgroup=many&format=ndjson");
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(lines.map(({ objectId }) => objectId)).size).toBe(1_001);
    expect(lines).toHaveLength(1_001);
    expect(lines[0]).toMatchObject({ outcome: "attempted", actorName: "Zoe", workgroup: "many" });
  });
});

it("has an index that gives the newest rows of each filter in their order", async () => {
  const { queries: db } = world.runtime.database;
  await db.execute(sql`analyze audit`);
  const planOf = async (condition: SQL) => {
    const answer = await db.execute(
      sql`explain select * from audit where ${condition} order by id desc limit 51`,
    );
    return JSON.stringify(answer);
  };
  for (const [index, condition] of [
    ["audit_workgroup", sql`workgroup = 'csv'`],
    ["audit_actor", sql`actor_id = 'yan'`],
    ["audit_object", sql`object_type = 'workgroup' and object_id = '500'`],
  ] as const) {
    const plan = await planOf(condition);
    expect(plan).toContain(index);
    expect(plan).not.toContain("Sort");
  }
});

describe("nobody alters it", () => {
  it("through a route: below /api/audit there is only reading", () => {
    for (const module of [list, entry, exported]) expect(Object.keys(module)).toEqual(["GET"]);
  });

  it("a closed row keeps what it says", async () => {
    const db = world.runtime.database.queries;
    const id = await insert({ workgroup: "kept", objectId: "kept" });
    const change = db.update(audit).set({ actorName: "Nobody" }).where(eq(audit.id, id));
    await expect(change).rejects.toMatchObject({ cause: { message: /never changed or deleted/ } });
    const [row] = await db.select().from(audit).where(eq(audit.id, id)).orderBy(desc(audit.id));
    expect(row?.actorName).toBe("Zoe");
  });
});
