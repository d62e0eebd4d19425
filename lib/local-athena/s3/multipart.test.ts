import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type S3TestServer, startS3Server } from "./s3-server.fixture";

const partSizeBytesMin = 5 * 1024 * 1024;
const Bucket = "lake";

let server: S3TestServer;
let s3: S3Client;

beforeAll(async () => {
  server = await startS3Server();
  s3 = server.client();
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterEach(() => expect(server.faults).toEqual([]));
afterAll(() => server.close());

async function start(Key: string, more = {}): Promise<string> {
  const answer = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return answer.UploadId ?? "";
}

async function sendPart(Key: string, UploadId: string, PartNumber: number, Body: Buffer) {
  const input = { Bucket, Key, UploadId, PartNumber, Body };
  const { ETag } = await s3.send(new UploadPartCommand(input));
  return { PartNumber, ETag };
}

function complete(
  Key: string,
  UploadId: string,
  Parts: { PartNumber: number; ETag?: string }[],
  more = {},
) {
  const MultipartUpload = { Parts };
  return s3.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload, ...more }),
  );
}

it("joins parts, sent in any order and one of them twice", async () => {
  const UploadId = await start("big", { ContentType: "text/plain", Metadata: { a: "b" } });
  const last = await sendPart("big", UploadId, 3, Buffer.from("end"));
  await sendPart("big", UploadId, 1, Buffer.alloc(10, "x"));
  const first = await sendPart("big", UploadId, 1, Buffer.alloc(partSizeBytesMin, "a"));
  await s3.send(
    new PutObjectCommand({ Bucket, Key: "source", Body: Buffer.alloc(6_000_000, "s") }),
  );
  const copied = await s3.send(
    new UploadPartCopyCommand({
      Bucket,
      Key: "big",
      UploadId,
      PartNumber: 2,
      CopySource: "lake/source",
      CopySourceRange: `bytes=0-${partSizeBytesMin - 1}`,
    }),
  );
  const second = { PartNumber: 2, ETag: copied.CopyPartResult?.ETag };
  const listed = await s3.send(new ListPartsCommand({ Bucket, Key: "big", UploadId, MaxParts: 2 }));
  expect(listed).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "2" });
  expect(listed.Parts?.map((part) => part.Size)).toEqual([partSizeBytesMin, partSizeBytesMin]);
  const { ETag } = await complete("big", UploadId, [first, second, last]);
  expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: "big" }));
  expect(object).toMatchObject({ ETag, ContentType: "text/plain", Metadata: { a: "b" } });
  const expected = "a".repeat(partSizeBytesMin) + "s".repeat(partSizeBytesMin);
  expect((await object.Body?.transformToString()) === `${expected}end`).toBe(true);
  await expect(complete("big", UploadId, [first])).rejects.toMatchObject({ name: "NoSuchUpload" });
  expect(await readdir(join(server.rootDir, "uploads", Bucket))).toEqual([]);
});

it("refuses parts that are wrong, out of order or too small, and existing objects", async () => {
  const UploadId = await start("strict");
  const one = await sendPart("strict", UploadId, 1, Buffer.from("small"));
  const two = await sendPart("strict", UploadId, 2, Buffer.from("last"));
  const attempts: [(typeof one)[], string][] = [
    [[{ ...one, ETag: two.ETag }], "InvalidPart"],
    [[two, one], "InvalidPartOrder"],
    [[one, two], "EntityTooSmall"],
    [[], "MalformedXML"],
  ];
  for (const [parts, name] of attempts) {
    await expect(complete("strict", UploadId, parts)).rejects.toMatchObject({ name });
  }
  await expect(sendPart("strict", UploadId, 10_001, Buffer.from("x"))).rejects.toMatchObject({
    name: "InvalidArgument",
  });
  await s3.send(new PutObjectCommand({ Bucket, Key: "strict", Body: "first" }));
  await expect(complete("strict", UploadId, [one], { IfNoneMatch: "*" })).rejects.toMatchObject({
    name: "PreconditionFailed",
  });
  await complete("strict", UploadId, [one]);
});

it("lists uploads in progress, over a restart, until they are aborted", async () => {
  const ids = [await start("p/a"), await start("p/b"), await start("q")];
  const list = (more = {}) =>
    s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: "p/", ...more }));
  const first = await list({ MaxUploads: 1 });
  expect(first).toMatchObject({ IsTruncated: true, NextKeyMarker: "p/a" });
  const second = await list({
    KeyMarker: first.NextKeyMarker,
    UploadIdMarker: first.NextUploadIdMarker,
  });
  expect(second.Uploads?.map((it) => [it.Key, it.UploadId])).toEqual([["p/b", ids[1]]]);
  const abort = (Key: string, UploadId: string) =>
    s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  await abort("p/a", ids[0] ?? "");
  expect((await list()).Uploads?.map((it) => it.Key)).toEqual(["p/b"]);
  for (const id of [ids[0] ?? "", "../../objects", "0".repeat(48)]) {
    await expect(abort("p/a", id)).rejects.toMatchObject({ name: "NoSuchUpload" });
  }
  await expect(abort("p/a", ids[1] ?? "")).rejects.toMatchObject({ name: "NoSuchUpload" });
});
