import { readdir, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type S3TestServer, startS3Server } from "./s3-server.fixture";

/** The account of the test server. */
const OWNER = "123456789012";

let server: S3TestServer;
let s3: S3Client;

beforeAll(async () => {
  server = await startS3Server();
  s3 = server.client();
  await s3.send(new CreateBucketCommand({ Bucket: "lake" }));
});
afterEach(() => expect(server.faults).toEqual([]));
afterAll(() => server.close());

function put(Key: string, Body: PutObjectCommandInput["Body"] = Key, more = {}) {
  return s3.send(new PutObjectCommand({ Bucket: "lake", Key, Body, ...more }));
}

async function read(Key: string, more = {}): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "lake", Key, ...more }));
  return Body?.transformToString();
}

describe("buckets", () => {
  it("are created, listed, located and deleted only when empty", async () => {
    const Bucket = "other-bucket";
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "BucketAlreadyOwnedByYou",
    });
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map((bucket) => bucket.Name)).toEqual(["lake", Bucket]);
    await s3.send(new HeadBucketCommand({ Bucket }));
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint).toBeUndefined();
    await s3.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x" }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "BucketNotEmpty",
      $metadata: { httpStatusCode: 409 },
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "x" }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("answer for their settings as S3 does when nothing is configured", async () => {
    const versioning = await s3.send(new GetBucketVersioningCommand({ Bucket: "lake" }));
    expect(versioning.Status).toBeUndefined();
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket: "lake" }))).rejects.toMatchObject({
      name: "NoSuchBucketPolicy",
    });
    const attributes = new GetObjectAttributesCommand({
      Bucket: "lake",
      Key: "x",
      ObjectAttributes: ["ETag"],
    });
    await expect(s3.send(attributes)).rejects.toMatchObject({
      name: "MethodNotAllowed",
      $metadata: { httpStatusCode: 405 },
    });
  });
});

