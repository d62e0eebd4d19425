import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import * as activity from "@/app/api/workgroups/[name]/activity/route";
import { createActivityOfAll } from "@/lib/client/activity-of-all";
import { createQueryClient } from "@/lib/client/query-client";
import { refreshActivity, workgroupActivityOptions } from "@/lib/client/workgroups";
import { createWorld, VIEWER, type World } from "./world";

const COUNT = 40;
/** Every tenth is of Spark: its sessions are listed instead. */
const SQL_COUNT = COUNT - COUNT / 10;
const names = Array.from({ length: COUNT }, (_, n) => `of-all-${n}`);

let world: World;
/** Requests of browsers: those under way, the most of them at a time, and all that were ever sent. */
const requests = { underWay: 0, most: 0, sent: 0 };
const clients: ReturnType<typeof createQueryClient>[] = [];

beforeAll(async () => {
  world = await createWorld();
  for (const [n, name] of names.entries())
    await world.runtime.athena.createWorkgroup({
      Name: name,
      Configuration:
        n % 10 === 9
          ? {
              EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" },
              ExecutionRole: "arn:aws:iam::123456789012:role/spark",
            }
          : {},
    });
  // A browser's fetch knows whose addresses it completes, and sends the session along.
  vi.stubGlobal("fetch", async (url: string, { signal }: RequestInit) => {
    requests.sent += 1;
    requests.underWay += 1;
    requests.most = Math.max(requests.most, requests.underWay);
    try {
      const name = url.split("/").at(-2) ?? "";
      const { response } = await world.request(activity.GET, { as: VIEWER, params: { name } });
      signal?.throwIfAborted();
      return response;
    } finally {
      requests.underWay -= 1;
    }
  });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.clear();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await world.close();
});

/** A page that is open in a browser of its own. */
function opened(of: readonly string[] = names) {
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  clients.push(client);
  const all = createActivityOfAll(client, of);
  return { client, all, close: all.subscribe(() => undefined) };
}

const calls = (operation: string) => world.upstreamCalls.get(operation) ?? 0;
const waited = { timeout: 20_000, interval: 20 };

it("reads all, a few at a time; others who ask and what is known already cost nothing", async () => {
  const lists = calls("ListQueryExecutions");
  const [mine, hers] = [opened(), opened()];
  await expect.poll(() => mine.all.current().read, waited).toBe(COUNT);
  await expect.poll(() => hers.all.current().read, waited).toBe(COUNT);
  expect(mine.all.current()).toMatchObject({ refused: 0, total: COUNT, problem: undefined });
  expect(mine.all.current().known.get("of-all-3")).toMatchObject({ running: 0, failed: 0 });
  // One line for all pages of this process, as for all of a browser's page.
  expect(requests.most).toBe(4);
  expect(calls("ListQueryExecutions") - lists).toBe(SQL_COUNT);
  expect(calls("ListSessions")).toBeLessThanOrEqual(2 * (COUNT - SQL_COUNT));

  const sent = requests.sent;
  const narrower = createActivityOfAll(mine.client, names.slice(0, 5));
  const leave = narrower.subscribe(() => undefined);
  expect(narrower.current()).toMatchObject({ read: 5, total: 5 });

  const groups = calls("GetWorkGroup");
  void refreshActivity(mine.client);
  narrower.readOn();
  expect(narrower.current()).toMatchObject({ read: 0, total: 5 });
  expect(narrower.current().known.size).toBe(5);
  await expect.poll(() => narrower.current().read, waited).toBe(5);
  expect(requests.sent - sent).toBe(5);
  expect(calls("GetWorkGroup")).toBe(groups);
  leave();
  mine.close();
  hers.close();
});

it("stops when the page goes, and what nobody has read then is not asked for", async () => {
  const before = requests.sent;
  const { client, all, close } = opened();
  await expect.poll(() => requests.sent - before, { ...waited, interval: 1 }).toBeGreaterThan(4);
  close();
  const sent = requests.sent;
  await expect.poll(() => requests.underWay, waited).toBe(0);
  expect(requests.sent).toBe(sent);
  expect(sent - before).toBeLessThan(COUNT);
  const read = names.filter((name) =>
    client.getQueryData(workgroupActivityOptions(name).queryKey),
  ).length;
  expect(read).toBeLessThan(sent - before);
  // Who comes back goes on from there.
  const leave = all.subscribe(() => undefined);
  await expect.poll(() => all.current().read, waited).toBe(COUNT);
  leave();
});

it("takes a workgroup that is gone for an answer, and stops after failures in a row", async () => {
  const { all, close } = opened(["gone-1", "gone-2", "gone-3", "gone-4", "gone-5", "of-all-0"]);
  await expect.poll(() => all.current().read, waited).toBe(6);
  expect(all.current()).toMatchObject({ refused: 5, problem: undefined });
  close();

  const fresh = Array.from({ length: 12 }, (_, n) => `unread-${n}`);
  for (const Name of fresh) await world.runtime.athena.createWorkgroup({ Name, Configuration: {} });
  world.localAthena.control?.faults.add({
    service: "athena",
    operation: "GetWorkGroup",
    error: "InternalServerException",
  });
  const page = opened(fresh);
  await expect.poll(() => page.all.current().problem?.name, waited).toBe("CallError");
  expect(page.all.current().read).toBeLessThan(fresh.length);
  world.localAthena.control?.faults.clear();
  page.all.readOn();
  await expect.poll(() => page.all.current().read, waited).toBe(fresh.length);
  expect(page.all.current().refused).toBeGreaterThanOrEqual(5);

  void refreshActivity(page.client);
  page.all.readOn();
  await expect.poll(() => page.all.current().known.size, waited).toBe(fresh.length);
  expect(page.all.current()).toMatchObject({ refused: 0, problem: undefined });
  page.close();
});
