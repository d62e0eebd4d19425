import { NULL_PARTITION, unescapeValue } from "../../sql/catalog/partition";
import { quoteText } from "../../sql/translate/tree";
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

/** The values of a file's partitions as DuckDB constants. */
export function partitionConstants({ columns, values }: PartitionFolders, path: string): string[] {
  return columns.map(({ type }, index) => {
    const value = values.get(path)?.[index] ?? null;
    const text = value === null ? "NULL" : quoteText(value);
    return `TRY_CAST(${text} AS ${duckType(type)})`;
  });
}
