import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiskStore } from "./disk-store";
import type { ListPage, ObjectStore } from "./object-store";

let rootDir: string;
let store: ObjectStore;

beforeEach(async () => {
  rootDir = await mkdtemp(join(tmpdir(), "disk-store-"));
  store = await createDiskStore({ rootDir });
  await store.createBucket("lake");
});

afterEach(() => rm(rootDir, { recursive: true }));

async function put(key: string, body = key): Promise<void> {
  await store.put("lake", key, Buffer.from(body));
}

async function read(key: string): Promise<string | undefined> {
  const found = await store.get("lake", key);
  return found && text(found.body);
}

async function keysOf(options: Parameters<ObjectStore["list"]>[1] = {}): Promise<string[]> {
  const page = await store.list("lake", options);
  return page.objects.map((object) => object.key);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(join(rootDir, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("objects as files", () => {
  it("keeps an ordinary key at its own path and finds the key of the path", async () => {
    await put("year=2024/month=01/x.csv", "a,b\n");
    const path = join(store.root, "lake", "year=2024", "month=01", "x.csv");
    expect(store.pathOf("lake", "year=2024/month=01/x.csv")).toBe(path);
    expect(await readFile(path, "utf8")).toBe("a,b\n");
    expect(store.keyOf(path)).toEqual({ bucket: "lake", key: "year=2024/month=01/x.csv" });
    expect(store.keyOf("/etc/passwd")).toBeUndefined();
    expect(store.keyOf(join(store.root, "lake", "..", "..", "x"))).toBeUndefined();
  });

  it("remembers type, headers and metadata over a restart", async () => {
    const head = await store.put("lake", "a.bin", Buffer.from("hello"), {
      contentType: "text/plain",
      contentHeaders: { "cache-control": "no-store" },
      metadata: { owner: "ann" },
    });
    const again = await createDiskStore({ rootDir });
    expect(await again.head("lake", "a.bin")).toEqual(head);
    expect(head).toMatchObject({
      sizeBytes: 5,
      etag: "5d41402abc4b2a76b9719d911017c592",
      contentType: "text/plain",
      contentHeaders: { "cache-control": "no-store" },
      metadata: { owner: "ann" },
    });
  });

  it("reads a range", async () => {
    await put("digits", "0123456789");
    const found = await store.get("lake", "digits", { start: 2, end: 4 });
    expect(found && (await text(found.body))).toBe("234");
  });

  it("shows a file that another program wrote, and its change as a new version", async () => {
    await put("out/data.csv", "mine");
    const path = store.pathOf("lake", "out/data.csv");
    const before = await store.head("lake", "out/data.csv");
    await writeFile(path, "theirs!");
    await writeFile(join(dirname(path), "more.parquet"), "PAR1");
    const after = await store.head("lake", "out/data.csv");
    expect(after).toMatchObject({ sizeBytes: 7, contentType: "text/csv" });
    expect(after?.etag).toMatch(/^[0-9a-f]{32}-1$/);
    expect(after?.etag).not.toBe(before?.etag);
    expect(await keysOf({ prefix: "out/" })).toEqual(["out/data.csv", "out/more.parquet"]);
  });

  it("deletes an object, its record and the folders it leaves empty", async () => {
    await put("a/b/c");
    await store.delete("lake", "a/b/c");
    await store.delete("lake", "a/b/c");
    expect(await read("a/b/c")).toBeUndefined();
    expect(await readdir(join(store.root, "lake"))).toEqual([]);
    expect(await filesBelow("metadata")).toEqual([]);
  });

  it("keeps one record and one file however often an object is rewritten at once", async () => {
    const bodies = Array.from({ length: 50 }, (_, i) => `body ${i % 10}`);
    await Promise.all(bodies.map((body) => put("same", body)));
    const head = await store.head("lake", "same");
    const body = await read("same");
    expect(bodies).toContain(body);
    expect(await store.put("lake", "copy", Buffer.from(body ?? ""))).toMatchObject({
      etag: head?.etag,
    });
    expect(await filesBelow("metadata")).toHaveLength(2);
    expect(await filesBelow("staging")).toEqual([]);
  });

  it("never shows a mixture of two versions to a reader", async () => {
    const bodies = ["a".repeat(200_000), "b".repeat(100_000)];
    const etags = new Map<string, string>();
    for (const body of bodies) {
      etags.set(body, (await store.put("lake", "v", Buffer.from(body))).etag);
    }
    const writes = Promise.all(Array.from({ length: 40 }, (_, i) => put("v", bodies[i % 2])));
    for (let i = 0; i < 40; i++) {
      const found = await store.get("lake", "v");
      expect(found).toBeDefined();
      if (found) expect(etags.get(await text(found.body))).toBe(found.head.etag);
    }
    await writes;
  });
});

describe("keys that are no plain paths", () => {
  const keys = [
    "../../etc/x",
    "a/../b",
    "/absolute",
    "a//b",
    "a/",
    "a",
    "a/b",
    "a/b/c",
    ".",
    "..",
    "%2e%2e/x",
    "nul\0l",
    "back\\slash",
    "l".repeat(1_000),
    `${"l".repeat(200)}!`,
    `${"l".repeat(200)}~/x`,
    "日本/😀",
    "\uffee",
    "%~a",
  ];

  it.each([keys, keys.toReversed()])(
    "live side by side, written in any order",
    async (...order) => {
      for (const key of order) await put(key);
      for (const key of order) {
        expect(await read(key)).toBe(key);
        expect(store.keyOf(store.pathOf("lake", key))).toEqual({ bucket: "lake", key });
        expect(store.pathOf("lake", key).startsWith(`${store.root}/lake/`)).toBe(true);
      }
      const sorted = order.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(await keysOf()).toEqual(sorted);
      expect(await readdir(rootDir)).toEqual(["metadata", "objects", "staging", "uploads"]);
      for (const key of order) await store.delete("lake", key);
      expect(await keysOf()).toEqual([]);
      await store.deleteBucket("lake");
    },
  );

  it("refuses keys that are none, and buckets that are none", async () => {
    await expect(put("")).rejects.toMatchObject({ code: "InvalidKey" });
    await expect(put("x".repeat(1_025))).rejects.toMatchObject({ code: "KeyTooLongError" });
    for (const bucket of ["..", "a", "A-b", "a..b", "a/b", "127.0.0.1", "a-"]) {
      await expect(store.createBucket(bucket)).rejects.toMatchObject({ code: "InvalidBucketName" });
      expect(() => store.pathOf(bucket, "x")).toThrow("bucket");
    }
  });

  it("does not follow symbolic links", async () => {
    const outside = join(rootDir, "outside");
    await mkdir(outside);
    await writeFile(join(outside, "secret"), "secret");
    await symlink(outside, join(store.root, "lake", "link"));
    await symlink(join(outside, "secret"), join(store.root, "lake", "file"));
    expect(await read("link/secret")).toBeUndefined();
    expect(await read("file")).toBeUndefined();
    expect(await store.head("lake", "link/secret")).toBeUndefined();
    expect(await keysOf()).toEqual([]);
    expect(await keysOf({ prefix: "link/" })).toEqual([]);
    await expect(put("link/new")).rejects.toMatchObject({ code: "InvalidKey" });
    await store.delete("lake", "link/secret");
    expect(await readdir(outside)).toEqual(["secret"]);
  });
});

describe("a write that fails", () => {
  it("leaves the old object and no rest", async () => {
    await put("a", "old");
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(100_000);
        throw new Error("connection lost");
      })(),
    );
    await expect(store.put("lake", "a", broken)).rejects.toThrow("connection lost");
    expect(await read("a")).toBe("old");
    expect(await filesBelow("staging")).toEqual([]);
  });

  it("is refused by its precondition", async () => {
    await put("a", "old");
    const precondition = (current: unknown) => {
      if (current) throw new Error("exists");
    };
    const write = (key: string) => store.put("lake", key, Buffer.from("new"), { precondition });
    await expect(write("a")).rejects.toThrow("exists");
    expect(await read("a")).toBe("old");
    const racers = await Promise.allSettled([write("b"), write("b"), write("b")]);
    expect(racers.filter((it) => it.status === "fulfilled")).toHaveLength(1);
  });

  it("of an earlier process is cleared away at the start", async () => {
    await writeFile(join(rootDir, "staging", "rest"), "x");
    await createDiskStore({ rootDir });
    expect(await filesBelow("staging")).toEqual([]);
  });
});

