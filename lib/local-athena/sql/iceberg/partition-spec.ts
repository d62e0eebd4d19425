import type { CatalogColumn } from "../engine";
import { columnType } from "../tables/column-type";
import { quoteName } from "../translate/tree";
import { invalidProperty } from "../writes/write-error";
import { bucketOf } from "./bucket-hash";

/** A field of an Iceberg table's partition spec, as DESCRIBE shows it: `id_bucket`, `bucket[16]`, `id`. */
export type PartitionField = { name: string; transform: string; column: string };

const ends: Readonly<Record<string, string>> = {
  identity: "",
  bucket: "_bucket",
  truncate: "_trunc",
  year: "_year",
  month: "_month",
  day: "_day",
  hour: "_hour",
};

const times: Readonly<Record<string, string>> = {
  year: "%Y",
  month: "%Y-%m",
  day: "%Y-%m-%d",
  hour: "%Y-%m-%d-%H",
};

/** Which types a transform takes. */
function takes(transform: string, base: string): boolean {
  const isInstant = /^timestamp/.test(base);
  if (transform === "hour") return isInstant;
  if (Object.hasOwn(times, transform)) return isInstant || base === "date";
  if (transform === "truncate") return /^(integer|bigint|varchar)$/.test(base);
  if (transform === "bucket")
    return isInstant || /^(integer|bigint|varchar|date|varbinary)$/.test(base);
  return !/^(array|map|row)$/.test(base);
}

/**
 * A partition field as a statement writes it: `col`, `day(col)`, `bucket(16, col)`, and CTAS's `bucket(col, 16)`.
 * @throws SqlError INVALID_TABLE_PROPERTY for what is none, or for a column that the table has not
 */
export function partitionField(text: string, columns: readonly CatalogColumn[]): PartitionField {
  const refused = (why: string) =>
    invalidProperty(`Invalid partition field ${text.trim()}: ${why}`);
  const match = /^\s*(\w+)\s*(?:\(\s*([^,()]+?)\s*(?:,\s*([^,()]+?)\s*)?\))?\s*$/.exec(text);
  if (match === null) throw refused("it is no column and no transform");
  const [, word = "", first, second] = match;
  const unquoted = (name: string) => name.replaceAll(/^["`]|["`]$/g, "").toLowerCase();
  const called = first === undefined ? "identity" : word.toLowerCase().replace(/s$/, "");
  if (!Object.hasOwn(ends, called) || (called === "identity" && first !== undefined))
    throw refused(`there is no transform ${word}`);
  const given = [first ?? word, second].filter((part) => part !== undefined);
  const number = given.find((part) => /^\d+$/.test(part));
  const column = unquoted(given.find((part) => part !== number) ?? "");
  const found = columns.find(({ name }) => name === column);
  if (found === undefined) throw refused(`column ${column} does not exist`);
  const counted = called === "bucket" || called === "truncate";
  if (counted !== (number !== undefined) || (number !== undefined && Number(number) < 1))
    throw refused("the number is missing or is none");
  if (!takes(called, columnType(found.type).athena.base))
    throw refused(`${called} does not take ${found.type}`);
  return {
    name: `${column}${ends[called]}`,
    transform: number === undefined ? called : `${called}[${Number(number)}]`,
    column,
  };
}

/** A DuckDB expression, over the table's columns, for the text of a row's value of the field; NULL for NULL. */
export function partitionText(field: PartitionField, columns: readonly CatalogColumn[]): string {
  const value = quoteName(field.column);
  const type = columns.find(({ name }) => name === field.column)?.type ?? "";
  const [transform = "", number = ""] = field.transform.split(/[[\]]/);
  const format = times[transform];
  if (format !== undefined) return `strftime(CAST(${value} AS TIMESTAMP), '${format}')`;
  const { base } = columnType(type).athena;
  if (transform === "bucket") return `CAST(${bucketOf(value, base, Number(number))} AS VARCHAR)`;
  if (transform !== "truncate") return `CAST(${value} AS VARCHAR)`;
  if (base === "varchar") return `left(${value}, ${number})`;
  return `CAST(${value} - ((${value} % ${number}) + ${number}) % ${number} AS VARCHAR)`;
}

/** The folder of a partition's files: `ts_day=2024-01-01/`. */
export function partitionFolder(
  spec: readonly PartitionField[],
  partition: readonly (string | null)[],
): string {
  return spec
    .map(({ name }, index) => `${name}=${encodeURIComponent(partition[index] ?? "null")}/`)
    .join("");
}
