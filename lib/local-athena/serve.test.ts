import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  BatchGetQueryExecutionCommand,
  GetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeAll, expect, test } from "vitest";
import {
  faultsAfterRestart,
  type LoadStatement,
  loadUntilGone,
  seededRandom,
} from "./executions/crash-load.fixture";
import {
  faultsOfTables,
  leftOnDisk,
  makeWrittenTables,
  orphansOfTables,
} from "./executions/crash-writes.fixture";
import { buildBundle, freePort, killLaunched, launch, ready } from "./launch.fixture";
import { clientOf, LONG_QUERY, makeDataDir } from "./operations/test-service.fixture";

/** CRASHES=50 is the whole proof; the seed chooses the moments and the load. */
const CRASHES = Number(process.env.CRASHES ?? 6);
const CRASH_SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

beforeAll(buildBundle);
afterEach(killLaunched);

const startLong = async (client: ReturnType<typeof clientOf>) => {
  const answer = await client.send(new StartQueryExecutionCommand({ QueryString: LONG_QUERY }));
  return answer.QueryExecutionId ?? "";
};

test("kill -9 during ten running queries loses none and leaves none stuck", async () => {
  const dataDir = await makeDataDir();
  const port = await freePort();
  const client = clientOf(`http://127.0.0.1:${port}`);
  const first = launch(dataDir, port, "--no-sample");
  await ready(port);
  const ids = await Promise.all(Array.from({ length: 10 }, () => startLong(client)));
  const statesOf = async () => {
    const batch = await client.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }));
    return batch.QueryExecutions?.map(({ Status }) => Status?.State);
  };
  await expect.poll(statesOf, { timeout: 10_000 }).toEqual(Array(10).fill("RUNNING"));
  const quick = await client.send(new StartQueryExecutionCommand({ QueryString: "SELECT 1" }));
  const quickState = async () => {
    const { QueryExecutionId } = quick;
    const answer = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    return answer.QueryExecution?.Status?.State;
  };
  await expect.poll(quickState, { timeout: 10_000 }).toBe("SUCCEEDED");
  first.child.kill("SIGKILL");
  await first.exited;

  const second = launch(dataDir, port, "--no-sample");
  await ready(port);
  const list = await client.send(new ListQueryExecutionsCommand({}));
  expect(new Set(list.QueryExecutionIds)).toEqual(new Set([...ids, quick.QueryExecutionId]));
  expect(await quickState()).toBe("SUCCEEDED");
  const batch = await client.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }));
  expect(batch.QueryExecutions).toHaveLength(10);
  for (const { Status } of batch.QueryExecutions ?? []) {
    expect(Status).toMatchObject({
      State: "FAILED",
      StateChangeReason: "Query failed: the service was restarted while the query was running",
      AthenaError: { ErrorCategory: 1, Retryable: true },
    });
  }
  second.child.kill("SIGTERM");
  await second.exited;
}, 60_000);

test(
  "kill -9 at random moments under load: nothing acknowledged is lost or half written",
  async () => {
    const random = seededRandom(CRASH_SEED);
    const dataDir = await makeDataDir();
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const s3 = new S3Client({
      endpoint,
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "key", secretAccessKey: "very-secret" },
    });
    let program = launch(dataDir, port, "--no-sample");
    await ready(port);
    await s3.send(new CreateBucketCommand({ Bucket: "lake" }));
    const setup = clientOf(endpoint);
    await makeWrittenTables(setup);
    setup.destroy();
    const all = { crashes: 0, acknowledged: 0, states: {} as Record<string, number> };
    const attempted: LoadStatement[] = [];
    const stateOf = new Map<string, string>();
    for (let crash = 1; crash <= CRASHES; crash++) {
      const acknowledged = new Map<string, LoadStatement>();
      const client = clientOf(endpoint);
      const load = loadUntilGone(client, random, attempted, acknowledged);
      await delay(100 + random() * 1_200);
      program.child.kill("SIGKILL");
      await program.exited;
      await load;
      client.destroy();

      program = launch(dataDir, port, "--no-sample");
      await ready(port);
      const reader = clientOf(endpoint);
      const { faults, states, ...told } = await faultsAfterRestart(reader, s3, acknowledged);
      for (const [tag, state] of told.stateOf) stateOf.set(tag, state);
      faults.push(...(await faultsOfTables(reader, attempted, stateOf)));
      faults.push(...(await orphansOfTables(reader, s3)));
      reader.destroy();
      expect(faults, `seed ${CRASH_SEED}, crash ${crash}`).toEqual([]);
      all.crashes = crash;
      all.acknowledged += acknowledged.size;
      for (const [state, count] of Object.entries(states))
        all.states[state] = (all.states[state] ?? 0) + count;
    }
    process.stdout.write(`crashes with seed ${CRASH_SEED}: ${JSON.stringify(all)}\n`);
    expect(all.states.SUCCEEDED).toBeGreaterThan(0);
    s3.destroy();
    program.child.kill("SIGTERM");
    await program.exited;
    expect(await leftOnDisk(dataDir), `seed ${CRASH_SEED}`).toEqual([]);
    await rm(dataDir, { recursive: true, force: true });
  },
  60_000 + CRASHES * 10_000,
);

test("SIGTERM ends it with a query running, and logs no secrets or SQL", async () => {
  const dataDir = await makeDataDir();
  const port = await freePort();
  const program = launch(dataDir, port, "--no-sample");
  await ready(port);
  await startLong(clientOf(`http://127.0.0.1:${port}`));
  program.child.kill("SIGTERM");
  const [code] = await program.exited;
  expect(code).toBe(0);
  const lines = program.stderr().trim().split("\n");
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  expect(program.stderr()).not.toContain("very-secret");
  expect(program.stderr()).not.toContain("SELECT");
}, 30_000);

test("a taken port is one clear line and exit status 1", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const program = launch(await makeDataDir(), port, "--no-sample");
  expect((await program.exited)[0]).toBe(1);
  expect(program.stderr().trim()).toBe(
    `local-athena: port ${port} is taken: set LOCAL_ATHENA_PORT to another one or stop what listens there.`,
  );
  taken.close();
});

test("an unwritable data folder is one clear line and exit status 1", async () => {
  const file = join(await makeDataDir(), "file");
  await writeFile(file, "");
  const program = launch(join(file, "data"), await freePort(), "--no-sample");
  expect((await program.exited)[0]).toBe(1);
  expect(program.stderr().trim()).toMatch(/^local-athena: the data folder .* cannot be written/);
  expect(program.stderr().trim().split("\n")).toHaveLength(1);
});
