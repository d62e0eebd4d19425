import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as locationTests from "@/app/api/location-tests/route";
import type { LocationTest } from "@/lib/contracts/workgroups";
import {
  ADMIN,
  ANALYST,
  createWorld,
  type Person,
  TEST_CREDENTIALS,
  VIEWER,
  type World,
} from "@/lib/testing/world";
import { audit } from "../db/schema";

const OWNER = "123456789012";
const BUCKET = "athenaeum-results";
/** An admin of one workgroup only. */
const EVE: Person = { id: "eve", name: "Eve", groups: ["etl-admins"] };

let folder: string;
let world: World;
let s3: S3Client;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "athenaeum-policy-"));
  const grants = { "etl-admins": [{ role: "admin", workgroups: ["etl"] }] };
  await writeFile(path.join(folder, "policy.json"), JSON.stringify({ groups: grants }));
  world = await createWorld({ accessPolicyFile: path.join(folder, "policy.json") });
  s3 = new S3Client({
    endpoint: world.localAthena.url,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: TEST_CREDENTIALS,
  });
});
afterAll(async () => {
  s3.destroy();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = (as: Person | undefined, body: object) =>
  world.request(locationTests.POST, { as, method: "POST", body });
const probe = (input: object) => ({ workgroup: "etl", location: `s3://${BUCKET}/etl`, ...input });
const tested = async (input: object): Promise<LocationTest> => {
  const { status, body } = await ask(ADMIN, probe(input));
  expect(body.error).toBeUndefined();
  expect(status).toBe(200);
  return body as unknown as LocationTest;
};
const outcomes = ({ steps }: LocationTest) => steps.map(({ outcome }) => outcome);
const lastRow = async () =>
  (await world.runtime.database.queries.select().from(audit).orderBy(desc(audit.id)).limit(1))[0];
const keysBelow = async (Prefix: string) =>
  (await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }))).Contents ?? [];

test("401, 403: who may not set a location may not test one, whatever is sent", async () => {
  expect((await ask(undefined, probe({}))).status).toBe(401);
  for (const person of [VIEWER, ANALYST]) expect((await ask(person, {})).status).toBe(403);
  expect((await ask(EVE, probe({ workgroup: "primary" }))).status).toBe(403);
  expect((await ask(EVE, probe({}))).status).toBe(200);
});

test.each([
  ["location", { location: "results/etl" }],
  ["location", { location: "s3://Results/etl" }],
  ["encryptionOption", { encryptionOption: "ROT13" }],
  ["encryptionKmsKey", { encryptionOption: "SSE_KMS" }],
  ["encryptionKmsKey", { encryptionOption: "CSE_KMS", encryptionKmsKey: "no key" }],
  ["expectedBucketOwner", { expectedBucketOwner: "12345" }],
  ["s3AclOption", { s3AclOption: "PUBLIC" }],
])("400: %s is checked before anything is written", async (field, input) => {
  const before = await lastRow();
  const { status, body } = await ask(ADMIN, probe(input));
  expect(status).toBe(400);
  expect(Object.keys(body.error?.fields ?? {})).toEqual([field]);
  expect(await lastRow()).toEqual(before);
});

test("a location that works: nothing stays behind, and it is recorded", async () => {
  const input = {
    encryptionOption: "SSE_S3",
    expectedBucketOwner: OWNER,
    s3AclOption: "BUCKET_OWNER_FULL_CONTROL",
  };
  const answer = await tested(input);
  expect(outcomes(answer)).toEqual(["works", "works", "works"]);
  expect(answer.key).toMatch(/^etl\/athenaeum-probe-[0-9a-f-]{36}\.txt$/);
  expect(await keysBelow("etl/athenaeum-probe-")).toEqual([]);
  expect(await lastRow()).toMatchObject({
    action: "testOutputLocation",
    actorId: ADMIN.id,
    workgroup: "etl",
    objectType: "location",
    objectId: `s3://${BUCKET}/etl`,
    after: input,
    outcome: "succeeded",
  });
});

test("client-side encryption is not S3's: the object is written, and the answer says what was not tested", async () => {
  const key = "arn:aws:kms:us-east-1:123456789012:key/abcd";
  const answer = await tested({ encryptionOption: "CSE_KMS", encryptionKmsKey: key });
  expect(outcomes(answer)).toEqual(["works", "works", "works"]);
  expect(answer.steps[0]?.message).toContain("the key was not tested");
});

const KMS_KEY = "arn:aws:kms:us-east-1:123456789012:key/abcd";
test.each([
  [{ location: "s3://no-such-bucket/x" }, "NoSuchBucket", /^There is no bucket no-such-bucket/],
  [
    { expectedBucketOwner: "999999999999" },
    "AccessDenied",
    /^S3 refused: Access Denied\. .*expected bucket owner is not the owner$/,
  ],
  [
    { encryptionOption: "SSE_KMS", encryptionKmsKey: KMS_KEY },
    "KMS.NotFoundException",
    /^The KMS key cannot be used: Key '\(ARN withheld\)' does not exist/,
  ],
])("%j does not work: S3's reason, and nothing else is tried", async (input, code, reason) => {
  const answer = await tested(input);
  expect(outcomes(answer)).toEqual(["fails", "notTried", "notTried"]);
  expect(answer.steps[0]?.message).toMatch(reason);
  expect(await keysBelow("etl/athenaeum-probe-")).toEqual([]);
  expect(await lastRow()).toMatchObject({
    action: "testOutputLocation",
    outcome: "failed",
    errorCode: code,
  });
});
