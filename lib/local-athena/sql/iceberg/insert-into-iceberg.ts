import type { CatalogTable, RunOutcome } from "../engine";
import type { StatementRun } from "../statements/statement";
import type { Tree } from "../trino-parser";
import type { InsertColumn } from "../writes/insert";
import { castList } from "../writes/query-output";
import type { Writing } from "../writes/write-query";
import { checkStillSame, requireIceberg } from "./iceberg-table";
import { stageIcebergRows } from "./stage-iceberg-rows";

/** Appends rows to an Iceberg table as one snapshot; Athena writes no manifest for it. */
export async function insertIntoIceberg(
  run: StatementRun,
  writing: Writing,
  insert: { tree: Tree; table: CatalogTable; relation: string; columns: readonly InsertColumn[] },
): Promise<Partial<RunOutcome>> {
  const { environment, signal } = run;
  const { table, tree } = insert;
  const iceberg = requireIceberg(environment.catalog, table);
  const { objects, files, rowCount } = await stageIcebergRows({
    environment,
    signal,
    connection: writing.connection,
    readQuery: writing.readQuery,
    folder: writing.folder,
    table,
    iceberg,
    query: `SELECT ${castList(insert.columns)} FROM ${insert.relation}`,
    tree,
  });
  await environment.writes.publish(objects, signal, () => {
    checkStillSame(environment.catalog, table, iceberg);
    if (files.length === 0) return;
    const change = { operation: "append", added: files, removed: [], base: undefined } as const;
    environment.catalog.iceberg.commit(table, iceberg.tableId, change);
  });
  return { updateCount: rowCount, updateType: "INSERT" };
}
