import type { DuckDBConnection } from "@duckdb/node-api";
import { analyzeStatement } from "../analysis/analyze";
import type { CatalogPartition } from "../catalog/partition";
import type { CatalogTable } from "../engine";
import { translate } from "../translate/translate";
import type { Scope } from "../translate/translator";
import { quoteName } from "../translate/tree";
import { parseTrino } from "../trino-parser";
import { parseType } from "../types/types";
import type { Alternatives, Condition } from "./partition-conditions";
import { partitionLiterals } from "./partition-values";

const numberColumn = "athena_partition";
const valuesTable = "athena_partition_values";

/** The condition as a query for the numbers of the partitions whose rows may satisfy it. */
function conditionQuery(table: CatalogTable, { text, named, columns }: Condition): string {
  const [database, name] = [named.database ?? "athena", named.name || "athena"];
  const known = table.partitionKeys.flatMap((key) =>
    [...columns].flatMap(([shown, column]) => (column === key.name ? [{ shown, key }] : [])),
  );
  const selected = [
    numberColumn,
    ...known.map(({ shown, key }) => `${quoteName(key.name)} AS ${quoteName(shown)}`),
  ];
  const fields = known.map(({ shown, key }) => ({
    name: shown,
    qualifier: [],
    type: parseType(key.type),
  }));
  const scope: Scope = {
    resolveTable: () => ({
      source: `(SELECT ${selected.join(", ")} FROM ${valuesTable})`,
      database,
      name,
      columns: [{ name: numberColumn, qualifier: [], type: parseType("bigint") }, ...fields],
    }),
  };
  const from = `${quoteName(database)}.${quoteName(name)}`;
  const alias = named.alias === undefined ? "" : ` AS ${quoteName(named.alias)}`;
  const tree = parseTrino(`SELECT ${numberColumn} FROM ${from}${alias} WHERE (${text}\n)`);
  const { analysis } = analyzeStatement(tree, scope);
  return translate(tree, scope, { asMaps: false, analysis }).sql;
}

async function numbersOf(connection: DuckDBConnection, sql: string): Promise<Set<number>> {
  const result = await connection.runAndReadAll(sql);
  return new Set(result.getRows().map(([number]) => Number(number)));
}

/** The partitions for which a condition can hold. Undefined when it asks for more than partition keys. */
async function satisfying(
  connection: DuckDBConnection,
  table: CatalogTable,
  condition: Condition,
): Promise<Set<number> | undefined> {
  try {
    return await numbersOf(connection, conditionQuery(table, condition));
  } catch {
    // Names other columns, or fails: the statement itself will say so.
    return undefined;
  }
}

/**
 * The partitions that hold rows for a statement: those for which all conditions on partition keys alone are true.
 * @param alternatives what each use of the table asks of its rows, see conditionsOver
 * @throws SqlError HIVE_INVALID_PARTITION_VALUE
 */
export async function prunePartitions(
  connection: DuckDBConnection,
  table: CatalogTable,
  partitions: readonly CatalogPartition[],
  alternatives: Alternatives,
): Promise<readonly CatalogPartition[]> {
  if (partitions.length === 0 || alternatives.some((conditions) => conditions.length === 0))
    return partitions;
  const rows = partitions.map(
    (partition, number) =>
      `(${[number, ...partitionLiterals(table.partitionKeys, partition)].join(", ")})`,
  );
  const names = [numberColumn, ...table.partitionKeys.map((key) => quoteName(key.name))];
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${valuesTable} AS SELECT * FROM (VALUES ${rows.join(", ")}) AS v(${names.join(", ")})`,
  );
  const needed = new Set<number>();
  for (const conditions of alternatives) {
    let left: number[] = partitions.map((_, number) => number);
    for (const condition of conditions) {
      const found = await satisfying(connection, table, condition);
      if (found !== undefined) left = left.filter((number) => found.has(number));
    }
    for (const number of left) needed.add(number);
  }
  await connection.run(`DROP TABLE ${valuesTable}`);
  return partitions.filter((_, number) => needed.has(number));
}
