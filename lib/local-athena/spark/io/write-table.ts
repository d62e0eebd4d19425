import type { CatalogTable } from "../../sql/engine";
import { existingTableFormat } from "../../sql/writes/existing-table-format";
import type { ObjectName } from "../../sql/writes/object-writes";
import { type TargetLocation, targetLocation } from "../../sql/writes/target-location";
import { SparkError } from "../bridge";
import { isManaged, providerOf, tableOptions } from "../catalog/catalog-table";
import { sparkFields } from "../catalog/column-types";
import { newTable } from "../catalog/new-table";
import type { Expression, Relation, StructField } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import { type FileWriter, fileWriter, tableFileWriter } from "./file-writer";
import { FileOptions } from "./read-options";
import { s3Path } from "./s3-path";
import { partitionFolder } from "./stage-files";
import { assignedRows } from "./store-assignment";
import { objectsAt, writablePath } from "./target-path";
import {
  checkColumns,
  type FrameWriter,
  formatOf,
  isDynamic,
  replacedBy,
  staged,
  storedFields,
  type WriteRequest,
  writeOptions,
} from "./write-files";

export type TableRequest = WriteRequest & {
  target: { table: string; insertInto: boolean };
  /** Constants of PARTITION (key = value): only such partitions are overwritten. */
  constants?: Readonly<Record<string, string | null>>;
};

const shownName = ({ database, name }: Pick<CatalogTable, "database" | "name">) =>
  `\`${database}\`.\`${name}\``;

/** How a table's files are written: by the options that it was made with, or for its SerDe. */
function writerOf(table: CatalogTable, fields: readonly StructField[]): FileWriter {
  const provider = providerOf(table);
  if (provider === "csv" || provider === "text")
    return fileWriter(fields, new FileOptions(provider, tableOptions(table)));
  return tableFileWriter(fields, existingTableFormat(table));
}

/** The folder of a partition that the catalog has, whose name may be escaped. */
function knownFolder(location: string): TargetLocation {
  const { bucket, key } = s3Path(location);
  const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
  return { bucket, prefix, uri: `s3://${bucket}/${prefix}` };
}

/** Writes into a table that exists, by the places of the columns. */
async function insertInto(
  writer: FrameWriter,
  request: TableRequest,
  table: CatalogTable,
  signal: AbortSignal,
): Promise<void> {
  const { catalog, store } = writer;
  const { database, name, partitionKeys } = table;
  if (table.tableType === "VIRTUAL_VIEW")
    throw new SparkError(
      "AnalysisException",
      `Inserting into a view is not allowed. View: ${shownName(table)}.`,
    );
  if (catalog.iceberg.get(database, name) !== undefined)
    throw new SparkError(
      "AnalysisException",
      `${shownName(table)} is an Iceberg table, which local-athena's Spark reads and does not write: use INSERT of Athena SQL`,
    );
  if (table.clusteredBy !== undefined)
    throw new SparkError(
      "AnalysisException",
      `Output Hive table ${shownName(table)} is bucketed but Spark currently does NOT populate bucketed output which is compatible with Hive.`,
    );
  const fields = sparkFields(table);
  const keys = partitionKeys.map((key) => key.name);
  const location = await writablePath(store, table.parameters.location ?? "");
  const given = await writer.rows(request.plan, signal);
  const sql = assignedRows(given.sql, given.schema.fields, fields, shownName(table));
  const files = writerOf(table, storedFields(fields, keys));
  const locationOf = (values: readonly string[]) => {
    const known = keys.length === 0 ? undefined : catalog.partitions.get(database, name, values);
    return known === undefined
      ? partitionFolder(location, keys, values)
      : knownFolder(known.location);
  };
  const staging = { sql, fields, partitionBy: keys, files, location, locationOf };
  await staged(writer, staging, signal, async ({ objects, partitions }) => {
    const all = keys.length === 0 ? [] : catalog.partitions.list(database, name);
    const written = new Set(partitions.map((values) => JSON.stringify(values)));
    const dynamic = isDynamic(writer, request.options);
    const overwritten = all.filter(({ values }) => {
      if (dynamic) return written.has(JSON.stringify(values));
      return Object.entries(request.constants ?? {}).every(
        ([key, value]) => values[keys.indexOf(key)] === value,
      );
    });
    const old: ObjectName[] = [];
    if (request.mode === "overwrite" && keys.length === 0)
      old.push(...(await objectsAt(store, table.parameters.location ?? "")));
    if (request.mode === "overwrite")
      for (const partition of overwritten)
        old.push(...(await objectsAt(store, partition.location)));
    await writer.writes.publish(
      objects,
      signal,
      () => {
        if (request.mode === "overwrite") {
          const gone = overwritten.filter(({ values }) => !written.has(JSON.stringify(values)));
          catalog.partitions.drop(
            database,
            name,
            gone.map(({ values }) => values),
          );
        }
        addPartitions(writer, table, partitions, locationOf);
      },
      replacedBy(old, objects),
    );
  });
}

