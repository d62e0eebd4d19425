import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type LocalAthena, startLocalAthena } from "@/lib/local-athena/app";
import { type ActingIdentity, actingAs } from "./acting";
import { type Athena, createAthena } from "./athena";
import { toAppError } from "./errors";
import { createRateLimiter } from "./rate-limiter";

const ROLE = "arn:aws:iam::123456789012:role/teams/console-analyst";
const SESSIONS = "arn:aws:sts::123456789012:assumed-role/console-analyst";
const OWN_USER = "arn:aws:iam::123456789012:user/athenaeum";

let dataDir: string;
let service: LocalAthena;
let athena: Athena;
/** How far the service's clock is from ours: the sessions that it gives end that much sooner or later. */
let clockOffsetMs = 0;

const as = (sessionName: string, more: Partial<ActingIdentity> = {}): ActingIdentity => ({
  personId: sessionName,
  roleArn: ROLE,
  sessionName,
  ...more,
});
const optionsAt = (url: string) => ({
  region: "us-east-1",
  athenaEndpoint: url,
  s3Endpoint: url,
  stsEndpoint: url,
  limiter: createRateLimiter({}, 1),
});
const start = () =>
  athena.startQueryExecution({
    sql: "SELECT 1",
    workgroup: "primary",
    clientRequestToken: crypto.randomUUID(),
  });
/** Who has made calls of an operation since the test began, each as often as they did. */
let seen = 0;
const callers = (operation: string) =>
  service.calls
    .list()
    .slice(seen)
    .filter((call) => call.operation === operation)
    .map((call) => call.principalArn);

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
  dataDir = await mkdtemp(path.join(tmpdir(), "athenaeum-identity-"));
  const credentials = { accessKeyId: "own", secretAccessKey: "own-secret" };
  const where = { port: 0, host: "127.0.0.1", region: "us-east-1" } as const;
  const now = () => Date.now() + clockOffsetMs;
  service = await startLocalAthena({ dataDir, ...where, credentials, sample: false, now });
  athena = createAthena(optionsAt(service.url));
});
afterEach(() => {
  vi.useRealTimers();
  seen = service.calls.list().length;
});
afterAll(async () => {
  athena.close();
  await service.close();
  await rm(dataDir, { recursive: true });
});

describe("callerAccount", () => {
  it("asks STS once for everyone", async () => {
    const account = { account: "123456789012", partition: "aws" };
    expect(await Promise.all([athena.callerAccount(), athena.callerAccount()])).toEqual([
      account,
      account,
    ]);
    expect(await athena.callerAccount()).toEqual(account);
    expect(callers("GetCallerIdentity")).toEqual([OWN_USER]);
  });

  it("is undefined where STS cannot be asked, and asked again a minute later", async () => {
    let asked = 0;
    const gate = createServer((_request, response) => {
      asked += 1;
      response
        .writeHead(403)
        .end("<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>");
    }).listen(0, "127.0.0.1");
    await once(gate, "listening");
    const stsEndpoint = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
    const refused = createAthena({ ...optionsAt(service.url), stsEndpoint });
    const nowMs = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
    expect(await refused.callerAccount()).toBeUndefined();
    vi.setSystemTime(nowMs + 59_000);
    expect(await refused.callerAccount()).toBeUndefined();
    expect(asked).toBe(1);
    vi.setSystemTime(nowMs + 61_000);
    expect(await refused.callerAccount()).toBeUndefined();
    expect(asked).toBe(2);
    refused.close();
    gate.closeAllConnections();
    gate.close();
  });
});

