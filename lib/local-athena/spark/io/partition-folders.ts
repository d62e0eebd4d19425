import { NULL_PARTITION, unescapeValue } from "../../sql/catalog/partition";
import { quoteName, quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import { duckType } from "../plan/duck-types";
import type { StructField } from "../plan/plan";
import type { FoundFile } from "./find-files";

/** The columns that folders `name=value` add, and for each file its values as texts. */
export type PartitionFolders = { columns: StructField[]; values: Map<string, (string | null)[]> };

type Pair = { name: string; value: string | null };

function pairsOf(file: FoundFile): Pair[] {
  const folders = file.below.split("/").slice(0, -1);
  return folders.flatMap((folder) => {
    const at = folder.indexOf("=");
    if (at <= 0) return [];
    const value = unescapeValue(folder.slice(at + 1));
    return [
      { name: unescapeValue(folder.slice(0, at)), value: value === NULL_PARTITION ? null : value },
    ];
  });
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const isMoment = (text: string) =>
  /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text) &&
  !Number.isNaN(Date.parse(`${text.replace(" ", "T")}Z`));

const within = (text: string, bits: bigint) => {
  const value = BigInt(text);
  return value >= -(1n << bits) && value < 1n << bits;
};

/** The types of values, from the narrowest, and what tells them. */
const kinds: [type: string, is: (text: string) => boolean][] = [
  ["integer", (text) => /^[+-]?\d+$/.test(text) && within(text.replace("+", ""), 31n)],
  ["long", (text) => /^[+-]?\d+$/.test(text) && within(text.replace("+", ""), 63n)],
  ["double", (text) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)],
  ["date", isDay],
  ["timestamp", (text) => isDay(text) || isMoment(text)],
  ["string", () => true],
];

function typeOf(values: readonly (string | null)[], infers: boolean): string {
  const texts = values.filter((value) => value !== null);
  if (!infers || texts.length === 0) return "string";
  return kinds.find(([, is]) => texts.every(is))?.[0] ?? "string";
}

/**
 * Finds the partitions of files by their folders; types are inferred from the values, as Spark does.
 * @param infers false with `spark.sql.sources.partitionColumnTypeInference.enabled` = false: all are strings
 * @param given types that the caller's schema gives to columns of these names
 * @throws SparkError when files disagree about the names of the folders
 */
export function partitionFolders(
  files: readonly FoundFile[],
  infers: boolean,
  given: readonly StructField[],
): PartitionFolders {
  const pairs = files.map(pairsOf);
  const names = pairs[0]?.map(({ name }) => name) ?? [];
  const other = pairs.find((some) => some.map(({ name }) => name).join("/") !== names.join("/"));
  if (other !== undefined) {
    const lists = [...new Set(pairs.map((some) => some.map(({ name }) => name).join(", ")))];
    const shown = lists.map((list, index) => `Partition column name list #${index}: ${list}`);
    throw new SparkError(
      "Py4JJavaError",
      `java.lang.AssertionError: assertion failed: Conflicting partition column names detected:\n\n\t${shown.join("\n\t")}\n`,
    );
  }
  const columns = names.map((name, index): StructField => {
    const values = pairs.map((some) => some[index]?.value ?? null);
    const known = given.find((field) => field.name.toLowerCase() === name.toLowerCase());
    return { name, type: known?.type ?? typeOf(values, infers), nullable: true };
  });
  const values = new Map(
    files.map(({ path }, index) => [path, pairs[index]?.map(({ value }) => value) ?? []]),
  );
  return { columns, values };
}

const inRegex = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/**
 * The partitions' columns as DuckDB expressions over `filename`. Read from the path, they leave rows in their order;
 * undefined where the path on disk is not that of the object.
 */
function fromPath(files: readonly FoundFile[], columns: readonly StructField[]) {
  if (!files.every(({ path, below }) => path.endsWith(below))) return undefined;
  return columns.map(({ name, type }) => {
    // The last folder of this name, as the store's own may come before.
    const folder = `^.*/${inRegex(name)}=([^/]*)/`;
    const text = `url_decode(regexp_extract(filename, ${quoteText(folder)}, 1))`;
    return `TRY_CAST(nullif(${text}, ${quoteText(NULL_PARTITION)}) AS ${duckType(type)})`;
  });
}

/** Rows with the columns of the partition that each one's file is in. */
export function withPartitions(
  rows: string,
  own: readonly StructField[],
  columns: readonly StructField[],
  { files, folders }: { files: readonly FoundFile[]; folders: PartitionFolders },
): string {
  const fields = own.map(({ name }) => `spark_rows.${quoteName(name)}`);
  if (columns.length === 0)
    return `SELECT ${fields.join(", ") || "0 AS _none"} FROM (${rows}) AS spark_rows`;
  const named = columns.map(({ name }) => quoteName(name));
  const found = fromPath(files, columns);
  if (found !== undefined) {
    const selected = [...fields, ...found.map((value, index) => `${value} AS ${named[index]}`)];
    return `SELECT ${selected.join(", ")} FROM (${rows}) AS spark_rows`;
  }
  const values = files.map(({ path }) => {
    const constants = columns.map(({ type }, index) => {
      const value = folders.values.get(path)?.[index] ?? null;
      return `TRY_CAST(${value === null ? "NULL" : quoteText(value)} AS ${duckType(type)})`;
    });
    return `(${[quoteText(path), ...constants].join(", ")})`;
  });
  const selected = [...fields, ...named.map((name) => `spark_files.${name}`)];
  return `SELECT ${selected.join(", ")} FROM (${rows}) AS spark_rows JOIN (VALUES ${values.join(", ")}) AS spark_files(spark_path, ${named.join(", ")}) ON spark_rows.filename = spark_files.spark_path`;
}
