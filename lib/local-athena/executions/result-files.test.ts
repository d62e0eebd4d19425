import { GetQueryResultsCommand, StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  LONG_QUERY,
  refusal,
  startTestService,
  type TestService,
} from "../operations/test-service.fixture";
import { decodeMetadata } from "./metadata-decoder.fixture";

const BUCKET = "athenaeum-results";
let world: TestService;
beforeAll(async () => {
  world = await startTestService();
  await world.service.context.store.createBucket("lake");
});
afterAll(() => world.close());

async function read(uri: string): Promise<Buffer | undefined> {
  const [, bucket = "", key = ""] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  const object = await world.service.context.store.get(bucket, key);
  if (!object) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of object.body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Runs a statement and reads all that it may have written. */
async function run(sql: string) {
  const id = await world.start(sql);
  const execution = await world.finished(id);
  const uri = execution.ResultConfiguration?.OutputLocation ?? "";
  const metadata = await read(`${uri}.metadata`);
  return {
    id,
    execution,
    state: execution.Status?.State,
    reason: execution.Status?.StateChangeReason,
    name: uri.replace(`s3://${BUCKET}/primary/`, "").replace(id, "<id>"),
    object: (await read(uri))?.toString(),
    metadata: metadata && decodeMetadata(metadata),
    manifest: (await read(`${uri}-manifest.csv`))?.toString(),
    results: (QueryResultType?: "DATA_ROWS" | "DATA_MANIFEST") =>
      world.client.send(new GetQueryResultsCommand({ QueryExecutionId: id, QueryResultType })),
  };
}

test("the metadata of a query: types with what Athena writes of each", async () => {
  const { id, name, reason, metadata } = await run(
    `SELECT 1 AS i, 'x' AS s, CAST(1.5 AS decimal(4,2)) AS d, true AS b,
       DATE '2024-01-02' AS day, TIMESTAMP '2024-01-02 03:04:05' AS t, INTERVAL '1' DAY AS iv,
       ARRAY[1] AS a, MAP(ARRAY['k'], ARRAY[1]) AS m, JSON '{}' AS j`,
  );
  expect(reason).toBeUndefined();
  expect(name).toBe("<id>.csv");
  expect(metadata?.head).toEqual({ 1: id, 3: 0 });
  const column = (label: string, type: string, rest: object) => ({
    1: "hive",
    4: label,
    5: label,
    6: type,
    9: 3,
    ...rest,
  });
  expect(metadata?.columns).toEqual([
    column("i", "integer", { 7: 10, 8: 0, 10: 0 }),
    column("s", "varchar", { 7: expect.any(Number), 8: 0, 10: 1 }),
    column("d", "decimal", { 7: 4, 8: 2, 10: 0 }),
    column("b", "boolean", { 10: 0 }),
    column("day", "date", { 8: 0, 10: 0 }),
    column("t", "timestamp", { 7: 3, 8: 0, 10: 0 }),
    column("iv", "interval day to second", { 10: 0 }),
    column("a", "array", {}),
    column("m", "map", {}),
    column("j", "json", {}),
  ]);
});

test("which statements leave which files", async () => {
  const ddl = await run("CREATE DATABASE shop");
  expect(ddl).toMatchObject({ name: "<id>.txt", object: "", metadata: undefined });
  const show = await run("SHOW DATABASES LIKE 'shop'");
  expect(show).toMatchObject({ name: "<id>.txt", object: "shop" });
  expect(show.metadata?.head).toEqual({ 1: show.id, 3: 0 });
  expect(show.metadata?.columns[0]).toEqual({
    1: "hive",
    4: "database_name",
    5: "database_name",
    6: "string",
    9: 3,
  });
  const explain = await run("EXPLAIN (TYPE VALIDATE) SELECT 1");
  expect(explain.metadata?.head).toEqual({ 1: explain.id });
  const hive = await run("DROP TABLE nowhere.nothing");
  expect(hive).toMatchObject({ state: "FAILED", object: hive.reason, metadata: undefined });
  const failed = await run("SELECT * FROM nowhere.nothing");
  expect(failed).toMatchObject({ state: "FAILED", object: undefined, metadata: undefined });
});

test("CREATE TABLE AS and INSERT have a count, metadata and a manifest, and no result object", async () => {
  const created = await run("CREATE TABLE made WITH (format = 'PARQUET') AS SELECT 1 AS a");
  expect(created.reason).toBeUndefined();
  expect(created).toMatchObject({ name: "tables/<id>", object: undefined });
  expect(created.metadata?.head).toEqual({ 1: created.id, 2: "CREATE TABLE", 3: 1 });
  expect(created.metadata?.columns).toEqual([
    { 1: "hive", 4: "rows", 5: "rows", 6: "bigint", 7: 19, 8: 0, 9: 3, 10: 0 },
  ]);
  const location = `s3://${BUCKET}/primary/tables/${created.id}-manifest.csv`;
  expect(created.execution.Statistics?.DataManifestLocation).toBe(location);
  const files = created.manifest?.trim().split("\n") ?? [];
  expect(files).toHaveLength(1);
  expect(files[0]).toMatch(new RegExp(`^s3://${BUCKET}/primary/tables/${created.id}/`));
  expect(await read(files[0] ?? "")).toBeDefined();

  const inserted = await run("INSERT INTO made VALUES (2), (3)");
  expect(inserted).toMatchObject({ name: "<id>", object: undefined });
  expect(inserted.metadata?.head).toEqual({ 1: inserted.id, 2: "INSERT", 3: 2 });
  const rows = await inserted.results();
  expect(rows.UpdateCount).toBe(2);
  expect(rows.ResultSet?.Rows).toEqual([]);
  expect(rows.ResultSet?.ResultSetMetadata?.ColumnInfo).toMatchObject([
    { Name: "rows", Type: "bigint", Precision: 19 },
  ]);
  const manifest = await inserted.results("DATA_MANIFEST");
  expect(manifest.ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue)).toEqual(
    inserted.manifest?.trim().split("\n"),
  );

  const none = await run("INSERT INTO made SELECT 1 WHERE 1 = 2");
  expect(none).toMatchObject({ state: "SUCCEEDED", manifest: undefined });
  expect(none.execution.Statistics?.DataManifestLocation).toBeUndefined();
  expect((await none.results()).UpdateCount).toBe(0);
  const empty = (await none.results("DATA_MANIFEST")).ResultSet;
  expect(empty?.Rows).toEqual([]);
  expect(empty?.ResultSetMetadata).toEqual(manifest.ResultSet?.ResultSetMetadata);
});

test("a manifest can be asked for of writes only", async () => {
  const { results } = await run("SELECT 1");
  expect(await refusal(results("DATA_MANIFEST"))).toMatchObject({
    AthenaErrorCode: "INVALID_INPUT",
  });
});

test("results that were deleted are missing, and say so", async () => {
  const { id, results } = await run("SELECT 1");
  await world.service.context.store.delete(BUCKET, `primary/${id}.csv`);
  expect(await refusal(results())).toMatchObject({
    AthenaErrorCode: "RESULT_NOT_FOUND",
    message: "Could not find results",
  });
});

test("what was stopped leaves nothing", async () => {
  const id = await world.start(LONG_QUERY);
  await world.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  await world.service.context.runner.settled(id);
  const { objects } = await world.service.context.store.list(BUCKET, { prefix: `primary/${id}` });
  expect(objects).toEqual([]);
});