function addPartitions(
  { catalog }: FrameWriter,
  { database, name }: CatalogTable,
  partitions: readonly string[][],
  locationOf: (values: readonly string[]) => TargetLocation,
): void {
  const added = partitions.map((values) => ({
    values,
    location: locationOf(values).uri,
    parameters: {},
    createTime: Date.now(),
  }));
  catalog.partitions.add(database, name, added);
}

/** The plan's columns in the table's order, by their names. */
function byName(plan: Relation, table: CatalogTable, given: readonly StructField[]): Relation {
  const fields = sparkFields(table);
  const names = given.map(({ name }) => name.toLowerCase());
  if (names.length !== fields.length)
    throw new SparkError(
      "AnalysisException",
      `The column number of the existing table ${table.database}.${table.name}(${simpleString({ type: "struct", fields })}) doesn't match the data schema(${simpleString({ type: "struct", fields: [...given] })})`,
    );
  const expressions = fields.map(({ name }): Expression => {
    if (!names.includes(name.toLowerCase()))
      throw new SparkError(
        "AnalysisException",
        `cannot resolve '${name}' given input columns: [${given.map((field) => field.name).join(", ")}]`,
      );
    return { expr: "attribute", name: `\`${name.replaceAll("`", "``")}\`` };
  });
  return { rel: "project", input: plan, expressions };
}

/** Makes a table of the rows, in the place of one that is there already when the mode is overwrite. */
async function createWith(
  writer: FrameWriter,
  request: TableRequest,
  existing: CatalogTable | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { catalog, session, store } = writer;
  const format = formatOf(writer, request.format);
  const { path, ...options } = writeOptions(writer, format, request.options);
  const { schema, sql } = await writer.rows(request.plan, signal);
  const identifier = session.identifier(request.target.table);
  session.database(identifier.database);
  checkColumns(schema.fields, request.partitionBy, shownName(identifier));
  const table = newTable(session, {
    identifier,
    fields: schema.fields,
    partitionBy: request.partitionBy,
    format,
    options,
    location: path,
  });
  const place = table.parameters.location ?? "";
  const location = targetLocation((await writablePath(store, place)).uri);
  const found = await objectsAt(store, place);
  const isOwn = existing !== undefined && existing.parameters.location === place;
  if (found.length > 0 && request.mode !== "overwrite" && request.mode !== "append")
    throw new SparkError(
      "AnalysisException",
      isManaged(table)
        ? `Can not create the managed table('${shownName(table)}'). The associated location('${place}') already exists.`
        : `path ${place} already exists.`,
    );
  const keys = table.partitionKeys.map((key) => key.name);
  const files = writerOf(table, storedFields(schema.fields, keys));
  const locationOf = (values: readonly string[]) => partitionFolder(location, keys, values);
  const staging = { sql, fields: schema.fields, partitionBy: keys, files, location, locationOf };
  await staged(writer, staging, signal, async ({ objects, partitions }) => {
    const former = existing !== undefined && isManaged(existing) && !isOwn;
    const old = request.mode === "overwrite" ? [...found] : [];
    if (former) old.push(...(await objectsAt(store, existing.parameters.location ?? "")));
    const commit = () => {
      const { database, name } = table;
      if (existing === undefined && catalog.getTable(database, name) !== undefined)
        throw new SparkError("AnalysisException", `Table ${shownName(table)} already exists.`);
      catalog.dropTable(database, name);
      catalog.putTable(table);
      addPartitions(writer, table, partitions, locationOf);
    };
    await writer.writes.publish(objects, signal, commit, replacedBy(old, objects));
  });
}

/**
 * `df.write.saveAsTable` and `insertInto`: the table is in the catalog for Athena SQL too.
 * @throws SparkError AnalysisException when it exists or does not, and for what cannot be written; AbortError
 */
export async function writeTable(
  writer: FrameWriter,
  request: TableRequest,
  signal: AbortSignal,
): Promise<void> {
  const { session, catalog } = writer;
  const { table: name, insertInto: mustExist } = request.target;
  if (mustExist) {
    if (request.partitionBy.length > 0)
      throw new SparkError(
        "AnalysisException",
        "insertInto() can't be used together with partitionBy(). Partition columns have already been defined for the table. It is not necessary to use partitionBy().",
      );
    return insertInto(writer, request, session.table(name), signal);
  }
  const identifier = session.identifier(name);
  const existing = catalog.getTable(identifier.database, identifier.name);
  if (existing === undefined || request.mode === "overwrite") {
    const isIceberg = catalog.iceberg.get(identifier.database, identifier.name) !== undefined;
    if (existing?.tableType === "VIRTUAL_VIEW" || isIceberg)
      throw new SparkError(
        "AnalysisException",
        `${shownName(identifier)} is ${isIceberg ? "an Iceberg table" : "a view"}, which saveAsTable cannot replace`,
      );
    return createWith(writer, request, existing, signal);
  }
  if (request.mode === "ignore") return;
  if (request.mode === "error")
    throw new SparkError("AnalysisException", `Table ${shownName(identifier)} already exists.`);
  const { schema } = await writer.rows(request.plan, signal);
  return insertInto(
    writer,
    { ...request, plan: byName(request.plan, existing, schema.fields) },
    existing,
    signal,
  );
}
