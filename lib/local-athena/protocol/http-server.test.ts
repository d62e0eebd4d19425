import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const HEADERS = {
  "Content-Type": "application/x-amz-json-1.1",
  "X-Amz-Target": "AmazonAthena.ListWorkGroups",
};

async function post(body: string, headers: Record<string, string> = HEADERS) {
  const answer = await fetch(`${world.service.url}/`, { method: "POST", body, headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test("an answer has Athena's content type and a request id", async () => {
  const answer = await post("{}");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/x-amz-json-1.1");
  expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  const summary = JSON.parse(answer.text).WorkGroups[0];
  expect(summary.CreationTime).toBeLessThan(Date.now() / 1000 + 1);
  expect(summary).not.toHaveProperty("IdentityCenterApplicationArn");
});

test.each([
  "AmazonAthena.listWorkGroups",
  "ListWorkGroups",
  "AmazonAthena.Nothing",
  "toString",
  "",
])("target %j is an unknown operation", async (target) => {
  const answer = await post("{}", { ...HEADERS, "X-Amz-Target": target });
  expect(answer.status).toBe(400);
  expect(answer.text).toBe('{"__type":"UnknownOperationException"}');
  expect(answer.headers.has("x-amzn-errortype")).toBe(false);
});

test("another content type is refused, so that no web page can call", async () => {
  for (const type of ["text/plain", "application/json", "application/x-amz-json-1.0"]) {
    const answer = await post("{}", { ...HEADERS, "Content-Type": type });
    expect(answer.text).toBe('{"__type":"UnknownOperationException"}');
  }
});

test.each(["{", "", "null", '"x"', '{"MaxResults":1,}'])("body %j", async (body) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.text).toBe('{"__type":"SerializationException"}');
});

test("a list for a body", async () => {
  expect((await post("[]")).text).toBe(
    '{"__type":"SerializationException","Message":"Start of list found where not expected"}',
  );
});

test("errors carry their code twice and a capital Message", async () => {
  const answer = await post('{"WorkGroup":"nowhere"}', {
    ...HEADERS,
    "X-Amz-Target": "AmazonAthena.GetWorkGroup",
  });
  expect(JSON.parse(answer.text)).toEqual({
    __type: "InvalidRequestException",
    AthenaErrorCode: "INVALID_INPUT",
    ErrorCode: "INVALID_INPUT",
    Message: "WorkGroup is not found.",
  });
});

function statusForHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = world.service;
    const path = "/_athenaeum/health";
    request({ host: "127.0.0.1", port, path, headers: { Host: host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

test("only loopback host names are answered", async () => {
  expect(await statusForHost(`localhost:${world.service.port}`)).toBe(200);
  expect(await statusForHost("[::1]:80")).toBe(200);
  expect(await statusForHost("rebound.example:80")).toBe(403);
  expect(await statusForHost("127.0.0.1.example")).toBe(403);
});

test("health counts executions", async () => {
  await world.finished(await world.start("SELECT 1"));
  const answer = await fetch(`${world.service.url}/_athenaeum/health`);
  expect(await answer.json()).toMatchObject({
    state: "ready",
    executions: { total: 1, queued: 0, running: 0 },
  });
});
