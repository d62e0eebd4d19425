import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { type Athena, createAthena } from "./athena";
import { createRateLimiter } from "./rate-limiter";

const OUTPUT = "s3://bucket/key.csv";

beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
});

let server: Server;
let athena: Athena;
afterEach(() => {
  athena.close();
  server.closeAllConnections();
  server.close();
});

/** An upstream that answers as told, and the calls that left for it. */
async function upstream(answer: RequestListener, callTimeoutMs: number): Promise<string[]> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const calls: string[] = [];
  athena = createAthena({
    region: "us-east-1",
    athenaEndpoint: endpoint,
    s3Endpoint: endpoint,
    limiter: createRateLimiter({}, 1),
    onCall: (operation) => calls.push(operation),
    callTimeoutMs,
  });
  return calls;
}

const failing = (status: number, type: string, message: string): RequestListener => {
  return (_request, response) =>
    response
      .writeHead(status, { "content-type": "application/x-amz-json-1.1" })
      .end(JSON.stringify({ __type: type, Message: message }));
};

const cut: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-length": "200" });
  response.write("{", () => response.destroy());
};

async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (cause: Error) => cause,
  );
  return { error };
}

describe("an upstream on a bad day", () => {
  it("never answers: says so when the time is up, for Athena and for S3", async () => {
    await upstream(() => undefined, 300);
    const start = {
      sql: "SELECT 1",
      workgroup: "primary",
      clientRequestToken: crypto.randomUUID(),
    };
    const calls = [
      failureOf(athena.listWorkgroups()),
      failureOf(athena.startQueryExecution(start)),
      failureOf(athena.openObject(OUTPUT)),
    ];
    const failures = await Promise.all(calls);
    for (const [index, name] of ["Athena", "Athena", "S3"].entries()) {
      const error = failures[index]?.error;
      expect(error).toMatchObject({ code: "UPSTREAM" });
      expect(error?.message).toMatch(new RegExp(`^${name} did not answer`));
    }
  });

  it("begins an answer and never ends it", async () => {
    await upstream((_request, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).write("{");
    }, 300);
    const { error } = await failureOf(athena.listWorkgroups());
    expect(error).toMatchObject({ code: "UPSTREAM" });
  });

  it("throttles without end: a bounded number of attempts, then THROTTLED with its words", async () => {
    const calls = await upstream(failing(400, "ThrottlingException", "Rate exceeded"), 20_000);
    const { error } = await failureOf(athena.listWorkgroups());
    expect(error).toMatchObject({ code: "THROTTLED" });
    expect(error?.message).toMatch(/Rate exceeded/);
    expect(calls).toHaveLength(4);
  }, 20_000);

  it.each([
    ["breaks the connection", (request) => request.socket.destroy(), "Athena cannot be reached"],
    [
      "answers what is no answer of Athena",
      (_request, response) => response.writeHead(200).end("<html>10.1.2.3"),
      "Athena gave an answer that cannot be read",
    ],
    [
      "is behind a gateway that waited in vain",
      (_request, response) => response.writeHead(504).end(),
      "Athena failed: HTTP 504",
    ],
    [
      "finds the clock wrong",
      failing(400, "InvalidSignatureException", "Signature expired: 1 is now earlier than 2"),
      'The clock of the console\'s machine is wrong: AWS says "Signature expired: 1 is now earlier than 2"',
    ],
  ] satisfies [string, RequestListener, string][])("%s", async (_what, answer, message) => {
    await upstream(answer, 10_000);
    const { error } = await failureOf(athena.ping());
    expect(error).toMatchObject({ code: "UPSTREAM", message });
  });

  it.each([
    ["breaks off its answer", cut, true],
    ["answers well what cannot be read", (_request, response) => response.end("<html>"), true],
    ["has a gateway that waited in vain", (_, response) => response.writeHead(504).end(), true],
    ["has a page of a gateway", (_, response) => response.writeHead(502).end("<html>"), true],
    ["is kept by a proxy", (_, response) => response.writeHead(403).end("<html>"), undefined],
    ["refuses", failing(400, "InvalidRequestException", "no"), undefined],
    ["fails by its own word", failing(500, "InternalServerException", "oh"), undefined],
  ] satisfies [string, RequestListener, true | undefined][])(
    "%s: says whether a change may have been made",
    async (_what, answer, unheard) => {
      await upstream(answer, 10_000);
      const { error } = await failureOf(athena.deleteWorkgroup("gone", false));
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).details.unheard).toBe(unheard);
    },
  );

  it("hides ARNs and accounts in refusals", async () => {
    const message =
      "User: arn:aws:sts::123456789012:assumed-role/Role/i-1 is not authorized in account 123456789012";
    await upstream(failing(400, "AccessDeniedException", message), 5_000);
    const { error } = await failureOf(athena.listWorkgroups());
    expect(error).toMatchObject({ code: "UPSTREAM" });
    expect(error?.message).not.toMatch(/123456789012|assumed-role/);
  });
});
