import type { CatalogTable, RunOutcome } from "../engine";
import { engineError } from "../errors";
import { applyParameters } from "../parameters";
import type { StatementRun } from "../statements/statement";
import { columnType } from "../tables/column-type";
import { positionOf, quoteName } from "../translate/tree";
import { parseTrino, type Tree } from "../trino-parser";
import { trinoType } from "../types/types";
import { coerced, isAssignable } from "../writes/coercion";
import { targetTable } from "../writes/insert";
import { type OutputColumn, outputOf } from "../writes/query-output";
import { rowChange } from "../writes/write-profile";
import { runToEnd, type Writing, writeQuery } from "../writes/write-query";
import { fileIdOf, icebergSource } from "./iceberg-source";
import { checkStillSame, requireIceberg } from "./iceberg-table";
import type { DataFile, IcebergTable } from "./iceberg-tables";
import {
  type ChangeCase,
  type ChangeStatement,
  casesOf,
  changeIn,
  changeQuery,
  keptColumns,
  verbOf,
} from "./row-changes";
import { stageIcebergRows } from "./stage-iceberg-rows";

type Change = {
  node: ChangeStatement;
  table: CatalogTable;
  iceberg: IcebergTable;
  cases: ChangeCase[];
};

/** Checks that the values of every case fit their columns, in Trino's words. */
function checkTypes({ node, table, cases }: Change, values: readonly OutputColumn[]): void {
  let at = 0;
  for (const [index, change] of cases.entries()) {
    const given = values.slice(at, at + change.values.length).map(({ type }) => type);
    at += change.values.length;
    const wanted = change.values.map(
      ({ column }) =>
        columnType(table.columns.find(({ name }) => name === column)?.type ?? "").athena,
    );
    const fits = wanted.every((type, place) => {
      const from = given[place];
      return from !== undefined && isAssignable(from, type);
    });
    if (fits) continue;
    const verb = verbOf(node);
    const which = verb === "MERGE" ? `for MERGE case ${index}, SET expressions` : "SET expressions";
    const list = (types: typeof wanted) => `[${types.map(trinoType).join(", ")}]`;
    throw engineError(
      "TYPE_MISMATCH",
      `${positionOf(change.node)}: ${verb} table column types don't match ${which}: Table: ${list(wanted)}, Expressions: ${list(given)}`,
    );
  }
}

/** The columns of the rows that are written, over the columns of the changes. */
function newValues(change: Change, columns: readonly OutputColumn[]): string {
  const { table, cases } = change;
  const kept = keptColumns(table, cases);
  const values = columns.slice(2 + kept.length);
  checkTypes(change, values);
  const branches = new Map<string, string[]>();
  let at = 0;
  for (const [index, { values: assigned, action }] of cases.entries()) {
    const told = new Map<string, OutputColumn | undefined>();
    for (const { column } of assigned) told.set(column, values[at++]);
    for (const { name, type } of table.columns) {
      const value = told.get(name);
      const text =
        value === undefined ? "NULL" : coerced(value.value, value.type, columnType(type).athena);
      if (value === undefined && action === "update") continue;
      branches.set(name, [...(branches.get(name) ?? []), `WHEN ${index} THEN ${text}`]);
    }
  }
  return kept
    .map(({ name, type }, index) => {
      const old = columns[2 + index]?.value ?? "NULL";
      const cases = branches.get(name)?.join(" ");
      const value =
        cases === undefined ? old : `CASE ${columns[1]?.value} ${cases} ELSE ${old} END`;
      return `CAST(${value} AS ${columnType(type).duck}) AS ${quoteName(name)}`;
    })
    .join(", ");
}

const quoted = (table: CatalogTable) => table.columns.map(({ name }) => quoteName(name)).join(", ");

/** The rows of the affected files as they are after the change. */
function rewrittenRows(
  run: StatementRun,
  { table, iceberg, cases }: Change,
  affected: readonly DataFile[],
): string {
  const { source } = icebergSource(run.environment.store, table, iceberg, affected, "row");
  const unchanged = `SELECT ${quoted(table)} FROM ${source} AS t WHERE "$row_id" NOT IN (SELECT "$row_id" FROM athena_changes WHERE "$row_id" IS NOT NULL)`;
  const written = cases.flatMap(({ action }, index) => (action === "delete" ? [] : [index]));
  if (written.length === 0) return unchanged;
  const changed = `SELECT ${quoted(table)} FROM athena_changes WHERE "$case" IN (${written.join(", ")})`;
  return affected.length === 0 ? changed : `${unchanged} UNION ALL ${changed}`;
}

