import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";
import { fillExecutions, SYNTHETIC_WORKGROUP } from "../seed/synthetic-executions";
import { VERSION } from "../version";
import { html } from "./html";

let world: TestService;
beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());

const BROWSER = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const open = async (headers: Record<string, string> = BROWSER, path = "/") => {
  const answer = await fetch(world.service.url + path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

test("a browser gets a page that is complete in itself", async () => {
  const { status, headers, text } = await open();
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(headers.get("content-security-policy")).toContain(`style-src 'sha256-${hash}'`);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(text).not.toMatch(/<script|onclick|style="/);
  for (const fact of [world.service.url, "eu-central-1", "123456789012", VERSION, world.dataDir])
    expect(text).toContain(fact);
});

test("it shows what the service holds now", async () => {
  await world.finished(await world.start("SELECT 1"));
  await world.finished(await world.start("CREATE DATABASE held"));
  await world.finished(await world.start("SELECT * FROM nowhere"));
  fillExecutions(world.service.context.executions, {
    workgroup: SYNTHETIC_WORKGROUP,
    count: 1_234,
  });
  const { text } = await open();
  expect(text).toContain("<strong>1,237</strong><span>query executions</span>");
  expect(text).toContain("<li><span>of them synthetic, never run</span><b>1,234</b></li>");
  expect(text).toContain("<li><span>FAILED</span><b>124</b></li>");
  expect(text).toContain("<li><span>primary</span><b>3</b></li>");
  expect(text).toContain("<li><span>held</span><b>0</b></li>");
  expect(text).toMatch(/<li><span>athenaeum-results<\/span><b>\d+<\/b><\/li>/);
});

test("names of people's things are escaped", async () => {
  const name = `<img src=x onerror="a&b'c">`;
  world.service.context.engine.catalog.putDatabase({ name, parameters: {} });
  const { text } = await open();
  expect(text).not.toContain("<img");
  expect(text).toContain("&lt;img src=x onerror=&quot;a&amp;b&#39;c&quot;&gt;");
});

test("texts are escaped once, markup stays", () => {
  const inner = html`<b>${"a<b"}</b>`;
  expect(html`<p title="${'"'}">${[inner, inner]} ${3}</p>`.markup).toBe(
    '<p title="&quot;"><b>a&lt;b</b><b>a&lt;b</b> 3</p>',
  );
});

describe("it shadows nothing", () => {
  test("ListBuckets of the SDK, and of a signed request that accepts HTML", async () => {
    const s3 = new S3Client({
      endpoint: world.service.url,
      region: "eu-central-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      forcePathStyle: true,
    });
    s3.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers.accept = "text/html";
        return next(args);
      },
      { step: "build" },
    );
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toContain("athenaeum-results");
    s3.destroy();
  });

  test("unsigned requests of programs and other paths are S3's", async () => {
    for (const [headers, path] of [
      [{ Accept: "*/*" }, "/"],
      [BROWSER, "/bucket"],
      [BROWSER, "/?X-Amz-Signature=x"],
    ] as const) {
      const { status, text } = await open(headers, path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).toContain("<Error>");
    }
  });

  test("Athena's own requests", async () => {
    const { text } = await open({ ...BROWSER, "X-Amz-Target": "AmazonAthena.ListWorkGroups" });
    expect(text).toContain("__type");
  });
});

test("a name that was bound to loopback sees nothing", async () => {
  const status = await new Promise((resolve, reject) => {
    const sent = request(
      world.service.url,
      { headers: { ...BROWSER, Host: "evil.example.com" } },
      (answer) => resolve(answer.resume().statusCode),
    );
    sent.on("error", reject).end();
  });
  expect(status).toBe(403);
});

test("the version is the package's", () => {
  const manifest = JSON.parse(
    readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
  );
  expect(VERSION).toBe(manifest.version);
});
