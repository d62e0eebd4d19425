import type { DuckDBConnection } from "@duckdb/node-api";
import { toSqlError, typeList } from "./errors";
import { translate } from "./translate/translate";
import type { Scope, TranslationOptions } from "./translate/translator";
import { TypeChecks } from "./translate/type-checks";
import type { Tree } from "./trino-parser";

const REFUSED = /Cannot mix values of type (.*?) and (.*?) in |'athena_condition\((.*?)\)'/s;

const UNKNOWN =
  /Referenced column "(.*?)" (?:was )?not found|column "?(.*?)"? must appear in the GROUP BY/;

const isSame = (name: string, other: string) => name.toLowerCase() === other.toLowerCase();

/** The types that DuckDB would not mix, or the one that is not boolean. */
const typesIn = (message: string): string[] | undefined => {
  const match = REFUSED.exec(message);
  return match
    ?.slice(1)
    .filter((text) => text !== undefined)
    .map(typeList);
};

/**
 * Refuses what DuckDB would convert and Athena does not, and names of the result where only ORDER BY may use them.
 * The statement must already have been bound, so that every other failure has been told; `scope` reads empty tables.
 * @throws SqlError TYPE_MISMATCH, FUNCTION_NOT_FOUND or COLUMN_NOT_FOUND
 */
export async function checkTypes(
  connection: DuckDBConnection,
  tree: Tree,
  scope: Scope,
  options: Pick<TranslationOptions, "asMaps" | "analysis"> & {
    /** What has been bound already; a check that would ask the same asks nothing. */
    boundSql?: string;
  },
): Promise<void> {
  const ask = async (upTo?: number) => {
    const checks = new TypeChecks(upTo);
    const { sql, aliases } = translate(tree, scope, { ...options, checks });
    if (sql === options.boundSql) return { checks, aliases, message: undefined };
    try {
      const statement = await connection.prepare(sql);
      statement.destroySync();
      return { checks, aliases, message: undefined };
    } catch (error) {
      return { checks, aliases, message: error instanceof Error ? error.message : String(error) };
    }
  };
  const whole = await ask();
  if (whole.message === undefined) return;
  const unknown = UNKNOWN.exec(whole.message)
    ?.slice(1)
    .find((name) => name !== undefined);
  if (unknown !== undefined && [...whole.aliases].some((alias) => isSame(alias, unknown)))
    throw toSqlError(new Error(`Referenced column "${unknown}" not found`), tree);
  if (typesIn(whole.message) === undefined) return;
  // What does not mix even unasked is no comparison.
  const unasked = await ask(0);
  if (unasked.message !== undefined && typesIn(unasked.message) !== undefined) return;
  // The first check at which the binder refuses: all texts agree up to the last check that they ask.
  let [passing, failing] = [0, whole.checks.count];
  let found = whole;
  while (failing - passing > 1) {
    const middle = Math.floor((passing + failing) / 2);
    const half = await ask(middle);
    if (half.message === undefined || typesIn(half.message) === undefined) passing = middle;
    else {
      failing = middle;
      found = half;
    }
  }
  const refusal = found.checks.last?.(typesIn(found.message ?? "") ?? []);
  if (refusal !== undefined) throw refusal;
}
