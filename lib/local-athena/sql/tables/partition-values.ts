import { type CatalogPartition, NULL_PARTITION } from "../catalog/partition";
import type { CatalogColumn } from "../engine";
import { engineError } from "../errors";
import { quoteText } from "../translate/tree";
import { columnType } from "./column-type";

const forms: Record<string, RegExp> = {
  boolean: /^(true|false)$/i,
  tinyint: /^[+-]?\d+$/,
  smallint: /^[+-]?\d+$/,
  integer: /^[+-]?\d+$/,
  bigint: /^[+-]?\d+$/,
  real: /^[+-]?[\d.]+(e[+-]?\d+)?$/i,
  double: /^[+-]?[\d.]+(e[+-]?\d+)?$/i,
  decimal: /^[+-]?\d*\.?\d*$/,
  date: /^\d{4,}-\d{1,2}-\d{1,2}( 00:00:00(\.0+)?)?$/,
  timestamp: /^\d{4,}-\d{1,2}-\d{1,2}( \d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?$/,
  varchar: /^/,
  char: /^/,
};

/**
 * A partition's value as a DuckDB constant of its key's type.
 * @throws SqlError HIVE_INVALID_PARTITION_VALUE for a text that is no such value
 */
function literal(key: CatalogColumn, value: string): string {
  const { athena, duck } = columnType(key.type);
  if (value === NULL_PARTITION) return `CAST(NULL AS ${duck})`;
  if (!(forms[athena.base] ?? /$^/).test(value))
    throw engineError(
      "HIVE_INVALID_PARTITION_VALUE",
      `Invalid partition value '${value}' for ${athena.base.toUpperCase()} partition key: ${key.name}`,
    );
  return `CAST(${quoteText(value)} AS ${duck})`;
}

/** The values of a partition as DuckDB constants, in the order of the keys. Errors: HIVE_INVALID_PARTITION_VALUE. */
export const partitionLiterals = (
  keys: readonly CatalogColumn[],
  partition: Pick<CatalogPartition, "values">,
): string[] => keys.map((key, index) => literal(key, partition.values[index] ?? NULL_PARTITION));
