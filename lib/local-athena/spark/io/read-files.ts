import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { onConnection } from "../../sql/duckdb";
import type { StartStream } from "../../sql/query-streams";
import { quoteName } from "../../sql/translate/tree";
import type { ObjectStore } from "../../storage/object-store";
import { SparkError } from "../bridge";
import { duckType } from "../plan/duck-types";
import type { FilesToRead, TableSource } from "../plan/environment";
import type { StructField, StructType } from "../plan/plan";
import { parseSchema } from "../plan/type-text";
import { normalType } from "../plan/types";
import { type FoundFile, findFiles } from "./find-files";
import { type PartitionFolders, partitionFolders, withPartitions } from "./partition-folders";
import { csvFormat } from "./read-csv";
import { jsonFormat } from "./read-json";
import { FileOptions } from "./read-options";
import { parquetFormat } from "./read-parquet";
import { textFormat } from "./read-text";
import { runStatement } from "./run-statement";
import type { Reading, SourceFormat } from "./source-format";

const formats: Readonly<Record<string, SourceFormat>> = {
  csv: csvFormat,
  json: jsonFormat,
  parquet: parquetFormat,
  text: textFormat,
};

const known = /^(orc|avro|jdbc|delta|iceberg|hudi|image|binaryfile|libsvm|xml|kafka|rate|socket)$/;

/** @throws SparkError for formats that local-athena does not read */
function formatOf(name: string): SourceFormat {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format !== undefined) return format;
  if (known.test(name))
    throw new SparkError(
      "AnalysisException",
      `The format ${name} is not supported by local-athena: csv, json, parquet and text are`,
    );
  throw new SparkError(
    "Py4JJavaError",
    `java.lang.ClassNotFoundException: \nFailed to find data source: ${name}. Please find packages at\nhttp://spark.apache.org/third-party-projects.html\n       `,
  );
}

export type FileReader = {
  store: ObjectStore;
  instance: DuckDBInstance;
  startStream: StartStream;
  setting: (key: string) => string | null;
  onScanned: (bytes: number) => void;
};

type Found = { files: FoundFile[]; folders: PartitionFolders; options: FileOptions };

async function find(
  { store, setting }: FileReader,
  read: FilesToRead,
  given: readonly StructField[],
  mayBeMissing: boolean,
): Promise<Found> {
  const options = new FileOptions(read.format, read.options);
  options.refuse("modifiedbefore", "modifiedafter");
  if (read.paths.length === 0)
    throw new SparkError(
      "AnalysisException",
      `Unable to infer schema for ${titles[read.format] ?? read.format}. It must be specified manually.`,
    );
  const all = await findFiles(store, read.paths, options.text("basepath"), mayBeMissing);
  const filter = options.text("pathglobfilter");
  const files = filter === undefined ? all : all.filter(({ uri }) => matchesName(uri, filter));
  const isFlat = options.flag("recursivefilelookup", false);
  const infers = setting("spark.sql.sources.partitionColumnTypeInference.enabled") !== "false";
  const folders = isFlat
    ? { columns: [], values: new Map() }
    : partitionFolders(files, infers, given);
  return { files, folders, options };
}

const titles: Readonly<Record<string, string>> = {
  csv: "CSV",
  json: "JSON",
  parquet: "Parquet",
  text: "Text",
};

function matchesName(uri: string, glob: string): boolean {
  const source = glob
    .replaceAll(/[.+^${}()|\\[\]]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(uri.slice(uri.lastIndexOf("/") + 1));
}

const without = (schema: StructType, columns: readonly StructField[]): StructType => ({
  type: "struct",
  fields: schema.fields.filter(
    ({ name }) => !columns.some((column) => column.name.toLowerCase() === name.toLowerCase()),
  ),
});

const readingOf = (
  { startStream }: FileReader,
  connection: DuckDBConnection,
  { files, options }: Pick<Found, "files" | "options">,
): Reading => ({
  connection,
  query: (sql) => runStatement(connection, startStream, sql),
  files,
  options,
});

/** Every column may be NULL when it comes from files, whatever the schema says. */
const nullableFields = (fields: readonly StructField[]): StructField[] =>
  fields.map((field) => ({ ...field, type: normalType(field.type), nullable: true }));

/**
 * What `spark.read` reads: the schema is that of the caller, or found in the files now; the rows are those that the
 * files have when they are opened.
 * @param mayBeMissing for a table's folder, which is there with its first rows only
 * @throws SparkError AnalysisException `Path does not exist: …`, `Unable to infer schema for CSV. …`; AbortError
 */
export async function readFiles(
  reader: FileReader,
  read: FilesToRead,
  signal: AbortSignal,
  mayBeMissing = false,
): Promise<TableSource> {
  const format = formatOf(read.format);
  const written = typeof read.schema === "string" ? parseSchema(read.schema) : read.schema;
  const given = written === undefined ? undefined : nullableFields(written.fields);
  const { folders, files, options } = await find(reader, read, given ?? [], mayBeMissing);
  const inferred = async () => {
    if (files.length === 0 && read.format !== "text")
      throw new SparkError(
        "AnalysisException",
        `Unable to infer schema for ${titles[read.format]}. It must be specified manually.`,
      );
    return onConnection(reader.instance, signal, (connection) =>
      format.infer(readingOf(reader, connection, { files, options })),
    );
  };
  const whole: StructType =
    given === undefined ? await inferred() : { type: "struct", fields: given };
  const own = without(whole, folders.columns);
  const schema: StructType = { type: "struct", fields: [...own.fields, ...folders.columns] };
  return {
    schema,
    qualifier: [],
    description: `${read.format} ${read.paths.join(", ")}`,
    open: async (openSignal) => {
      const now = await find(reader, read, schema.fields, mayBeMissing);
      reader.onScanned(now.files.reduce((sum, file) => sum + file.sizeBytes, 0));
      const sql = await onConnection(reader.instance, openSignal, async (connection) =>
        now.files.length === 0
          ? emptyRows(schema)
          : withPartitions(
              await format.rows(readingOf(reader, connection, now), own),
              own.fields,
              folders.columns,
              now,
            ),
      );
      return { sql };
    },
  };
}

function emptyRows(schema: StructType): string {
  const columns = schema.fields.map(
    ({ name, type }) => `CAST(NULL AS ${duckType(type)}) AS ${quoteName(name)}`,
  );
  return columns.length === 0 ? "SELECT 1 WHERE false" : `SELECT ${columns.join(", ")} WHERE false`;
}
