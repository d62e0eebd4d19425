import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { AthenaClient, ListWorkGroupsCommand } from "@aws-sdk/client-athena";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { refusal, startTestService, type TestService } from "../operations/test-service.fixture";

let world: TestService;
let s3: S3Client;
beforeAll(async () => {
  world = await startTestService({ control: true });
  s3 = new S3Client({
    endpoint: world.service.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    forcePathStyle: true,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  s3.destroy();
  await world.close();
});
afterEach(() => control("DELETE", "faults"));

async function control(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${world.service.url}/_athenaeum/control${path && `/${path}`}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const list = () => world.client.send(new ListWorkGroupsCommand({}));
const put = (key: string) =>
  s3.send(new PutObjectCommand({ Bucket: "athenaeum-results", Key: key, Body: "text" }));
const get = (key: string) =>
  s3.send(new GetObjectCommand({ Bucket: "athenaeum-results", Key: key }));

describe("faults of Athena", () => {
  test.each([
    ["ThrottlingException", 400, "Rate exceeded"],
    ["TooManyRequestsException", 400, /limit for the number of queries/],
    ["InternalServerException", 500, /internal error/],
    ["ServiceUnavailableException", 503, /unavailable/],
  ])("%s, as often as asked", async (error, status, message) => {
    const added = await control("POST", "faults", {
      operation: "ListWorkGroups",
      error,
      count: 2,
    });
    expect(added.status).toBe(201);
    for (let i = 0; i < 2; i++) {
      const failure = await refusal(list());
      expect(failure).toMatchObject({
        name: error,
        message: expect.stringMatching(message),
        $metadata: { httpStatusCode: status },
      });
    }
    await list();
    const { body } = await control("GET", "faults");
    expect(body.faults).toEqual([
      {
        id: added.body.id,
        service: "athena",
        operation: "ListWorkGroups",
        error,
        count: 2,
        seen: 3,
        fired: 2,
      },
    ]);
  });

  test("the SDK's own retries get through", async () => {
    await control("POST", "faults", { operation: "*", error: "ThrottlingException", count: 2 });
    const patient = new AthenaClient({
      endpoint: world.service.url,
      region: "eu-central-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
    });
    const { $metadata } = await patient.send(new ListWorkGroupsCommand({}));
    expect($metadata.attempts).toBe(3);
    patient.destroy();
  });

  test("a rate is a share of the requests, the same in every run", async () => {
    const outcomes = async () => {
      await control("DELETE", "faults");
      const rule = { operation: "*", error: "InternalServerException", rate: 0.5, seed: 7 };
      await control("POST", "faults", rule);
      const failed: boolean[] = [];
      for (let i = 0; i < 40; i++)
        failed.push(
          await list().then(
            () => false,
            () => true,
          ),
        );
      return failed;
    };
    const first = await outcomes();
    expect(first.filter(Boolean).length).toBeGreaterThan(8);
    expect(first.filter(Boolean).length).toBeLessThan(32);
    expect(await outcomes()).toEqual(first);
  });

  test("other operations go on, and a removed fault is gone", async () => {
    const { body } = await control("POST", "faults", { operation: "GetWorkGroup", drop: "before" });
    await list();
    expect((await control("DELETE", `faults/${body.id}`)).status).toBe(200);
    expect((await control("DELETE", `faults/${body.id}`)).status).toBe(404);
    expect((await control("GET", "")).body.faults).toEqual([]);
  });

  test("a connection dropped before the operation leaves nothing, one dropped after leaves its work", async () => {
    const count = () => world.service.context.executions.count();
    const start = () => world.start("SELECT 1");
    const before = count();
    await control("POST", "faults", { operation: "StartQueryExecution", drop: "before", count: 1 });
    expect((await refusal(start())).name).not.toBe("InvalidRequestException");
    expect(count()).toBe(before);
    await control("POST", "faults", { operation: "StartQueryExecution", drop: "after", count: 1 });
    await refusal(start());
    expect(count()).toBe(before + 1);
    await world.finished(await start());
  });

  test("a delay, and an error after it", async () => {
    await control("POST", "faults", { operation: "ListWorkGroups", delayMs: 30 });
    await control("POST", "faults", {
      operation: "*",
      delayMs: 30,
      error: "ServiceUnavailableException",
    });
    const startedAt = performance.now();
    expect((await refusal(list())).name).toBe("ServiceUnavailableException");
    expect(performance.now() - startedAt).toBeGreaterThan(55);
  });
});

describe("faults of S3", () => {
  test("an error by method", async () => {
    await control("POST", "faults", { s3: "PUT", error: "SlowDown", count: 1 });
    expect(await refusal(put("a"))).toMatchObject({
      name: "SlowDown",
      $metadata: { httpStatusCode: 503 },
    });
    await put("a");
    expect(await (await get("a")).Body?.transformToString()).toBe("text");
  });

  test("dropped connections", async () => {
    await control("POST", "faults", { s3: "PUT", drop: "before", count: 1 });
    await refusal(put("dropped-before"));
    expect((await refusal(get("dropped-before"))).name).toBe("NoSuchKey");
    await control("POST", "faults", { s3: "PUT", drop: "after", count: 1 });
    await refusal(put("dropped-after"));
    await control("POST", "faults", { s3: "GET", drop: "after", count: 1 });
    await refusal(get("dropped-after"));
    expect(await (await get("dropped-after")).Body?.transformToString()).toBe("text");
  });
});

test.each([
  [{}, /operation/],
  [[], /operation/],
  ["{", /not JSON/],
  [{ operation: "*", s3: "GET", drop: "before" }, /operation/],
  [{ operation: "GetNothing", drop: "before" }, /operation: no operation of Athena/],
  [{ operation: "*" }, /"error", "drop" or "delayMs"/],
  [{ operation: "*", error: "SlowDown" }, /error: /],
  [{ operation: "*", error: "ThrottlingException", drop: "after" }, /exclude/],
  [{ operation: "*", delayMs: -1 }, /delayMs: /],
  [{ operation: "*", drop: "before", rate: 1.5 }, /rate: /],
  [{ operation: "*", drop: "before", count: 0 }, /count: /],
  [{ operation: "*", drop: "before", often: true }, /often/],
  [{ s3: "PATCH", drop: "before" }, /s3: /],
  ["x".repeat(70_000), /too large/],
])("a fault that makes no sense is refused with the reason: %j", async (body, reason) => {
  const answer = await control("POST", "faults", body);
  expect(answer.status).toBe(400);
  expect(answer.body.message).toMatch(reason);
  expect((await control("GET", "faults")).body.faults).toEqual([]);
});

describe("pace", () => {
  afterEach(() => control("PUT", "pace", { mode: "by-clock" }));
  const of = (body: { pace: { machine: string }[] }, machine: string) =>
    body.pace.find((it) => it.machine === machine);

  test("is set for all machines or for one, and stepped", async () => {
    await control("PUT", "pace", { mode: "at-once" });
    const { body } = await control("PUT", "pace", {
      mode: "by-step",
      machine: "capacity-reservation",
    });
    expect(of(body, "data-catalog")).toMatchObject({ mode: "at-once" });
    let gone = false;
    const turn = world.service.context.pace.turn("capacity-reservation", 1).then(() => {
      gone = true;
    });
    expect(of((await control("GET", "pace")).body, "capacity-reservation")).toMatchObject({
      mode: "by-step",
      waiting: 1,
    });
    expect(gone).toBe(false);
    const stepped = await control("POST", "pace/steps", { machine: "capacity-reservation" });
    expect(stepped.status).toBe(200);
    await turn;
  });

  test.each([
    ["PUT", "pace", {}, /mode/],
    ["PUT", "pace", { mode: "fast" }, /mode/],
    ["PUT", "pace", { mode: "by-clock", factor: -1 }, /factor: /],
    ["PUT", "pace", { mode: "at-once", machine: "washing" }, /machine: /],
    ["POST", "pace/steps", { machine: "session" }, /by-step first/],
    ["POST", "pace/steps", { machine: "session", steps: 0.5 }, /steps: /],
  ])("%s %s refuses %j", async (method, path, body, reason) => {
    const answer = await control(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(reason);
  });
});

test("unknown paths and methods of the endpoint", async () => {
  expect((await control("GET", "nothing")).status).toBe(404);
  expect((await control("PATCH", "faults")).status).toBe(404);
  expect((await control("GET", "faults/fault-1")).status).toBe(404);
});

describe("pages of other origins cannot use it", () => {
  const own = () => world.service.url;
  test.each([
    ["another site", () => ({ Origin: "https://example.com" })],
    ["a page without an origin", () => ({ Origin: "null" })],
    ["another port of this machine", () => ({ Origin: "http://localhost:3000" })],
    ["another name of this machine", () => ({ Origin: own().replace("127.0.0.1", "localhost") })],
    ["another site that hides its origin", () => ({ "Sec-Fetch-Site": "cross-site" })],
    ["another port that hides its origin", () => ({ "Sec-Fetch-Site": "same-site" })],
    ["a link", () => ({ "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" })],
    ["a name that was bound to this machine", () => ({ Host: "rebound.example" })],
  ])("%s", async (_whose, headers) => {
    const body = JSON.stringify({ operation: "*", drop: "before" });
    for (const [method, path] of [
      ["POST", "/_athenaeum/control/faults"],
      ["GET", "/_athenaeum/control"],
    ] as const) {
      // fetch would write these headers itself.
      const call = request(world.service.url + path, { method, headers: headers() });
      call.end(method === "POST" ? body : undefined);
      const [answer] = (await once(call, "response")) as [IncomingMessage];
      answer.resume();
      expect(answer.statusCode).toBe(403);
      expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    }
    expect((await control("GET", "faults")).body).toEqual({ faults: [] });
  });
});

test("a service started without it has no such path, and nothing turns it on", async () => {
  const other = await startTestService();
  try {
    for (const [method, path] of [
      ["GET", "/_athenaeum/control"],
      ["POST", "/_athenaeum/control/faults"],
      ["PUT", "/_athenaeum/control/pace"],
      ["GET", "/_athenaeum/nothing"],
    ] as const) {
      const answer = await fetch(`${other.service.url}${path}`, { method });
      expect([answer.status, await answer.json()]).toEqual([
        404,
        { message: "There is nothing here." },
      ]);
    }
    expect(other.service.control).toBeUndefined();
  } finally {
    await other.close();
  }
});