describe("list", () => {
  it("pages through folders, files and characters in byte order", async () => {
    const keys = ["a", "a!", "a/1", "a/2", "a0", "b/😀", "b/\uffee", "b/é", "c-1", "c-2", "d/e/f"];
    for (const key of keys) await put(key);
    const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    for (const maxKeys of [1, 2, 3, 100]) {
      const seen: string[] = [];
      let page: ListPage | undefined;
      do {
        page = await store.list("lake", { maxKeys, startAfter: page?.nextStartAfter });
        seen.push(...page.objects.map((object) => object.key));
      } while (page.nextStartAfter !== undefined);
      expect(seen).toEqual(sorted);
    }
    expect(await keysOf({ prefix: "b/", startAfter: "b/é" })).toEqual(["b/\uffee", "b/😀"]);
    expect(await keysOf({ prefix: "nothing/" })).toEqual([]);
    expect(await keysOf({ maxKeys: 0 })).toEqual([]);
  });

  it("groups by any delimiter and continues after a group", async () => {
    for (const key of ["a/1", "a/2", "b", "c-1", "c-2/x", "d/e/f", "d/e/g", "d/h"]) await put(key);
    await mkdir(join(store.root, "lake", "empty", "folder"), { recursive: true });
    const first = await store.list("lake", { delimiter: "/", maxKeys: 1 });
    expect(first).toEqual({ objects: [], commonPrefixes: ["a/"], nextStartAfter: "a/" });
    const rest = await store.list("lake", { delimiter: "/", startAfter: "a/" });
    expect(rest.commonPrefixes).toEqual(["c-2/", "d/"]);
    expect(rest.objects.map((object) => object.key)).toEqual(["b", "c-1"]);
    const dashes = await store.list("lake", { delimiter: "-", prefix: "c" });
    expect(dashes).toMatchObject({ objects: [], commonPrefixes: ["c-"] });
    const inside = await store.list("lake", { delimiter: "/", prefix: "d/" });
    expect(inside.commonPrefixes).toEqual(["d/e/"]);
    expect(inside.objects.map((object) => object.key)).toEqual(["d/h"]);
    const midway = await store.list("lake", { delimiter: "/", startAfter: "d/e/f" });
    expect(midway.commonPrefixes).toEqual(["d/"]);
  });
});

