import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TextRow } from "../sql/engine";
import { createDiskStore } from "../storage/disk-store";
import type { ObjectStore } from "../storage/object-store";
import { csvLines } from "./csv";
import { readResultPage } from "./read-results";

let folder: string;
let store: ObjectStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "results-"));
  store = await createDiskStore({ rootDir: folder });
  await store.createBucket("results");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function pages(key: string, format: "csv" | "txt", limit: number): Promise<TextRow[][]> {
  const found: TextRow[][] = [];
  let offset = 0;
  for (;;) {
    const page = await readResultPage(store, { bucket: "results", key }, format, offset, limit);
    if (!page) throw new Error(`${key} is missing`);
    found.push(page.rows);
    if (page.rows.length < limit) return found;
    offset = page.nextOffset;
  }
}

test("pages of a csv object begin where the last one ended", async () => {
  // Large values make records cross the chunks in which the store reads.
  const rows: TextRow[] = Array.from({ length: 50 }, (_, n) => [
    String(n),
    n % 3 === 0 ? null : `${"é".repeat(n * 700)}"\n`,
  ]);
  await store.put("results", "big.csv", Buffer.from(csvLines(rows)));
  const found = await pages("big.csv", "csv", 7);
  expect(found.map((page) => page.length)).toEqual([7, 7, 7, 7, 7, 7, 7, 1]);
  expect(found.flat()).toEqual(rows);
});

test("an exactly full last page is followed by an empty one", async () => {
  await store.put("results", "four.csv", Buffer.from('"a"\n"b"\n"c"\n"d"\n'));
  expect((await pages("four.csv", "csv", 2)).map((page) => page.length)).toEqual([2, 2, 0]);
});

test("lines of a text object, with its empty last line", async () => {
  await store.put("results", "plan.txt", Buffer.from("Query Plan\n - scan\n"));
  for (const limit of [1, 2, 3, 10]) {
    const rows = (await pages("plan.txt", "txt", limit)).flat();
    expect(rows).toEqual([["Query Plan"], [" - scan"], [""]]);
  }
});

test("an empty text object has no rows", async () => {
  await store.put("results", "empty.txt", Buffer.alloc(0));
  expect(await pages("empty.txt", "txt", 10)).toEqual([[]]);
});

test("an object that is gone gives nothing", async () => {
  const location = { bucket: "results", key: "gone.csv" };
  expect(await readResultPage(store, location, "csv", 0, 10)).toBeUndefined();
});
