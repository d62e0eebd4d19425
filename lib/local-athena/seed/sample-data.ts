import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { SqlEngine } from "../sql/engine";
import type { ObjectStore } from "../storage/object-store";
import { type SampleTable, sampleDatabase, sampleTables } from "./sample-tables";

const BUCKET = "athenaeum-sample";

export type SampleDataOptions = {
  store: ObjectStore;
  engine: SqlEngine;
  onProgress: (progress: { text: string; fraction: number }) => void;
};

/** The package's data folder, found from the program's own folder: also from a bundle in build/. */
function dataFolder(): string {
  const require = createRequire(import.meta.url ?? pathToFileURL(process.argv[1] ?? ".").href);
  return join(dirname(dirname(require.resolve("vega-datasets"))), "data");
}

/** `IMDB Rating` and `magType` as Hive names them: `imdb_rating`, `mag_type`. */
function columnName(key: string): string {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [columnName(key), renamed(inner)]),
  );
}

/** Hive reads one object a line, not a JSON array. */
function jsonLines(content: string): string {
  const parsed: unknown = JSON.parse(content);
  const records = Array.isArray(parsed) ? parsed : (parsed as { features?: unknown[] }).features;
  if (!Array.isArray(records))
    throw new Error("A sample file is neither an array nor a feature collection");
  return `${records.map((record) => JSON.stringify(renamed(record))).join("\n")}\n`;
}

async function putObject(store: ObjectStore, folder: string, table: SampleTable): Promise<void> {
  const path = join(folder, table.file);
  if (table.file.endsWith(".json")) {
    const key = `${table.name}/${table.file}l`;
    await store.put(BUCKET, key, Buffer.from(jsonLines(await readFile(path, "utf8"))), {
      contentType: "application/x-ndjson",
    });
  } else if (table.gzip) {
    await store.put(BUCKET, `${table.name}/${table.file}.gz`, gzipSync(await readFile(path)), {
      contentType: "application/gzip",
    });
  } else {
    await store.put(BUCKET, `${table.name}/${table.file}`, createReadStream(path));
  }
}

async function define(engine: SqlEngine, sql: string): Promise<void> {
  const context = {
    executionId: "sample-data",
    catalog: undefined,
    database: sampleDatabase.name,
    parameters: undefined,
    workGroup: "primary",
    outputLocation: "s3://athenaeum-results/",
    enforcesLocation: false,
  };
  const sink = { columns: async () => {}, write: async () => {} };
  await engine.run(engine.parse(sql), context, sink, new AbortController().signal);
}

/**
 * Puts the sample objects into the bucket `athenaeum-sample` and defines the database `sample` over them.
 * Doing it twice changes nothing. `fraction` of the progress runs from 0 to 1.
 * @throws when the package vega-datasets is missing or the store cannot be written
 */
export async function loadSampleData({
  store,
  engine,
  onProgress,
}: SampleDataOptions): Promise<void> {
  const folder = dataFolder();
  if (!(await store.bucketExists(BUCKET))) await store.createBucket(BUCKET);
  await define(engine, sampleDatabase.sql);
  for (const [index, table] of sampleTables.entries()) {
    onProgress({ text: `Sample table ${table.name}`, fraction: index / sampleTables.length });
    await putObject(store, folder, table);
    await define(engine, table.sql(`s3://${BUCKET}/${table.name}/`));
  }
  onProgress({ text: `${sampleTables.length} sample tables`, fraction: 1 });
}