describe("list of a large folder", () => {
  it("pages without losing what was added in between", async () => {
    const folder = join(store.root, "lake", "big");
    await mkdir(folder);
    const names = Array.from({ length: 1_200 }, (_, i) => `k${String(i).padStart(4, "0")}`);
    await Promise.all(names.map((name) => writeFile(join(folder, name), "")));
    await utimes(folder, 1_700_000_000, 1_700_000_000);
    const expected = names.map((name) => `big/${name}`);
    const first = await store.list("lake", { maxKeys: 700 });
    const options = { prefix: "big/k", startAfter: first.nextStartAfter };
    expect([...first.objects.map((it) => it.key), ...(await keysOf(options))]).toEqual(expected);
    await put("big/k0900+");
    expect(await keysOf({ ...options, maxKeys: 202 })).toContain("big/k0900+");
    expect(await keysOf({ prefix: "big/k11", startAfter: "big/k1197" })).toEqual([
      "big/k1198",
      "big/k1199",
    ]);
  });
});

describe("buckets", () => {
  it("are made once, listed, and deleted only when empty", async () => {
    await expect(store.createBucket("lake")).rejects.toMatchObject({
      code: "BucketAlreadyOwnedByYou",
    });
    await store.createBucket("another");
    const buckets = await store.listBuckets();
    expect(buckets.map((bucket) => bucket.name)).toEqual(["another", "lake"]);
    expect(Math.abs(Date.now() - (buckets[0]?.creationDate.getTime() ?? 0))).toBeLessThan(60_000);
    await put("x");
    await expect(store.deleteBucket("lake")).rejects.toMatchObject({ code: "BucketNotEmpty" });
    await store.delete("lake", "x");
    await store.deleteBucket("lake");
    expect(await store.bucketExists("lake")).toBe(false);
    const calls = [
      () => put("x"),
      () => store.delete("lake", "x"),
      () => store.list("lake", {}),
      () => store.deleteBucket("lake"),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "NoSuchBucket" });
  });
});