describe("actingAs", () => {
  it("signs a person's calls with a session of the role that is named after them", async () => {
    const id = await actingAs(as("ana@example.com"), start);
    await actingAs(as("ana@example.com"), () => athena.stopQueryExecution(id));
    await start();
    expect(callers("AssumeRole")).toEqual([OWN_USER]);
    expect(callers("StartQueryExecution")).toEqual([`${SESSIONS}/ana@example.com`, OWN_USER]);
    expect(callers("StopQueryExecution")).toEqual([`${SESSIONS}/ana@example.com`]);
  });

  it("never lets two people share a session, at the same time or under one name", async () => {
    await Promise.all([
      actingAs(as("bob"), start),
      actingAs(as("eve"), start),
      actingAs(as("eve", { personId: "another eve" }), start),
      start(),
    ]);
    expect(callers("AssumeRole")).toHaveLength(3);
    const started = callers("StartQueryExecution").sort();
    expect(started).toEqual([OWN_USER, `${SESSIONS}/bob`, `${SESSIONS}/eve`, `${SESSIONS}/eve`]);
  });

  it("leaves to the console what is read for everyone", async () => {
    const id = await start();
    await actingAs(as("ana"), () => athena.readExecution(id));
    expect(callers("BatchGetQueryExecution")).toEqual([OWN_USER]);
    expect(callers("AssumeRole")).toEqual([]);
  });

  it("renews the session before it ends", async () => {
    const sessions = () => callers("AssumeRole").length;
    clockOffsetMs = -50 * 60_000;
    await actingAs(as("carl"), start);
    await actingAs(as("carl"), start);
    expect(sessions()).toBe(1);
    clockOffsetMs = -55 * 60_000;
    await actingAs(as("carla"), start);
    const beforeRenewal = sessions();
    clockOffsetMs = 0;
    await actingAs(as("carla"), start);
    const afterRenewal = sessions();
    expect(afterRenewal).toBeGreaterThan(beforeRenewal);
    await actingAs(as("carla"), start);
    expect(sessions()).toBe(afterRenewal);
    expect(callers("StartQueryExecution")).toHaveLength(5);
  });

  it("assumes the role anew when AWS takes the session no longer, and only once", async () => {
    await actingAs(as("dora"), start);
    // The service's clock has passed the end of the session; ours has not.
    clockOffsetMs = 70 * 60_000;
    await Promise.all([actingAs(as("dora"), start), actingAs(as("dora"), start)]);
    clockOffsetMs = 0;
    expect(callers("StartQueryExecution")).toEqual(Array(3).fill(`${SESSIONS}/dora`));
    expect(callers("AssumeRole")).toEqual([OWN_USER, OWN_USER]);
    const gate = createServer((_request, response) =>
      response.writeHead(400).end('{"__type":"UnrecognizedClientException","message":"cut off"}'),
    ).listen(0, "127.0.0.1");
    await once(gate, "listening");
    const athenaEndpoint = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
    const cutOff = createAthena({ ...optionsAt(service.url), athenaEndpoint });
    await expect(actingAs(as("dora"), () => cutOff.ping())).rejects.toMatchObject({
      code: "UPSTREAM",
      message: "AWS refused the credentials of the role console-analyst: cut off",
    });
    expect(callers("AssumeRole")).toHaveLength(4);
    cutOff.close();
    gate.closeAllConnections();
    gate.close();
  });

  it("sends nothing when the role may not be assumed", async () => {
    const foreign = as("ana", { roleArn: "arn:aws:iam::999999999999:role/teams/other" });
    await expect(actingAs(foreign, start)).rejects.toMatchObject({
      code: "UPSTREAM",
      message:
        "The console may not assume the role other, and sent nothing: its own rights and the role's trust policy must allow sts:AssumeRole",
      details: { upstreamCode: "AccessDenied" },
    });
    const probe = { bucket: "b", prefix: "", encryptionOption: undefined } as const;
    const more = { encryptionKmsKey: undefined, expectedBucketOwner: undefined };
    const result = await actingAs(foreign, () =>
      athena.testLocation({ ...probe, ...more, s3AclOption: undefined }),
    );
    expect(result.failure?.message).toMatch(/^The console may not assume the role other/);
    const operations = service.calls.list().slice(seen);
    expect(new Set(operations.map(({ operation }) => operation))).toEqual(new Set(["AssumeRole"]));
  });

  it("says which role lacks a permission", async () => {
    const cause = Object.assign(new Error("not allowed"), { name: "AccessDeniedException" });
    const words = async () => toAppError(cause).message;
    expect(await actingAs(as("ana"), words)).toBe(
      "The AWS role that you act with, console-analyst, lacks a permission: not allowed",
    );
    expect(await words()).toBe("The console's AWS identity lacks a permission: not allowed");
  });
});
