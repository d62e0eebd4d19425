import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { waitForHealth } from "./health.mjs";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

let asked = 0;
let silentRequests = 0;
const server = createServer((_request, response) => {
  asked += 1;
  if (asked > silentRequests) response.end('{"state":"ready"}');
});
// As in a program that does other things too while it waits.
let collecting: NodeJS.Timeout;

beforeEach(async () => {
  asked = 0;
  collecting = setInterval(collectGarbage, 10);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  clearInterval(collecting);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test("a request that nobody answers is given up, and the next one is sent", async () => {
  silentRequests = 1;
  const signal = new AbortController().signal;
  await waitForHealth(address(), { isReady: () => true, signal, requestTimeoutMs: 100 });
  expect(asked).toBe(2);
});

test("the waiting ends at its limit, and by its signal with the signal's reason", async () => {
  silentRequests = Number.POSITIVE_INFINITY;
  const stopping = new AbortController();
  const { signal } = stopping;
  await expect(
    waitForHealth(address(), { isReady: () => true, signal, timeoutMs: 100 }),
  ).rejects.toThrow("No good answer within 100 ms");
  const stopped = waitForHealth(address(), { isReady: () => true, signal });
  stopping.abort(new Error("It ended early"));
  await expect(stopped).rejects.toThrow("It ended early");
});
