import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { ListExecutorsCommand, TerminateSessionCommand } from "@aws-sdk/client-athena";
import { afterEach, beforeAll, expect, test } from "vitest";
import { buildBundle, freePort, killLaunched, launch, ready } from "../../launch.fixture";
import {
  type SparkClient,
  sparkClient,
  startSparkService,
} from "../../operations/sessions/spark-service.fixture";
import { clientOf, makeDataDir } from "../../operations/test-service.fixture";

beforeAll(buildBundle);
afterEach(killLaunched);

const ENDLESS = "print('begun')\nwhile True: pass";

/** Processes below one, as the system tells them. */
function childrenOf(pid: number): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,stat="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [child, parent, state = ""] = line.trim().split(/\s+/);
    return Number(parent) === pid && !state.startsWith("Z") ? [Number(child)] : [];
  });
}
const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function begun(spark: SparkClient, sessionId: string): Promise<string> {
  const id = await spark.startCalculation(sessionId, ENDLESS);
  const { Result } = await spark.reached(id, "RUNNING");
  await expect.poll(() => spark.text(Result?.StdOutS3Uri), { interval: 5 }).toBe("begun\n");
  return id;
}

test("kill -9 of the service: sessions and calculations end in an honest state, and nothing that was written is lost", async () => {
  const dataDir = await makeDataDir();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const client = clientOf(url);
  const spark = sparkClient(client, url);
  const first = launch(dataDir, port, "--no-sample");
  await ready(port);
  const [idle, busy, ended] = await Promise.all([1, 2, 3].map(() => spark.idleSession()));
  if (!idle || !busy || !ended) throw new Error("no sessions");
  const done = await spark.run(ended, "print('kept')");
  await client.send(new TerminateSessionCommand({ SessionId: ended }));
  const endedStatus = await spark.session(ended, "TERMINATED");
  const running = await begun(spark, busy);
  const pythons = childrenOf(first.child.pid ?? 0);
  expect(pythons.length).toBeGreaterThanOrEqual(2);
  const killedAt = Date.now();
  first.child.kill("SIGKILL");
  await first.exited;
  await expect.poll(() => pythons.filter(isThere), { timeout: 10_000 }).toEqual([]);

  const second = launch(dataDir, port, "--no-sample");
  await ready(port);
  for (const id of [idle, busy]) {
    const status = await spark.status(id);
    expect(status).toMatchObject({
      State: "FAILED",
      StateChangeReason: "The service ended while the session was active, and was restarted.",
    });
    expect(status.EndDateTime?.getTime()).toBeLessThanOrEqual(killedAt);
    const executors = await client.send(new ListExecutorsCommand({ SessionId: id }));
    for (const executor of executors.ExecutorsSummary ?? [])
      expect(executor.ExecutorState).toBe("FAILED");
  }
  const failed = await spark.calculation(running);
  expect(failed.Status).toMatchObject({
    State: "FAILED",
    StateChangeReason: expect.stringContaining(`Session ${busy} is FAILED.`),
    CompletionDateTime: expect.any(Date),
  });
  expect(await spark.text(failed.Result?.StdOutS3Uri)).toBe("begun\n");
  expect(await spark.status(ended)).toEqual(endedStatus);
  expect(await spark.text(done.Result?.StdOutS3Uri)).toBe("kept\n");
  const fresh = await spark.idleSession();
  expect((await spark.run(fresh, "print(1)")).Status?.State).toBe("COMPLETED");

  const stopping = await begun(spark, fresh);
  const left = childrenOf(second.child.pid ?? 0);
  second.child.kill("SIGTERM");
  await second.exited;
  await expect.poll(() => left.filter(isThere), { timeout: 10_000 }).toEqual([]);
  launch(dataDir, port, "--no-sample");
  await ready(port);
  expect(await spark.status(fresh)).toMatchObject({
    State: "TERMINATED",
    StateChangeReason: "The service was stopped.",
  });
  expect((await spark.calculation(stopping)).Status).toMatchObject({
    State: "CANCELED",
    StateChangeReason: `Session ${fresh} is TERMINATED. The service was stopped.`,
  });
  spark.destroy();
  client.destroy();
  killLaunched();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

test("the end of a session's process ends that session and nothing else", async () => {
  const world = await startSparkService();
  const before = new Set(childrenOf(process.pid));
  const victim = await world.idleSession();
  const [pid] = childrenOf(process.pid).filter((child) => !before.has(child));
  if (pid === undefined) throw new Error("no process of the session");
  const other = await world.idleSession();
  const calculation = await begun(world, victim);
  process.kill(pid, "SIGKILL");
  for (;;) {
    const { State, StateChangeReason } = await world.status(victim);
    if (State === "FAILED") {
      expect(StateChangeReason).toMatch(/^The Python of the session is gone: /);
      break;
    }
    await delay(5);
  }
  expect((await world.reached(calculation)).Status).toMatchObject({
    State: "FAILED",
    StateChangeReason: expect.stringMatching(/is gone: /),
  });
  expect((await world.run(other, "print(1)")).Status?.State).toBe("COMPLETED");
  await world.close();
});