describe("an object", () => {
  it("keeps its bytes, type, headers and metadata", async () => {
    const answer = await put("kept", "hello", {
      ContentType: "text/csv; charset=utf-8",
      ContentDisposition: 'attachment; filename="a.csv"',
      CacheControl: "no-store",
      Metadata: { owner: "ann", "query-id": "1" },
    });
    expect(answer.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const head = await s3.send(new HeadObjectCommand({ Bucket: "lake", Key: "kept" }));
    expect(head).toMatchObject({
      ContentLength: 5,
      ContentType: "text/csv; charset=utf-8",
      ContentDisposition: 'attachment; filename="a.csv"',
      CacheControl: "no-store",
      ETag: answer.ETag,
      Metadata: { owner: "ann", "query-id": "1" },
    });
    expect(head.ContentEncoding).toBeUndefined();
    expect(await read("kept")).toBe("hello");
  });

  it.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
    "arrives whole as a stream with a trailing %s",
    async (ChecksumAlgorithm) => {
      const bytes = Buffer.alloc(70_000, "0123456789abcdef");
      const chunks = [bytes.subarray(0, 1), bytes.subarray(1, 40_000), bytes.subarray(40_000)];
      const more = { ContentLength: bytes.length, ChecksumAlgorithm };
      await put("streamed", Readable.from(chunks), more);
      expect(await read("streamed")).toBe(bytes.toString());
    },
  );

  it("is refused when its checksum, MD5 or stated hash is wrong, and leaves nothing", async () => {
    await expect(put("bad", "hello", { ChecksumCRC32: "AAAAAA==" })).rejects.toMatchObject({
      name: "BadDigest",
    });
    await expect(
      put("bad", "hello", { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }),
    ).rejects.toMatchObject({ name: "BadDigest" });
    await expect(put("bad", "hello", { ContentMD5: "x" })).rejects.toMatchObject({
      name: "InvalidDigest",
    });
    await expect(read("bad")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(await readdir(join(server.rootDir, "staging"))).toEqual([]);
  });

  it("is taken with the only encryption and ACL that there are, and refused with others", async () => {
    await put("encrypted", "x", {
      ServerSideEncryption: "AES256",
      ACL: "bucket-owner-full-control",
      ExpectedBucketOwner: OWNER,
    });
    expect(await read("encrypted", { ExpectedBucketOwner: OWNER })).toBe("x");
    const refusals: [PutObjectCommandInput | object, string, number][] = [
      [{ ServerSideEncryption: "aws:kms", SSEKMSKeyId: "alias/x" }, "KMS.NotFoundException", 400],
      [{ ServerSideEncryption: "aws:kms" }, "MethodNotAllowed", 405],
      [{ ServerSideEncryption: "ROT13" }, "InvalidEncryptionAlgorithmError", 400],
      [{ SSEKMSKeyId: "alias/x" }, "InvalidArgument", 400],
      [{ ACL: "public-read" }, "AccessControlListNotSupported", 400],
      [{ GrantRead: "id=1" }, "AccessControlListNotSupported", 400],
      [{ ExpectedBucketOwner: "999999999999" }, "AccessDenied", 403],
      [{ ExpectedBucketOwner: "me" }, "InvalidBucketOwnerAWSAccountID", 400],
      [{ Bucket: "no-bucket", ExpectedBucketOwner: "999999999999" }, "NoSuchBucket", 404],
    ];
    for (const [more, name, httpStatusCode] of refusals) {
      await expect(put("refused", "x", more)).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode },
      });
    }
    await expect(read("refused")).rejects.toMatchObject({ name: "NoSuchKey" });
    for (const more of [
      { ExpectedBucketOwner: "999999999999" },
      { ExpectedSourceBucketOwner: "999999999999" },
    ]) {
      const copy = { Bucket: "lake", Key: "copied", CopySource: "lake/encrypted", ...more };
      await expect(s3.send(new CopyObjectCommand(copy))).rejects.toMatchObject({
        name: "AccessDenied",
      });
    }
  });

  it("is read in ranges", async () => {
    await put("digits", "0123456789");
    expect(await read("digits", { Range: "bytes=2-4" })).toBe("234");
    expect(await read("digits", { Range: "bytes=7-" })).toBe("789");
    expect(await read("digits", { Range: "bytes=-3" })).toBe("789");
    expect(await read("digits", { Range: "bytes=-30" })).toBe("0123456789");
    const get = new GetObjectCommand({ Bucket: "lake", Key: "digits", Range: "bytes=8-99" });
    const part = await s3.send(get);
    expect(part).toMatchObject({
      ContentRange: "bytes 8-9/10",
      $metadata: { httpStatusCode: 206 },
    });
    await part.Body?.transformToString();
    await expect(read("digits", { Range: "bytes=10-" })).rejects.toMatchObject({
      name: "InvalidRange",
      $metadata: { httpStatusCode: 416 },
    });
    await put("empty", "");
    expect(await read("empty")).toBe("");
    await expect(read("empty", { Range: "bytes=0-0" })).rejects.toMatchObject({
      name: "InvalidRange",
    });
  });

  it("is read and written under conditions", async () => {
    const { ETag } = await put("guarded", "one");
    expect(await read("guarded", { IfMatch: ETag })).toBe("one");
    await expect(read("guarded", { IfMatch: '"other"' })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
    await expect(read("guarded", { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(
      read("guarded", { IfModifiedSince: new Date(Date.now() + 60_000) }),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(put("guarded", "two", { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await expect(put("guarded", "two", { IfMatch: '"other"' })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
    await put("guarded", "two", { IfMatch: ETag });
    expect(await read("guarded")).toBe("two");
  });

  it("is copied with its own metadata or new ones, and not onto itself", async () => {
    await put("källa +%", "content", { ContentType: "text/plain", Metadata: { a: "1" } });
    const CopySource = `lake/${encodeURIComponent("källa +%")}`;
    const copy = (Key: string, more = {}) =>
      s3.send(new CopyObjectCommand({ Bucket: "lake", Key, CopySource, ...more }));
    const answer = await copy("copy");
    expect(answer.CopyObjectResult?.ETag).toBe('"9a0364b9e99bb480dd25e1f0284c8555"');
    await copy("changed", { MetadataDirective: "REPLACE", Metadata: { b: "2" } });
    const heads = ["copy", "changed"].map((Key) =>
      s3.send(new HeadObjectCommand({ Bucket: "lake", Key })),
    );
    const [kept, changed] = await Promise.all(heads);
    expect(kept).toMatchObject({ ContentType: "text/plain", Metadata: { a: "1" } });
    expect(changed?.Metadata).toEqual({ b: "2" });
    await expect(copy("källa +%")).rejects.toMatchObject({ name: "InvalidRequest" });
    await expect(copy("x", { CopySource: "lake/nothing" })).rejects.toMatchObject({
      name: "NoSuchKey",
    });
  });

  it("dropped into the folder by another program is an object", async () => {
    await put("table/part-0.csv", "a\n");
    const folder = join(server.store.pathOf("lake", "table/part-0.csv"), "..");
    await writeFile(join(folder, "part-1.parquet"), "PAR1PAR1");
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket: "lake", Prefix: "table/" }),
    );
    expect(Contents?.map((it) => [it.Key, it.Size])).toEqual([
      ["table/part-0.csv", 2],
      ["table/part-1.parquet", 8],
    ]);
    expect(await read("table/part-1.parquet")).toBe("PAR1PAR1");
  });

  it("does not appear when its upload is cut off", async () => {
    const staged = () => readdir(join(server.rootDir, "staging"));
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: "lake", Key: "cut" }));
    const req = httpRequest(url, { method: "PUT", headers: { "content-length": 1_000_000 } });
    const lost = new Promise((resolve) => req.on("error", resolve));
    req.write(Buffer.alloc(300_000));
    await expect.poll(staged).toHaveLength(1);
    req.destroy();
    await lost;
    await expect(read("cut")).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect.poll(staged).toEqual([]);
  });

  it("keeps any key to itself and inside its bucket", async () => {
    const keys = ["../../etc/x", "a/../b", "b", "%2e%2e/x", "/absolute", "n\0l", "k".repeat(1_024)];
    for (const key of keys) await put(key);
    for (const key of keys) expect(await read(key)).toBe(key);
    await expect(put("k".repeat(1_025))).rejects.toMatchObject({ name: "KeyTooLongError" });
    expect(await readdir(server.rootDir)).toEqual(["metadata", "objects", "staging", "uploads"]);
    expect(await readdir(join(server.rootDir, "objects"))).toEqual(["lake"]);
    for (const Key of keys) await s3.send(new DeleteObjectCommand({ Bucket: "lake", Key }));
  });
});

describe("lists", () => {
  const keys = Array.from({ length: 25 }, (_, i) => `list/${i % 5}/é<&>${String(i).padStart(2)}`);
  const others = ["list/😀", "list/\uffee", "list/plain"];

  beforeAll(async () => {
    for (const key of [...keys, ...others]) await put(key);
  });

  it("page through all keys in byte order", async () => {
    const input = { Bucket: "lake", Prefix: "list/", MaxKeys: 4 };
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, input)) {
      seen.push(...(page.Contents ?? []).map((it) => it.Key));
    }
    const sorted = [...keys, ...others].sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
    expect(seen).toEqual(sorted);
  });

  it("group by a delimiter, with and without encoded keys", async () => {
    const input = { Bucket: "lake", Prefix: "list/", Delimiter: "/" };
    const page = await s3.send(new ListObjectsV2Command({ ...input, MaxKeys: 6 }));
    expect(page.CommonPrefixes?.map((it) => it.Prefix)).toEqual(
      [0, 1, 2, 3, 4].map((i) => `list/${i}/`),
    );
    expect(page.Contents?.map((it) => it.Key)).toEqual(["list/plain"]);
    expect(page).toMatchObject({ IsTruncated: true, KeyCount: 6 });
    const rest = await s3.send(
      new ListObjectsV2Command({
        ...input,
        ContinuationToken: page.NextContinuationToken,
        EncodingType: "url",
      }),
    );
    expect(rest.Contents?.map((it) => it.Key)).toEqual(["list/%EF%BF%AE", "list/%F0%9F%98%80"]);
    const first = await s3.send(new ListObjectsCommand({ ...input, MaxKeys: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: "list/1/" });
    const second = await s3.send(new ListObjectsCommand({ ...input, Marker: first.NextMarker }));
    expect(second.CommonPrefixes?.[0]?.Prefix).toBe("list/2/");
    await expect(
      s3.send(new ListObjectsV2Command({ ...input, ContinuationToken: "x" })),
    ).rejects.toMatchObject({ name: "InvalidArgument" });
    await expect(
      s3.send(new ListObjectsV2Command({ Bucket: "no-such-bucket" })),
    ).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  it("lose many keys in one call", async () => {
    const names = [" a&b<c>\r\n", "many/1", "many/1/2", "never-there"];
    for (const name of names.slice(0, 3)) await put(name);
    const remove = (Quiet: boolean, list: string[]) =>
      s3.send(
        new DeleteObjectsCommand({
          Bucket: "lake",
          Delete: { Quiet, Objects: list.map((Key) => ({ Key })) },
        }),
      );
    const loud = await remove(false, names.slice(1));
    expect(loud.Deleted?.map((it) => it.Key)).toEqual(names.slice(1));
    const quiet = await remove(true, names.slice(0, 1));
    expect(quiet.Deleted).toBeUndefined();
    for (const name of names) await expect(read(name)).rejects.toMatchObject({ name: "NoSuchKey" });
    const failed = await remove(false, ["k".repeat(1_025)]);
    expect(failed.Errors?.[0]?.Code).toBe("KeyTooLongError");
  });
});

describe("a request from elsewhere", () => {
  it.each([
    { host: "evil.example" },
    { host: "127.0.0.1.evil.example" },
    { origin: "https://evil.example" },
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
  ])("is refused: %j", async (headers) => {
    const { port } = new URL(server.endpoint);
    const status = await new Promise((resolve, reject) => {
      const req = httpRequest({ port, host: "127.0.0.1", path: "/lake", headers });
      req.on("response", (res) => resolve(res.resume().statusCode)).on("error", reject);
      req.end();
    });
    expect(status).toBe(403);
  });
});
