import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { layDatabase } from "@/lib/testing/prepared-database";
import { type Database, openDatabase } from "../db/database";
import { audit } from "../db/schema";
import { createLog } from "../log";
import { UNFINISHED_AFTER_MS, watchUnfinished } from "./unfinished";

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-unfinished-"));
  await layDatabase(path.join(folder, "db"));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  vi.useRealTimers();
});

const REFUSED = { cause: { message: expect.stringMatching(/closed once and never changed/) } };

describe.each(["PGlite", "PostgreSQL"] as const)("the record on %s", (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase({
      url: kind === "PostgreSQL" ? postgres.url : undefined,
      folder: path.join(folder, "db"),
    });
  });
  afterAll(() => database.close());

  const lines: Record<string, unknown>[] = [];
  const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
  const insert = async (ageMs: number, outcome: "attempted" | "failed" = "attempted") => {
    const [row] = await database.queries
      .insert(audit)
      .values({
        at: new Date(Date.now() - ageMs),
        requestId: crypto.randomUUID(),
        actorId: "uma",
        actorName: "Uma",
        action: "deleteWorkgroup",
        objectType: "workgroup",
        objectId: "w",
        outcome,
      })
      .returning();
    if (!row) throw new Error("nothing was inserted");
    return row;
  };
  const read = async (id: number) =>
    (await database.queries.select().from(audit).where(eq(audit.id, id)))[0];

  it("what a console left is closed as unknown at the start of the next, and reported once", async () => {
    const left = await insert(0);
    const older = await insert(2 * UNFINISHED_AFTER_MS);
    const over = await insert(2 * UNFINISHED_AFTER_MS, "failed");
    const alone = kind === "PGlite";
    lines.length = 0;
    (await watchUnfinished(database.queries, log, { alone })).stop();
    expect(await read(older.id)).toMatchObject({ outcome: "unknown", closedAt: expect.any(Date) });
    expect((await read(over.id))?.outcome).toBe("failed");
    // Another instance may still be waiting for Athena.
    expect((await read(left.id))?.outcome).toBe(alone ? "unknown" : "attempted");
    expect(lines.map(({ auditId }) => auditId).sort()).toEqual(
      (alone ? [left.id, older.id] : [older.id]).sort(),
    );
    expect(lines.find(({ auditId }) => auditId === older.id)).toMatchObject({
      level: 40,
      action: "deleteWorkgroup",
      objectType: "workgroup",
      objectId: "w",
      requestId: older.requestId,
    });
    lines.length = 0;
    (await watchUnfinished(database.queries, log, { alone })).stop();
    expect(lines).toEqual([]);
  });

  it("is looked through again every two minutes, until it is stopped", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const watch = await watchUnfinished(database.queries, log, { alone: false });
    const left = await insert(UNFINISHED_AFTER_MS + 1_000);
    const young = await insert(1_000);
    vi.advanceTimersByTime(UNFINISHED_AFTER_MS);
    await expect.poll(async () => (await read(left.id))?.outcome).toBe("unknown");
    expect((await read(young.id))?.outcome).toBe("attempted");
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("refuses to be changed, emptied or cut, whoever asks", async () => {
    const { queries } = database;
    const closed = await insert(0, "failed");
    const open = await insert(0);
    await expect(
      queries.update(audit).set({ outcome: "succeeded" }).where(eq(audit.id, closed.id)),
    ).rejects.toMatchObject(REFUSED);
    // Closing is all that an open row takes.
    await expect(
      queries.update(audit).set({ actorId: "eve" }).where(eq(audit.id, open.id)),
    ).rejects.toMatchObject(REFUSED);
    for (const id of [closed.id, open.id])
      await expect(queries.delete(audit).where(eq(audit.id, id))).rejects.toMatchObject(REFUSED);
    await expect(queries.execute(sql`truncate ${audit}`)).rejects.toMatchObject(REFUSED);
    expect(await read(closed.id)).toEqual(closed);
    expect(await read(open.id)).toEqual(open);
  });
});
