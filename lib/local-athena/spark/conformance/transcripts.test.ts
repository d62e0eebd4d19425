import { readdirSync, readFileSync } from "node:fs";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type SparkService,
  startSparkService,
} from "../../operations/sessions/spark-service.fixture";
import { readTranscript } from "./transcript.fixture";

let world: SparkService;
let s3: S3Client;
beforeAll(async () => {
  world = await startSparkService();
  s3 = new S3Client({
    endpoint: world.service.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test-secret" },
    forcePathStyle: true,
  });
});
afterAll(async () => {
  s3.destroy();
  await world.close();
});

async function put(uri: string, Body: string): Promise<void> {
  const { hostname: Bucket, pathname } = new URL(uri);
  await s3.send(new PutObjectCommand({ Bucket, Key: pathname.slice(1), Body }));
}

/** The kinds of the outputs, a line each. */
async function displayed(results = ""): Promise<string> {
  const { outputs } = JSON.parse(await world.text(`${results}outputs.json`));
  return outputs
    .map(({ data }: { data: Record<string, unknown> }) => Object.keys(data).sort().join(", "))
    .join("\n");
}

const folder = new URL(".", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".md"));

describe.each(names)("%s", (name) => {
  const { objects, blocks } = readTranscript(readFileSync(new URL(name, folder), "utf8"));
  let sessionId: string;
  beforeAll(async () => {
    for (const { uri, text } of objects) await put(uri, text);
    sessionId = await world.idleSession();
  });

  test.each(blocks)("line $line: $title", async ({ code, stdout, stderr, display }) => {
    const { Status, Result } = await world.run(sessionId, code);
    const written = {
      state: Status?.State,
      display: await displayed(Result?.ResultS3Uri),
      stdout: (await world.text(Result?.StdOutS3Uri)).trimEnd(),
      stderr: (await world.text(Result?.StdErrorS3Uri)).trimEnd(),
    };
    const state = stderr === "" ? "COMPLETED" : "FAILED";
    expect(written).toEqual({
      state,
      display,
      stdout: stdout.trimEnd(),
      stderr: stderr.trimEnd(),
    });
  });
});
