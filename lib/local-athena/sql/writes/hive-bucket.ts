import { engineError } from "../errors";
import { quoteName } from "../translate/tree";
import type { AthenaType } from "../types/types";

/** Buckets of a Hive table: rows whose columns hash alike share a file. */
export type Buckets = { columns: readonly string[]; count: number };

/** Two's complement arithmetic of 32 bits, in numbers that do not overflow. */
const wrapped = (value: string) => `((${value}) % 4294967296 + 4294967296) % 4294967296`;

/** Hive's hash (version 1) of a value, as an unsigned number of 32 bits; 0 for NULL. */
function hashOf(value: string, { base }: AthenaType): string {
  if (base === "boolean") return `CASE WHEN ${value} THEN 1 ELSE 0 END`;
  if (/^(tinyint|smallint|integer)$/.test(base))
    return `coalesce(${wrapped(`CAST(${value} AS BIGINT)`)}, 0)`;
  if (base === "date") return `coalesce(${wrapped(`${value} - DATE '1970-01-01'`)}, 0)`;
  if (base === "bigint") {
    const bits = `(CAST(${value} AS HUGEINT) + 18446744073709551616::HUGEINT) % 18446744073709551616::HUGEINT`;
    return `coalesce(list_transform([CAST(${bits} AS UBIGINT)], lambda athena_u: CAST(xor(athena_u >> 32, athena_u & 4294967295::UBIGINT) AS BIGINT))[1], 0)`;
  }
  if (base !== "varchar")
    throw engineError(
      "NOT_SUPPORTED",
      `Bucketing by a column of type ${base} is not supported by local-athena`,
    );
  const byte = "CAST('0x' || substr(athena_x, athena_i * 2 + 1, 2) AS BIGINT)";
  const bytes = `list_transform(range(0, length(athena_x) // 2), lambda athena_i: CASE WHEN ${byte} > 127 THEN ${byte} - 256 ELSE ${byte} END)`;
  const reduced = `list_reduce(${bytes}, lambda athena_h, athena_b: ${wrapped("athena_h * 31 + athena_b")}, CAST(0 AS BIGINT))`;
  return `coalesce(list_transform([hex(encode(${value}))], lambda athena_x: ${reduced})[1], 0)`;
}

/**
 * A DuckDB expression, over the table's columns, for the number of a row's bucket.
 * @throws SqlError NOT_SUPPORTED for types whose hash this engine does not know
 */
export function bucketNumber(
  { columns, count }: Buckets,
  types: ReadonlyMap<string, AthenaType>,
): string {
  const hash = columns.reduce<string | undefined>((before, name) => {
    const type = types.get(name) ?? { base: "unknown", numbers: [], parts: [] };
    const own = hashOf(quoteName(name), type);
    return before === undefined ? own : wrapped(`(${before}) * 31 + (${own})`);
  }, undefined);
  return `((${hash}) & 2147483647) % ${count}`;
}
