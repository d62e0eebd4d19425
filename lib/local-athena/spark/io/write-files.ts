import type { DuckDBInstance } from "@duckdb/node-api";
import type { CatalogStore } from "../../sql/catalog/catalog-store";
import { onConnection } from "../../sql/duckdb";
import type { StartStream } from "../../sql/query-streams";
import type { NewObject, ObjectName, ObjectWrites } from "../../sql/writes/object-writes";
import type { TargetLocation } from "../../sql/writes/target-location";
import type { ObjectStore } from "../../storage/object-store";
import { SparkError, type SparkRequests } from "../bridge";
import type { SessionCatalog } from "../catalog/session-catalog";
import type { Relation, StructField, StructType } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import { type FileWriter, fileWriter } from "./file-writer";
import { FileOptions } from "./read-options";
import { runStatement } from "./run-statement";
import { partitionFolder, type StagedRows, stageFiles, successMarker } from "./stage-files";
import { objectsAt, writablePath } from "./target-path";

/** What df.write and INSERT work with. */
export type FrameWriter = {
  store: ObjectStore;
  catalog: CatalogStore;
  writes: ObjectWrites;
  instance: DuckDBInstance;
  startStream: StartStream;
  session: SessionCatalog;
  setting: (key: string) => string | null;
  /** A plan as a DuckDB query whose columns are the schema's, in their order. */
  rows(plan: Relation, signal: AbortSignal): Promise<{ schema: StructType; sql: string }>;
  /** What a failure of DuckDB is in Spark's words. */
  failure(error: unknown): unknown;
};

export type WriteRequest = SparkRequests["write"]["request"];

/** A file format by its name, else the session's own: Parquet. */
export const formatOf = (writer: FrameWriter, format: string | undefined) =>
  (format ?? writer.setting("spark.sql.sources.default") ?? "parquet").toLowerCase();

/** Options with the session's codec where a writer names none. */
export function writeOptions(
  writer: FrameWriter,
  format: string,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const { codec, ...others } = given;
  const named = given.compression ?? codec;
  const compression =
    named ?? (format === "parquet" ? writer.setting("spark.sql.parquet.compression.codec") : null);
  return { ...others, ...(compression !== null && { compression }) };
}

/** Whether only the partitions that are written are overwritten. */
export function isDynamic(writer: FrameWriter, options: Readonly<Record<string, string>>): boolean {
  const mode =
    options.partitionoverwritemode ?? writer.setting("spark.sql.sources.partitionOverwriteMode");
  return mode?.toLowerCase() === "dynamic";
}

/** @throws SparkError AnalysisException for columns that no file could tell apart, and partition columns that are none */
export function checkColumns(
  fields: readonly StructField[],
  partitionBy: readonly string[],
  target: string,
): void {
  const names = fields.map(({ name }) => name.toLowerCase());
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Found duplicate column(s) when inserting into ${target}: \`${repeated}\``,
    );
  const missing = partitionBy.find((name) => !names.includes(name.toLowerCase()));
  if (missing !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Partition column \`${missing}\` not found in schema ${simpleString({ type: "struct", fields: [...fields] })}`,
    );
  const nested = fields.find(
    ({ name, type }) =>
      partitionBy.some((key) => key.toLowerCase() === name.toLowerCase()) &&
      typeof type !== "string",
  );
  if (nested !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Cannot use ${simpleString(nested.type)} for partition column`,
    );
  if (partitionBy.length > 0 && partitionBy.length === fields.length)
    throw new SparkError("AnalysisException", "Cannot use all columns for partition columns");
}

/** The fields that go into the files, those of the partitions left out. */
export const storedFields = (fields: readonly StructField[], partitionBy: readonly string[]) =>
  fields.filter(({ name }) => !partitionBy.some((key) => key.toLowerCase() === name.toLowerCase()));

export type Staging = {
  sql: string;
  fields: readonly StructField[];
  partitionBy: readonly string[];
  files: FileWriter;
  location: TargetLocation;
  locationOf: (values: readonly string[]) => TargetLocation;
};

/** Runs the query into files and hands them, with the marker of success, to what publishes them. */
export function staged(
  writer: FrameWriter,
  { files, ...rows }: Staging,
  signal: AbortSignal,
  publish: (rows: StagedRows) => Promise<void>,
): Promise<void> {
  return writer.writes.inFolder(async (folder) => {
    const found = await onConnection(writer.instance, signal, (connection) =>
      stageFiles({
        ...rows,
        run: (sql) => runStatement(connection, writer.startStream, sql),
        folder,
        writer: files,
      }).catch((error: unknown) => {
        throw signal.aborted ? error : writer.failure(error);
      }),
    );
    const marker = await successMarker(folder, rows.location);
    const isMarked = (await writer.store.head(marker.bucket, marker.key)) !== undefined;
    await publish(isMarked ? found : { ...found, objects: [...found.objects, marker] });
  });
}

/** The objects that new ones take the place of, but for those of the same name. */
export function replacedBy(
  old: readonly ObjectName[],
  objects: readonly NewObject[],
  isStill: (object: ObjectName) => boolean = () => false,
): ObjectName[] {
  const kept = new Set(objects.map(({ bucket, key }) => `${bucket}/${key}`));
  return old.filter(
    (object) =>
      !kept.has(`${object.bucket}/${object.key}`) &&
      !object.key.endsWith("/_SUCCESS") &&
      object.key !== "_SUCCESS" &&
      !isStill(object),
  );
}

/**
 * `df.write.save(path)`.
 * @throws SparkError AnalysisException `path s3://… already exists.` and for what cannot be written; AbortError
 */
export async function writePath(
  writer: FrameWriter,
  request: WriteRequest & { target: { path: string } },
  signal: AbortSignal,
): Promise<void> {
  const { path } = request.target;
  const location = await writablePath(writer.store, path);
  const old = await objectsAt(writer.store, path);
  if (old.length > 0 && request.mode === "ignore") return;
  if (old.length > 0 && request.mode === "error")
    throw new SparkError("AnalysisException", `path ${path} already exists.`);
  const format = formatOf(writer, request.format);
  const options = writeOptions(writer, format, request.options);
  const { schema, sql } = await writer.rows(request.plan, signal);
  checkColumns(schema.fields, request.partitionBy, path);
  const stored = storedFields(schema.fields, request.partitionBy);
  const files = fileWriter(stored, new FileOptions(format, options));
  const locationOf = (values: readonly string[]) =>
    partitionFolder(location, request.partitionBy, values);
  const { partitionBy, mode } = request;
  const staging = { sql, fields: schema.fields, partitionBy, files, location, locationOf };
  await staged(writer, staging, signal, async ({ objects, partitions }) => {
    const folders = partitions.map((values) => locationOf(values).prefix);
    const isStill =
      isDynamic(writer, options) && partitionBy.length > 0
        ? ({ key }: ObjectName) => !folders.some((folder) => key.startsWith(folder))
        : undefined;
    const replaced = mode === "overwrite" ? replacedBy(old, objects, isStill) : [];
    await writer.writes.publish(objects, signal, () => {}, replaced);
  });
}
