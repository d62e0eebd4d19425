import type { CatalogStore } from "../catalog/catalog-store";
import type { CatalogTable, Column } from "../engine";
import { engineError } from "../errors";
import { namesMatching, PatternTooSlowError } from "../name-pattern";
import { databaseOf, type NamesContext } from "../run-query";
import { tableMissing } from "./hive-error";

/** Rows of a SHOW or DESCRIBE: Athena sends one text a row, tab-joined where the metadata has several columns. */
export type Description = { columns: Column[]; lines: string[]; updateCount: number | undefined };

const text = (name: string, type = "string"): Column => ({
  name,
  type,
  precision: 0,
  scale: 0,
  caseSensitive: false,
});

/** A description whose rows are these lines; `counted` false leaves UpdateCount out. */
export function described(
  names: string[],
  lines: string[],
  options: { type?: string; counted?: boolean } = {},
): Description {
  const columns = names.map((name) => text(name, options.type));
  return { columns, lines, updateCount: options.counted === false ? undefined : 0 };
}

/**
 * The names that a Java regular expression matches as a whole, all without one.
 * @throws SqlError INVALID_FUNCTION_ARGUMENT
 */
function namesLike(pattern: string | undefined, names: readonly string[]): ReadonlySet<string> {
  if (pattern === undefined) return new Set(names);
  try {
    return namesMatching(pattern, names);
  } catch (error) {
    const reason =
      error instanceof PatternTooSlowError ? "Pattern takes too long" : "Invalid pattern";
    throw engineError("INVALID_FUNCTION_ARGUMENT", `${reason}: ${pattern}`);
  }
}

/** Names by the pattern of SHOW DATABASES, a regular expression; `*` alone is all. */
export const databasesLike = (pattern: string | undefined, names: readonly string[]) =>
  namesLike(pattern === "*" ? undefined : pattern, names);

/** Names by the pattern of SHOW TABLES and SHOW VIEWS: a regular expression in which `*` alone stands for anything. */
export const tablesLike = (pattern: string | undefined, names: readonly string[]) =>
  namesLike(pattern?.replaceAll(/(?<![.)\]])\*/g, ".*"), names);

/**
 * The table or view that a SHOW or DESCRIBE names.
 * @throws SqlError in Hive's words when it does not exist
 */
export function tableNamed(
  catalog: CatalogStore,
  named: { database: string | undefined; name: string },
  context: NamesContext,
): CatalogTable {
  const database = named.database ?? databaseOf(context);
  const table = catalog.getTable(database, named.name);
  if (table === undefined) throw tableMissing(database, named.name);
  return table;
}
