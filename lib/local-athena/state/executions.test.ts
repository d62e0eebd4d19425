import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { type Database, migrate, openDatabase } from "./database";
import type { Completion, NewExecution } from "./execution-record";
import { openExecutionTotals } from "./execution-totals";
import { type Executions, openExecutions } from "./executions";

let database: Database;
let executions: Executions;
beforeEach(() => {
  database = openDatabase(":memory:");
  executions = openExecutions(database);
});

const execution = (submittedAt: number, workGroup = "primary"): NewExecution => ({
  id: randomUUID(),
  workGroup,
  query: "SELECT 1",
  statementType: "DML",
  substatementType: "SELECT",
  resultFormat: "csv",
  catalog: undefined,
  database: undefined,
  parameters: undefined,
  resultConfiguration: { OutputLocation: "s3://b/x.csv" },
  reuse: { enabled: false, maxAgeMinutes: undefined },
  selectedEngineVersion: "AUTO",
  submittedAt,
  preProcessingMs: 1,
});

const completion = (state: Completion["state"]): Completion => ({
  state,
  completedAt: 2_000,
  reason: undefined,
  error: undefined,
  times: {
    queueMs: 1,
    preProcessingMs: 1,
    planningMs: 1,
    engineMs: 2,
    serviceProcessingMs: 1,
    totalMs: 5,
  },
  dataScannedBytes: 10,
  updateCount: 0,
  columns: [],
  hasResult: true,
});

test("a terminal state never changes", () => {
  const one = execution(1_000);
  executions.insert(one);
  expect(executions.markRunning(one.id, 1_001)).toBe(true);
  expect(executions.complete(one.id, completion("CANCELLED"))).toBe(true);
  for (const state of ["SUCCEEDED", "FAILED", "CANCELLED"] as const)
    expect(executions.complete(one.id, completion(state))).toBe(false);
  expect(executions.markRunning(one.id, 1_002)).toBe(false);
  expect(executions.get(one.id)).toMatchObject({ state: "CANCELLED", startedAt: 1_001 });
  expect(executions.inFlight()).toEqual([]);
});

test("a record comes back as it was stored", () => {
  const one = { ...execution(1_000), parameters: ["1"], database: "Sample" };
  executions.insertMany([{ ...one, completion: completion("SUCCEEDED") }]);
  expect(executions.get(one.id)).toEqual({
    ...one,
    state: "SUCCEEDED",
    startedAt: undefined,
    completion: completion("SUCCEEDED"),
  });
});

test("pages are newest first, also within one millisecond, and only of the workgroup", () => {
  const stored = Array.from({ length: 23 }, (_, n) => execution(1_000 + Math.floor(n / 5)));
  executions.insertMany([...stored, execution(9_000, "etl")]);
  const seen: string[] = [];
  let page = executions.list("primary", 5);
  for (;;) {
    seen.push(...page.ids);
    if (!page.next) break;
    page = executions.list("primary", 5, page.next);
  }
  expect(seen).toEqual(stored.map((one) => one.id).reverse());
});

test("lists and lookups are answered by an index alone", () => {
  const plan = (sql: string) =>
    (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
      .map((step) => step.detail)
      .join("; ");
  const list = plan(
    `SELECT id, submitted_at, seq FROM executions WHERE workgroup = 'p'
     AND (submitted_at, seq) < (5, 5) ORDER BY submitted_at DESC, seq DESC LIMIT 51`,
  );
  expect(list).toContain("COVERING INDEX executions_newest_first");
  expect(list).not.toContain("TEMP B-TREE");
  expect(plan("SELECT * FROM executions WHERE id = 'x'")).toContain("SEARCH executions");
  expect(
    plan("SELECT * FROM executions WHERE state IN ('QUEUED', 'RUNNING') AND completed_at IS NULL"),
  ).toContain("executions_in_flight");
});

test("a migration step runs once, and newer data is refused", () => {
  migrate(database, "things", ["CREATE TABLE things (a)"]);
  migrate(database, "things", ["CREATE TABLE things (a)", "ALTER TABLE things ADD COLUMN b"]);
  database.prepare("INSERT INTO things (a, b) VALUES (1, 2)").run();
  expect(() => migrate(database, "things", ["CREATE TABLE things (a)"])).toThrow("newer version");
});

test("a forgotten workgroup starts over under its name, also before its rows are gone", () => {
  const old = Array.from({ length: 7 }, (_, n) => execution(1_000 + n, "etl"));
  executions.insertMany(old);
  executions.insert(execution(1_500));
  executions.forgetWorkGroup("etl");
  const fresh = execution(2_000, "etl");
  executions.insert(fresh);
  const seesTheNewOne = (state: Executions) => {
    expect(state.list("etl", 50).ids).toEqual([fresh.id]);
    expect(state.getMany(old.map((one) => one.id))).toEqual([]);
    expect(state.get(fresh.id)).toMatchObject({ workGroup: "etl" });
    expect(state.inFlight()).toHaveLength(2);
    expect(openExecutionTotals(database).list()).toEqual([
      { workGroup: "etl", state: "QUEUED", count: 1 },
      { workGroup: "primary", state: "QUEUED", count: 1 },
    ]);
  };
  seesTheNewOne(executions);
  expect(executions.purgeForgotten(5)).toBe(true);
  seesTheNewOne(openExecutions(database));
  executions.forgetWorkGroup("etl");
  expect(executions.list("etl", 50).ids).toEqual([]);
  while (executions.purgeForgotten(5));
  expect(executions.count()).toBe(1);
  expect(openExecutions(database).count()).toBe(1);
});
