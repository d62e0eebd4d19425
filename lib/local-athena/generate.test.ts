import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  BatchGetQueryExecutionCommand,
  GetWorkGroupCommand,
  ListQueryExecutionsCommand,
} from "@aws-sdk/client-athena";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDir, startTestService, type TestService } from "./operations/test-service.fixture";

const root = fileURLToPath(new URL("../..", import.meta.url));
let dataDir: string;
let bundle: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
  // Beside node_modules, where its packages are found; under a name of its own, for tests run side by side.
  bundle = join(root, "build", `generate-test-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ["lib/local-athena/generate.ts"],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["libsql"],
  });
});
afterAll(async () => {
  await rm(bundle, { force: true });
  await rm(dataDir, { recursive: true, force: true });
});

const generate = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [bundle, ...args], { cwd: dataDir }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });

async function onService(work: (world: TestService) => Promise<void>) {
  const world = await startTestService({ dataDir });
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

test("fills the history of a stopped service with executions that say what they are", async () => {
  const { code, stdout } = await generate("--data-dir", dataDir, "--executions", "12345");
  expect(code).toBe(0);
  expect(stdout).toContain("Workgroup synthetic has 12,345 more executions");
  await onService(async ({ client, service }) => {
    expect(service.context.executions.count()).toBe(12_345);
    const { WorkGroup } = await client.send(new GetWorkGroupCommand({ WorkGroup: "synthetic" }));
    expect(WorkGroup?.Description).toBe("Generated executions that never ran");
    const list = new ListQueryExecutionsCommand({ WorkGroup: "synthetic" });
    const { QueryExecutionIds: ids, NextToken } = await client.send(list);
    expect(ids).toHaveLength(50);
    expect(NextToken).toBeTruthy();
    const { QueryExecutions = [] } = await client.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids }),
    );
    expect(QueryExecutions.every(({ Query }) => Query?.endsWith("-- synthetic, never ran"))).toBe(
      true,
    );
    const submitted = QueryExecutions.map(({ Status }) => Number(Status?.SubmissionDateTime));
    expect(submitted).toEqual([...submitted].sort((a, b) => b - a));
    expect(new Set(QueryExecutions.map(({ Status }) => Status?.State))).toEqual(
      new Set(["SUCCEEDED", "FAILED"]),
    );
    const refused = await generate("--data-dir", dataDir, "--executions", "10");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^local-athena:generate: Another local-athena uses the data /);
    expect(service.context.executions.count()).toBe(12_345);
  });
  await generate("--data-dir", dataDir, "--executions", "5");
  await onService(async ({ service }) => {
    expect(service.context.executions.count()).toBe(12_350);
  });
});

test.each([[["--executions", "many"]], [["--executions", "0"]], [["--executions", "1.5"]], [[]]])(
  "refuses a count that is none: %j",
  async (args) => {
    const { code, stderr } = await generate("--data-dir", dataDir, ...args);
    expect(code).toBe(1);
    expect(stderr).toContain("--executions wants a whole number");
  },
);