/** Finds the rows to change, rewrites the files that they are in, and commits one snapshot. */
async function changeRows(
  run: StatementRun,
  writing: Writing,
  change: Change,
): Promise<Partial<RunOutcome>> {
  const { environment, signal } = run;
  const { catalog } = environment;
  const { node, table, iceberg, cases } = change;
  const session = { environment, signal, connection: writing.connection };
  const { columns, relation } = outputOf(writing.prepared);
  const [row, number] = columns.map(({ value }) => value);
  const values = newValues(change, columns);
  await writing.readQuery(
    `CREATE TEMP TABLE athena_changes AS SELECT ${row} AS "$row_id", ${number} AS "$case"${values === "" ? "" : `, ${values}`} FROM ${relation} WHERE ${number} IS NOT NULL`,
  );
  const updateType = verbOf(node);
  if (updateType === "MERGE") {
    const twice = `SELECT 1 FROM athena_changes WHERE "$row_id" IS NOT NULL GROUP BY "$row_id" HAVING count(*) > 1 LIMIT 1`;
    if ((await runToEnd(session, twice)).length > 0)
      throw engineError(
        "MERGE_TARGET_ROW_MULTIPLE_MATCHES",
        `${positionOf(node)}: One MERGE target table row matched more than one source row`,
      );
  }
  const counted = await runToEnd(
    session,
    `SELECT ${fileIdOf('"$row_id"')} AS file_id, count(*) FROM athena_changes GROUP BY file_id`,
  );
  const updateCount = counted.reduce((sum, [, count]) => sum + Number(count), 0);
  if (updateCount === 0) return { updateCount, updateType };
  const fileIds = new Set(counted.map(([fileId]) => Number(fileId ?? Number.NaN)));
  const affected = catalog.iceberg
    .files(iceberg.tableId, iceberg.sequence)
    .filter(({ fileId }) => fileIds.has(fileId));
  const staged = await stageIcebergRows({
    ...session,
    readQuery: (sql) => runToEnd(session, sql),
    folder: writing.folder,
    table,
    iceberg,
    query: rewrittenRows(run, change, affected),
    tree: undefined,
  });
  const onlyDeletes = cases.every(({ action }) => action === "delete");
  await environment.writes.publish(staged.objects, signal, () => {
    checkStillSame(catalog, table, iceberg);
    catalog.iceberg.commit(table, iceberg.tableId, {
      operation: onlyDeletes ? "delete" : "overwrite",
      added: staged.files,
      removed: affected,
      base: iceberg.sequence,
    });
  });
  return { updateCount, updateType };
}

/**
 * Runs UPDATE, DELETE or MERGE on an Iceberg table.
 * @throws SqlError in Athena's words: NOT_SUPPORTED for other tables, ICEBERG_COMMIT_ERROR when another writer was
 * faster; AbortError. Nothing is left of a failure.
 */
export async function modifyRows(
  run: StatementRun,
  parsed: { tree: Tree; sql: string },
): Promise<Partial<RunOutcome>> {
  const sql = applyParameters(parsed.sql, run.context.parameters);
  const node = changeIn(sql === parsed.sql ? parsed.tree : parseTrino(sql));
  const table = targetTable(run, node.tableRef());
  if (table.tableType === "VIRTUAL_VIEW")
    throw engineError(
      "NOT_SUPPORTED",
      `${positionOf(node)}: ${verbOf(node)} of a view is not supported`,
    );
  const iceberg = requireIceberg(run.environment.catalog, table);
  const change = { node, table, iceberg, cases: casesOf(node, table) };
  const composed = changeQuery(sql, node, table, change.cases);
  try {
    const tree = parseTrino(composed.text);
    return await writeQuery(run, tree, rowChange(table), (writing) =>
      changeRows(run, writing, change),
    );
  } catch (error) {
    throw composed.positioned(error);
  }
}
