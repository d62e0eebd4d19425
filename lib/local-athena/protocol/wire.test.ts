import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";
import { send } from "./raw-athena.fixture";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const MALFORMED = '{"__type":"SerializationException"}';
const UNKNOWN = '{"__type":"UnknownOperationException"}';

const list = (body: string | Buffer) => send(world.service.port, "ListWorkGroups", body);

describe("bodies that are no JSON object", () => {
  test.each([
    ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ["half a character", '{"NextToken":"\\ud800"}'],
    ["gzip", gzipSync("{}")],
    ["a comment", "{/* a */}"],
    ["two objects", "{}{}"],
    ["NaN", '{"MaxResults":NaN}'],
    ["a control character in a text", '{"NextToken":"a\u0001b"}'],
    ["10 million lists", `{"a":[${"[],".repeat(10_000_000)}[]]}`],
    ["a body above 64 MiB", Buffer.alloc(64 * 1024 * 1024 + 1, " ")],
  ])("%s", async (_case, body) => {
    const answer = await list(body);
    expect([answer.status, answer.text]).toEqual([400, MALFORMED]);
  });
});

test.each([
  ["a byte order mark", "\ufeff{}"],
  ["duplicate keys, of which the last counts", '{"MaxResults":99,"MaxResults":1}'],
  ["a deep list under an unknown key", `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ["__proto__ and constructor", '{"__proto__":{"MaxResults":99},"constructor":1}'],
  ["null for a member", '{"MaxResults":null}'],
  ["blanks around", " \r\n{ }\t"],
  ["a fraction, which is cut off", '{"MaxResults":1.99}'],
  ["an exponent", '{"MaxResults":5e1}'],
])("%s is accepted", async (_case, body) => {
  expect((await list(body)).status).toBe(200);
});

test.each(["1e400", "-1e400", "2147483648", "9223372036854775808"])(
  "%s is no Integer",
  async (number) => {
    const answer = await list(`{"MaxResults":${number}}`);
    expect(JSON.parse(answer.text)).toEqual({
      __type: "SerializationException",
      Message: "NUMBER_VALUE can not be converted to an Integer",
    });
  },
);

test("a Long goes on where an Integer ends", async () => {
  const create = (cutoff: string) =>
    send(
      world.service.port,
      "CreateWorkGroup",
      `{"Name":"long","Configuration":{"BytesScannedCutoffPerQuery":${cutoff}}}`,
    );
  expect(JSON.parse((await create("9223372036854775808")).text)).toEqual({
    __type: "SerializationException",
    Message: "NUMBER_VALUE can not be converted to a Long",
  });
  expect((await create("1125899906842624")).status).toBe(200);
  const answer = await send(world.service.port, "GetWorkGroup", '{"WorkGroup":"long"}');
  expect(answer.text).toContain('"BytesScannedCutoffPerQuery":1125899906842624');
});

test.each([
  ["GET", "/"],
  ["HEAD", "/"],
  ["PUT", "/"],
  ["DELETE", "/"],
  ["OPTIONS", "/"],
  ["POST", "/bucket/key"],
])("%s %s with X-Amz-Target is no operation", async (method, path) => {
  const answer = await send(world.service.port, "ListWorkGroups", "", { method, path });
  expect(answer.status).toBe(400);
  expect(answer.text).toBe(method === "HEAD" ? "" : UNKNOWN);
  expect(answer.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
});

test.each([
  ["application/x-amz-json-1.1; charset=utf-8", 200],
  ["APPLICATION/X-AMZ-JSON-1.1", 200],
  ["application/x-amz-json-1.0", 400],
  ["application/json", 400],
  ["", 400],
])("content type %j answers %i", async (contentType, status) => {
  const headers = { "Content-Type": contentType };
  const answer = await send(world.service.port, "ListWorkGroups", "{}", { headers });
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.text).toBe(UNKNOWN);
});

test("an unknown operation is told before its body is read", async () => {
  expect((await send(world.service.port, "Nothing", "{")).text).toBe(UNKNOWN);
});

describe("pages of this machine", () => {
  const Origin = "http://localhost:3000";

  test("ask first", async () => {
    const answer = await send(world.service.port, "", "", {
      method: "OPTIONS",
      headers: {
        Origin,
        "X-Amz-Target": "",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-amz-target",
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": Origin,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": expect.stringMatching(/x-amz-target, x-amz-user-agent$/),
    });
  });

  test("may read answers and errors", async () => {
    for (const [operation, status] of [
      ["ListWorkGroups", 200],
      ["Nothing", 400],
    ] as const) {
      const answer = await send(world.service.port, operation, "{}", { headers: { Origin } });
      expect(answer.status).toBe(status);
      expect(answer.headers["access-control-allow-origin"]).toBe(Origin);
    }
  });

  test("pages of other machines may not", async () => {
    for (const origin of ["https://example.com", "null", "http://localhost.example"]) {
      const asked = await send(world.service.port, "", "", {
        method: "OPTIONS",
        headers: { Origin: origin, "Access-Control-Request-Method": "POST" },
      });
      expect([asked.status, asked.headers["access-control-allow-origin"]]).toEqual([
        403,
        undefined,
      ]);
      const headers = { Origin: origin };
      const called = await send(world.service.port, "ListWorkGroups", "{}", { headers });
      expect(called.status).toBe(403);
    }
  });
});
