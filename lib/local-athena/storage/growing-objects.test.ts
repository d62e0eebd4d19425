import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiskStore } from "./disk-store";
import type { ObjectStore } from "./object-store";

let rootDir: string;
let store: ObjectStore;

beforeEach(async () => {
  rootDir = await mkdtemp(join(tmpdir(), "growing-objects-"));
  store = await createDiskStore({ rootDir });
  await store.createBucket("lake");
});
afterEach(() => rm(rootDir, { recursive: true }));

const md5 = (body: string) => createHash("md5").update(body).digest("hex");
const read = async (range?: { start: number; end: number }) => {
  const found = await store.get("lake", "run/stdout", range);
  return found && { head: found.head, body: await text(found.body) };
};

test("every reader sees a whole object, with the ETag of its bytes", async () => {
  const object = await store.append("lake", "run/stdout", { contentType: "text/plain" });
  expect(await read()).toMatchObject({ body: "", head: { sizeBytes: 0, etag: md5("") } });
  let written = "";
  let seen = "";
  for (let line = 0; line < 400; line += 1) {
    await object.write(Buffer.from(`line ${line}\n`));
    written += `line ${line}\n`;
    if (line % 20 > 0) continue;
    const found = await read();
    if (!found) throw new Error("run/stdout is gone");
    const { head, body } = found;
    expect(written.startsWith(body)).toBe(true);
    expect(body.startsWith(seen)).toBe(true);
    expect(head).toMatchObject({
      sizeBytes: body.length,
      etag: md5(body),
      contentType: "text/plain",
    });
    seen = body;
  }
  const listed = await store.list("lake", { prefix: "run/" });
  expect(listed.objects.map(({ key }) => key)).toEqual(["run/stdout"]);
  await object.close();
  expect(await read()).toMatchObject({ body: written, head: { etag: md5(written) } });
  expect((await read({ start: 0, end: 5 }))?.body).toBe("line 0");
});

test("what was written is seen while the writer waits", async () => {
  const object = await store.append("lake", "run/stdout");
  await object.write(Buffer.from("one"));
  await object.write(Buffer.from(" two"));
  await expect.poll(async () => (await read())?.body, { interval: 5 }).toBe("one two");
  expect((await read({ start: 4, end: 100 }))?.body).toBe("two");
  await object.close();
});

test("an object that was replaced or deleted meanwhile stays so", async () => {
  const replaced = await store.append("lake", "run/stdout");
  await replaced.write(Buffer.from("old"));
  await store.put("lake", "run/stdout", Buffer.from("new"), { contentType: "text/csv" });
  await replaced.write(Buffer.from("older"));
  await replaced.close();
  expect(await read()).toMatchObject({
    body: "new",
    head: { etag: md5("new"), contentType: "text/csv" },
  });
  const deleted = await store.append("lake", "run/stdout");
  await store.delete("lake", "run/stdout");
  await deleted.write(Buffer.from("gone"));
  await deleted.close();
  expect(await read()).toBeUndefined();
});

test("after a restart in the middle the bytes are there, and the ETag says that it is no MD5", async () => {
  const object = await store.append("lake", "run/stdout");
  await object.write(Buffer.from("before the crash"));
  store = await createDiskStore({ rootDir });
  const found = await read();
  expect(found).toMatchObject({ body: "before the crash", head: { sizeBytes: 16 } });
  expect(found?.head.etag).toMatch(/^[0-9a-f]{32}-1$/);
  await object.close();
});
