import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type LocalAthena, startLocalAthena } from "@/lib/local-athena/app";
import { createS3Client } from "./client";
import { testLocation } from "./location-test";
import { createRateLimiter } from "./rate-limiter";

const BUCKET = "athenaeum-results";
const CREDENTIALS = { accessKeyId: "probe", secretAccessKey: "probe-secret" };

let dataDir: string;
let service: LocalAthena;
let s3: S3Client;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "athenaeum-probe-"));
  service = await startLocalAthena({
    dataDir,
    port: 0,
    host: "127.0.0.1",
    credentials: CREDENTIALS,
    region: "us-east-1",
    sample: false,
    control: true,
  });
  process.env.AWS_ACCESS_KEY_ID = CREDENTIALS.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = CREDENTIALS.secretAccessKey;
  s3 = createS3Client({
    region: "us-east-1",
    s3Endpoint: service.url,
    limiter: createRateLimiter({}, 1),
  });
});
afterAll(async () => {
  s3.destroy();
  await service.close();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(() => faults("DELETE"));

const faults = (method: string, rule?: object) =>
  fetch(`${service.url}/_athenaeum/control/faults`, {
    method,
    ...(rule ? { body: JSON.stringify(rule) } : {}),
  });
const probed = () =>
  testLocation(s3, {
    bucket: BUCKET,
    prefix: "probed/",
    encryptionOption: undefined,
    encryptionKmsKey: undefined,
    expectedBucketOwner: undefined,
    s3AclOption: undefined,
  });
const objects = async () => {
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "probed/" }),
  );
  return Contents.map(({ Key }) => Key);
};

test("what cannot be read is deleted all the same", async () => {
  await faults("POST", { s3: "GET", error: "InternalError" });
  const { steps, failure } = await probed();
  await faults("DELETE");
  expect(steps.map(({ outcome }) => outcome)).toEqual(["works", "fails", "works"]);
  expect(steps[1]?.message).toContain("internal error");
  expect(failure?.details.upstreamCode).toBe("InternalError");
  expect(await objects()).toEqual([]);
});

test("a write that nobody heard the end of is deleted too", async () => {
  await faults("POST", { s3: "PUT", drop: "after" });
  const { steps, failure } = await probed();
  await faults("DELETE");
  expect(steps).toMatchObject([
    { outcome: "fails", message: "S3 cannot be reached" },
    { outcome: "notTried" },
    { outcome: "works" },
  ]);
  expect(failure?.code).toBe("UPSTREAM");
  expect(await objects()).toEqual([]);
});

test("where deleting fails the answer says that the object remains, and where", async () => {
  await faults("POST", { s3: "DELETE", error: "ServiceUnavailable" });
  const { key, steps } = await probed();
  await faults("DELETE");
  expect(steps.map(({ outcome }) => outcome)).toEqual(["works", "works", "fails"]);
  expect(steps[2]?.message).toMatch(
    new RegExp(`The object remains at s3://${BUCKET}/${key.replace(".", "\\.")}$`),
  );
  expect(await objects()).toEqual([key]);
});
