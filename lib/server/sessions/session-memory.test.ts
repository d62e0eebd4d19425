import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionReading } from "@/lib/athena/sessions";
import type { Session } from "@/lib/domain/sessions";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { layDatabase } from "@/lib/testing/prepared-database";
import { type Database, openDatabase } from "../db/database";
import {
  endedSessions,
  memoriesOf,
  rememberGone,
  rememberSessions,
  rememberStart,
  seenStatesOf,
  unendedIds,
} from "./session-memory";

const ANA = { id: "ana", name: "Ana 100%" };
const START = Date.UTC(2026, 10, 21, 9);

const session = (id: string, values: Partial<Session> = {}): Session => ({
  id,
  description: undefined,
  workgroup: "spark",
  engineVersion: "PySpark engine version 3",
  state: "IDLE",
  stateChangeReason: undefined,
  startedAt: START,
  lastModifiedAt: START + 1_000,
  endedAt: undefined,
  idleSince: START + 1_000,
  idleTimeoutMs: 1_200_000,
  notebookId: undefined,
  notebookVersion: undefined,
  dpuMs: 1_000,
  engine: {
    coordinatorDpuSize: 1,
    defaultExecutorDpuSize: 1,
    maxConcurrentDpus: 20,
    additionalConfigs: {},
    sparkProperties: { "spark.secret": "not for lists" },
    classifications: [],
  },
  executionRole: undefined,
  workingDirectory: undefined,
  encryption: undefined,
  monitoring: { managed: undefined, s3: undefined, cloudWatch: undefined },
  ...values,
});
const ended = (id: string, endedAt: number, values: Partial<Session> = {}) =>
  session(id, { state: "TERMINATED", endedAt, lastModifiedAt: endedAt, ...values });
const reading = (value: Session, readAt: number): SessionReading => ({ value, readAt });

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(["PGlite", "PostgreSQL"] as const)("the memory of sessions on %s", (kind) => {
  let folder: string;
  let database: Database;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "athenaeum-sessions-"));
    if (kind === "PGlite") await layDatabase(path.join(folder, "db"));
    database = await openDatabase({
      url: kind === "PostgreSQL" ? postgres.url : undefined,
      folder: path.join(folder, "db"),
    });
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const remember = (...readings: SessionReading[]) =>
    rememberSessions(database.queries, readings, "listed");
  const endedIn = async (workgroup: string, text?: string) =>
    (await endedSessions(database.queries, { workgroups: [workgroup], text }, undefined, 10)).map(
      ({ facts, knownBy, startedBy }) => [facts.id, facts.state, knownBy, startedBy?.name],
    );

  it("keeps each state at Athena's time, once", async () => {
    const workgroup = "timeline";
    await remember(
      reading(session("a", { workgroup, state: "CREATING", lastModifiedAt: START }), 1),
    );
    await remember(
      reading(session("a", { workgroup }), 2),
      reading(session("b", { workgroup }), 2),
    );
    await remember(reading(session("a", { workgroup }), 3));
    expect(await seenStatesOf(database.queries, "a")).toEqual([
      { state: "CREATING", at: START, reason: undefined },
      { state: "IDLE", at: START + 1_000, reason: undefined },
    ]);
    expect(await unendedIds(database.queries, [workgroup])).toEqual(["b", "a"]);
  });

  it("lets nothing take back an end, nor an older reading replace a newer one", async () => {
    const workgroup = "monotonic";
    await remember(reading(session("m1", { workgroup, dpuMs: 9_000 }), 10));
    await remember(reading(session("m1", { workgroup, dpuMs: 5_000 }), 5));
    await remember(reading(ended("m1", START + 9_000, { workgroup, dpuMs: 9_500 }), 20));
    await remember(reading(session("m1", { workgroup }), 30));
    await rememberGone(database.queries, "m1", 40);
    const [only] = await endedSessions(database.queries, { workgroups: [workgroup] }, undefined, 9);
    expect(only?.facts).toMatchObject({ state: "TERMINATED", dpuMs: 9_500 });
    expect(await unendedIds(database.queries, [workgroup])).toEqual([]);
  });

  it("knows who started it, before or after it was listed", async () => {
    const workgroup = "starters";
    const start = (id: string) =>
      rememberStart(
        database.queries,
        { id, state: "CREATING", workgroup, notebookId: undefined },
        ANA,
      );
    await start("s1");
    await remember(reading(session("s1", { workgroup }), 1));
    await remember(reading(session("s2", { workgroup }), 1));
    await start("s2");
    await remember(reading(session("outside", { workgroup }), 1));
    const memories = await memoriesOf(database.queries, ["s1", "s2", "outside", "unknown"]);
    expect(Object.fromEntries(memories)).toEqual({
      s1: { knownBy: "started", startedBy: ANA },
      s2: { knownBy: "started", startedBy: ANA },
      outside: { knownBy: "listed", startedBy: undefined },
    });
  });

  it("says of what Athena no longer knows that it is gone, until Athena knows it again", async () => {
    const workgroup = "gone";
    await remember(reading(session("g", { workgroup }), 1));
    await rememberGone(database.queries, "g", 2);
    expect(await endedIn(workgroup)).toEqual([["g", "GONE", "listed", undefined]]);
    await remember(reading(session("g", { workgroup }), 3));
    expect(await unendedIds(database.queries, [workgroup])).toEqual(["g"]);
  });

  it("finds ended ones by text taken as it is, and pages them newest first", async () => {
    const workgroup = "history";
    const { queries } = database;
    const all = Array.from({ length: 5 }, (_, index) =>
      ended(`h${index}`, START + 99_000, {
        workgroup,
        startedAt: START + (index === 4 ? 3 : index),
        description: index === 1 ? "50% off_season" : "5000 offXseason",
      }),
    );
    await remember(...all.map((value) => reading(value, 1)));
    await rememberStart(
      queries,
      { id: "h2", state: "CREATING", workgroup, notebookId: undefined },
      ANA,
    );
    expect((await endedIn(workgroup, "50% OFF_")).map(([id]) => id)).toEqual(["h1"]);
    expect((await endedIn(workgroup, "ana 100%")).map(([id]) => id)).toEqual(["h2"]);
    expect(await endedIn(workgroup, "100_")).toEqual([]);

    const pages: string[] = [];
    for (let after: { startedAt: number; id: string } | undefined; ; ) {
      const page = await endedSessions(queries, { workgroups: [workgroup] }, after, 2);
      pages.push(page.map(({ facts }) => facts.id).join(" "));
      const last = page.at(-1);
      if (!last || page.length < 2) break;
      after = { startedAt: last.facts.startedAt ?? 0, id: last.facts.id };
    }
    expect(pages).toEqual(["h4 h3", "h2 h1", "h0"]);
    const own = await endedSessions(
      queries,
      { workgroups: [workgroup], actorId: ANA.id },
      undefined,
      9,
    );
    expect(own.map(({ facts }) => facts.id)).toEqual(["h2"]);
    expect(JSON.stringify(own)).not.toContain("not for lists");
  });
});
