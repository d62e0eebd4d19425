import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AthenaClient, ListQueryExecutionsCommand } from "@aws-sdk/client-athena";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalAthena, startLocalAthena } from "@/lib/local-athena/app";
import { startPostgres, type TestPostgres } from "@/lib/testing/postgres";
import { layDatabase } from "@/lib/testing/prepared-database";
import { TEST_CREDENTIALS } from "@/lib/testing/world";
import { type Hold, startHoldingProxy } from "./holding-proxy.fixture";

const ROOT = process.cwd();
/** Each starts programs with a database of their own. */
const TIMEOUT_MS = 120_000;
let folder: string;
let bundle: string;
let localAthena: LocalAthena;
let client: AthenaClient;
let postgres: TestPostgres;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-killed-"));
  // Inside of the checkout, where its packages are found.
  bundle = path.join(ROOT, "node_modules", ".cache", `killed-console-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(ROOT, "lib/server/audit/killed-console.fixture.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": ROOT },
    logLevel: "warning",
  });
  postgres = await startPostgres();
  localAthena = await startLocalAthena({
    dataDir: path.join(folder, "local-athena"),
    port: 0,
    host: "127.0.0.1",
    credentials: TEST_CREDENTIALS,
    region: "us-east-1",
    sample: false,
  });
  await localAthena.ready;
  client = new AthenaClient({
    endpoint: `http://127.0.0.1:${localAthena.port}`,
    region: "us-east-1",
    credentials: TEST_CREDENTIALS,
  });
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  client.destroy();
  await localAthena.close();
  await postgres.stop();
  await rm(bundle, { force: true });
  await rm(folder, { recursive: true, force: true });
});

type Where = { dataDir: string; databaseUrl?: string; endpoint: string };

/** Runs the console of the fixture; answers each line of its log and what it said last. */
function launch(where: Where, ...args: string[]) {
  const child = spawn(process.execPath, [bundle, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      ATHENAEUM_DATA_DIR: where.dataDir,
      ATHENA_ENDPOINT: where.endpoint,
      ...(where.databaseUrl ? { DATABASE_URL: where.databaseUrl } : {}),
      NEXTAUTH_SECRET: "a secret of the test world, long enough",
      AWS_ACCESS_KEY_ID: TEST_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: TEST_CREDENTIALS.secretAccessKey,
    },
  });
  children.add(child);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  let problems = "";
  child.stderr.on("data", (chunk) => {
    problems += chunk;
  });
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    child,
    exited,
    async lines(): Promise<Record<string, unknown>[]> {
      await exited;
      expect(child.exitCode, problems).toBe(0);
      return output
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    },
  };
}

const executions = async () =>
  (await client.send(new ListQueryExecutionsCommand({ WorkGroup: "primary" }))).QueryExecutionIds
    ?.length ?? 0;

/** A console that is killed while its call is held there; then what the next one on the same database says. */
async function killed(at: Hold["at"], databaseUrl?: string) {
  const dataDir = await mkdtemp(path.join(folder, "console-"));
  if (!databaseUrl) await layDatabase(path.join(dataDir, "db"));
  const proxy = await startHoldingProxy(localAthena.port, { operation: "StartQueryExecution", at });
  const requestId = crypto.randomUUID();
  const where = { dataDir, endpoint: proxy.url, ...(databaseUrl ? { databaseUrl } : {}) };
  const first = launch(where, "change", requestId);
  await Promise.race([proxy.held, first.lines()]);
  first.child.kill("SIGKILL");
  await first.exited;
  await proxy.close();
  return { requestId, lines: await launch(where, "start").lines() };
}

it(
  "killed before the call: the next start finds the change unknown, and Athena has none",
  async () => {
    const before = await executions();
    const { requestId, lines } = await killed("call");
    expect(lines.find((line) => line.auditId !== undefined)).toMatchObject({
      level: 40,
      auditId: 1,
      action: "startQuery",
      objectType: "query",
      workgroup: "primary",
      requestId,
      msg: expect.stringContaining("unfinished"),
    });
    expect(lines.at(-1)).toMatchObject({
      rows: [
        { id: 1, requestId, outcome: "unknown", closedAt: expect.any(String), errorCode: null },
      ],
    });
    expect(await executions()).toBe(before);
  },
  TIMEOUT_MS,
);

it(
  "killed before the closing: the next start finds the change unknown, and Athena has it",
  async () => {
    const before = await executions();
    const { requestId, lines } = await killed("answer");
    expect(lines.find((line) => line.auditId !== undefined)).toMatchObject({
      auditId: 1,
      requestId,
    });
    expect(lines.at(-1)).toMatchObject({ rows: [{ requestId, outcome: "unknown" }] });
    expect(await executions()).toBe(before + 1);
  },
  TIMEOUT_MS,
);

it(
  "on PostgreSQL others may be at work: the row says attempted until it is too old for that",
  async () => {
    const { requestId, lines } = await killed("answer", postgres.url);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ rows: [{ requestId, outcome: "attempted" }] });
  },
  TIMEOUT_MS,
);
