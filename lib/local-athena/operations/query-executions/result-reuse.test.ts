import {
  GetQueryResultsCommand,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../test-service.fixture";

const BUCKET = "athenaeum-results";
let world: TestService;
let skippedMs = 0;

beforeAll(async () => {
  world = await startTestService({ now: () => Date.now() + skippedMs });
  const { store } = world.service.context;
  await store.createBucket("lake");
  await store.put("lake", "t/a.csv", Buffer.from("1\n2\n3\n"));
  await world.finished(
    await world.start("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'"),
  );
});
afterAll(() => world.close());

type Input = Partial<StartQueryExecutionCommandInput>;

const reuse = (MaxAgeInMinutes?: number): Input => ({
  ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes } },
});

const run = async (sql: string, input: Input = {}) => world.finished(await world.start(sql, input));

/** Runs a statement twice and tells whether the second run used the first one's result. */
async function isReused(sql: string, second: Input = {}, first: Input = {}): Promise<boolean> {
  const earlier = await run(sql, first);
  expect(earlier.Statistics?.ResultReuseInformation?.ReusedPreviousResult).toBe(false);
  const later = await run(sql, { ...reuse(), ...second });
  expect(later.Status?.State).toBe("SUCCEEDED");
  expect(later.QueryExecutionId).not.toBe(earlier.QueryExecutionId);
  const reused = later.Statistics?.ResultReuseInformation?.ReusedPreviousResult ?? false;
  expect(later.ResultConfiguration?.OutputLocation).toContain(
    (reused ? earlier : later).QueryExecutionId,
  );
  return reused;
}

const valuesOf = async (QueryExecutionId = "") => {
  const page = await world.client.send(new GetQueryResultsCommand({ QueryExecutionId }));
  return page.ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue);
};

test("a result young enough is shown again, read from where it was", async () => {
  const sql = "SELECT a FROM t ORDER BY a";
  const first = await run(sql);
  expect(first.Statistics?.DataScannedInBytes).toBe(6);
  await world.service.context.store.put("lake", "t/b.csv", Buffer.from("4\n"));
  const hit = await run(sql, reuse(10));
  expect(hit).toMatchObject({
    Status: { State: "SUCCEEDED" },
    Statistics: { DataScannedInBytes: 0, ResultReuseInformation: { ReusedPreviousResult: true } },
    ResultReuseConfiguration: {
      ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 10 },
    },
    ResultConfiguration: { OutputLocation: first.ResultConfiguration?.OutputLocation },
  });
  expect(await valuesOf(hit.QueryExecutionId)).toEqual(["a", "1", "2", "3"]);

  skippedMs = 11 * 60_000;
  const old = await run(sql, reuse(10));
  const hour = await run(sql, reuse());
  skippedMs = 0;
  expect(old.Statistics?.ResultReuseInformation?.ReusedPreviousResult).toBe(false);
  expect(await valuesOf(old.QueryExecutionId)).toEqual(["a", "1", "2", "3", "4"]);
  expect(hour.Statistics?.ResultReuseInformation?.ReusedPreviousResult).toBe(true);
});

test("nothing is reused unless it is asked for", async () => {
  expect(await isReused("SELECT 10", { ResultReuseConfiguration: undefined })).toBe(false);
});

test.each<[string, string]>([
  ["now", "SELECT a, now() FROM t"],
  ["current_date", "SELECT a, current_date FROM t"],
  ["random", "SELECT a FROM t WHERE random() > 2"],
  ["uuid", "SELECT uuid()"],
  ["LIMIT without ORDER BY", "SELECT a FROM t LIMIT 1"],
  ["an inner LIMIT without ORDER BY", "SELECT * FROM (SELECT a FROM t LIMIT 1) AS x ORDER BY a"],
  ["SHOW", "SHOW DATABASES"],
])("%s is computed again", async (_case, sql) => {
  expect(await isReused(sql)).toBe(false);
});

test.each<[string, string]>([
  ["LIMIT with ORDER BY", "SELECT a FROM t ORDER BY a LIMIT 1"],
  ["words in texts and names", `SELECT 'now() limit' AS "random()" -- uuid()`],
])("%s is reused", async (_case, sql) => {
  expect(await isReused(sql)).toBe(true);
});

test.each<[string, Input]>([
  ["workgroup", { WorkGroup: "etl" }],
  ["database", { QueryExecutionContext: { Database: "default" } }],
  ["catalog", { QueryExecutionContext: { Catalog: "AwsDataCatalog" } }],
  ["parameters", { ExecutionParameters: ["1"] }],
  ["location", { ResultConfiguration: { OutputLocation: `s3://${BUCKET}/other/` } }],
  [
    "encryption",
    { ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: "SSE_S3" } } },
  ],
])("another %s is another query", async (what, second) => {
  expect(await isReused(`SELECT a AS "${what}" FROM t ORDER BY 1`, second)).toBe(false);
});

test("a parameter that is computed is computed again", async () => {
  const computed: Input = { ExecutionParameters: ["now()"] };
  expect(await isReused("SELECT ? AS computed", computed, computed)).toBe(false);
  const constant: Input = { ExecutionParameters: ["'now()'"] };
  expect(await isReused("SELECT ? AS constant", constant, constant)).toBe(true);
});

test("a client that overrides the workgroup's configuration reuses nothing, even its own", async () => {
  const other: Input = { ResultConfiguration: { OutputLocation: `s3://${BUCKET}/own/` } };
  expect(await isReused("SELECT 11", other, other)).toBe(false);
});

test("a deleted result, or one that failed, is no hit", async () => {
  const first = await run("SELECT 12");
  await world.service.context.store.delete(BUCKET, `primary/${first.QueryExecutionId}.csv`);
  const again = await run("SELECT 12", reuse());
  expect(again.Statistics?.ResultReuseInformation?.ReusedPreviousResult).toBe(false);
  expect(await valuesOf(again.QueryExecutionId)).toEqual(["_col0", "12"]);
  await run("SELECT 1 / (a - a) FROM t", reuse());
  const failed = await run("SELECT 1 / (a - a) FROM t", reuse());
  expect(failed.Status?.State).toBe("FAILED");
});
