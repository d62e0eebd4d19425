import { engineError } from "../errors";
import type { PreparedQuery } from "../run-query";
import { quoteName } from "../translate/tree";
import { type AthenaType, duckType, hiveType } from "../types/types";
import { coerced, plainValue } from "./coercion";
import type { FileColumn } from "./data-format";

/** A column of a query that is written: `value` is its DuckDB expression over `relation`. */
export type OutputColumn = { name: string; type: AthenaType; value: string };

/** A query's result as a relation whose columns have no two names alike. */
export function outputOf(prepared: PreparedQuery): { columns: OutputColumn[]; relation: string } {
  const columns = prepared.columns.map((column, index) => {
    const value = plainValue(quoteName(`q${index}`), prepared.statement.columnType(index));
    const type = prepared.types[index] ?? UNKNOWN;
    return { name: column.name.toLowerCase(), type, value };
  });
  const names = columns.map((_, index) => quoteName(`q${index}`));
  return { columns, relation: `(${prepared.sql}) AS "__query"(${names.join(", ")})` };
}

const UNKNOWN: AthenaType = { base: "unknown", numbers: [], parts: [] };

/** Types of results that a file of a Hive table cannot hold. */
const notStored = /^(time|timestamp with time zone|json|uuid|interval .*)$/;

/** Whether the type, or one within it, answers to the pattern. */
function contains(type: AthenaType, pattern: RegExp): boolean {
  return pattern.test(type.base) || type.parts.some((part) => contains(part.type, pattern));
}

/**
 * The columns of a table made from a query.
 * @param names what the statement calls them, if it does
 * @throws SqlError MISSING_COLUMN_NAME, DUPLICATE_COLUMN_NAME, MISMATCHED_COLUMN_ALIASES, COLUMN_TYPE_UNKNOWN,
 * NOT_SUPPORTED for types that the table cannot have
 */
export function namedColumns(
  columns: readonly OutputColumn[],
  kind: "Hive" | "Iceberg",
  names?: readonly string[],
): OutputColumn[] {
  if (names !== undefined && names.length !== columns.length)
    throw engineError(
      "MISMATCHED_COLUMN_ALIASES",
      `line 1:1: Column alias list has ${names.length} entries but relation has ${columns.length} columns`,
    );
  const seen = new Set<string>();
  return columns.map((column, index) => {
    const name = names?.[index] ?? column.name;
    if (/^_col\d+$/.test(name) && names === undefined)
      throw engineError(
        "MISSING_COLUMN_NAME",
        `line 1:1: Column name not specified at position ${index + 1}`,
      );
    if (seen.has(name))
      throw engineError(
        "DUPLICATE_COLUMN_NAME",
        `line 1:1: Column name '${name}' specified more than once`,
      );
    seen.add(name);
    if (column.type.base === "unknown")
      throw engineError(
        "COLUMN_TYPE_UNKNOWN",
        `line 1:1: Column type is unknown at position ${index + 1}`,
      );
    const refused = kind === "Hive" ? notStored : /^(json|uuid|interval .*|time)$/;
    if (contains(column.type, refused) || contains(column.type, /^unknown$/))
      throw engineError("NOT_SUPPORTED", `Unsupported ${kind} type: ${column.type.base}`);
    const type = kind === "Iceberg" ? widened(column.type) : column.type;
    return { ...column, name, type };
  });
}

/** Iceberg has no integers shorter than int, and no bounded texts. */
function widened(type: AthenaType): AthenaType {
  if (/^(tinyint|smallint)$/.test(type.base)) return { ...type, base: "integer" };
  if (/^(varchar|char)$/.test(type.base)) return { base: "varchar", numbers: [], parts: [] };
  return { ...type, parts: type.parts.map((part) => ({ ...part, type: widened(part.type) })) };
}

export const catalogColumn = ({ name, type }: OutputColumn) => ({ name, type: hiveType(type) });

/** The select list that gives the columns their names and exact types. */
export function castList(columns: readonly (OutputColumn & { from?: AthenaType })[]): string {
  return columns
    .map(({ name, type, value, from }) => {
      const typed =
        from === undefined ? `CAST(${value} AS ${duckType(type)})` : coerced(value, from, type);
      return `${typed} AS ${quoteName(name)}`;
    })
    .join(", ");
}

export const fileColumn = ({ name, type }: OutputColumn): FileColumn => ({ name, type });
