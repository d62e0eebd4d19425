import { columnDefinition, columnList } from "../create-table";
import type { CatalogColumn, CatalogTable } from "../engine";
import { alterationRefused, taskFailed } from "../hive-error";
import type { ParseAlteration } from "./alter-partitions";
import { isIceberg, tableToAlter } from "./hive-statement";

function checkNames(table: CatalogTable, columns: CatalogColumn[]): void {
  const names = [...columns, ...table.partitionKeys].map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw taskFailed(`Duplicate column name: ${twice}`);
}

/** An alteration that changes the columns of the catalog alone: objects are read by the new columns from then on. */
const changingColumns =
  (change: (table: CatalogTable) => CatalogColumn[]) =>
  (named: Parameters<ParseAlteration>[0]): ReturnType<ReturnType<ParseAlteration>> => ({
    async execute(run) {
      const table = tableToAlter(run, named);
      const columns = change(table);
      checkNames(table, columns);
      run.environment.catalog.putTable({ ...table, columns });
      return {};
    },
  });

/** ALTER TABLE t ADD COLUMNS (…), after those words. */
export const parseAddColumns: ParseAlteration = (named) => (reader) => {
  const added = columnList(reader);
  return changingColumns((table) => [...table.columns, ...added])(named);
};

/** ALTER TABLE t REPLACE COLUMNS (…), after those words. */
export const parseReplaceColumns: ParseAlteration = (named) => (reader) => {
  const columns = columnList(reader);
  return changingColumns((table) => {
    if (isIceberg(table))
      throw alterationRefused("REPLACE COLUMNS is not supported for Iceberg tables");
    return columns;
  })(named);
};

function columnNamed(table: CatalogTable, name: string): number {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index === -1) throw taskFailed(`Invalid column reference ${name}`);
  return index;
}

/** ALTER TABLE t CHANGE [COLUMN] old new type [COMMENT '…'] [FIRST | AFTER c], after CHANGE. */
export const parseChangeColumn: ParseAlteration = (named) => (reader) => {
  reader.skip("COLUMN");
  const from = reader.hiveName();
  const column = columnDefinition(reader);
  const first = reader.skip("FIRST");
  const after = !first && reader.skip("AFTER") ? reader.hiveName() : undefined;
  return changingColumns((table) => {
    const index = columnNamed(table, from);
    if (isIceberg(table) && column.name !== from)
      throw alterationRefused(
        "Renaming a column of an Iceberg table is not supported by local-athena",
      );
    const others = table.columns.filter((_, at) => at !== index);
    if (!first && after === undefined) return table.columns.with(index, column);
    const place = after === undefined ? 0 : columnNamed({ ...table, columns: others }, after) + 1;
    return others.toSpliced(place, 0, column);
  })(named);
};

/** ALTER TABLE t DROP COLUMN c, after DROP COLUMN: only Iceberg's tables can lose a column so. */
export const parseDropColumn: ParseAlteration = (named) => (reader) => {
  const name = reader.hiveName();
  return changingColumns((table) => {
    if (!isIceberg(table))
      throw alterationRefused("DROP COLUMN is only supported for Iceberg tables");
    const index = columnNamed(table, name);
    return table.columns.toSpliced(index, 1);
  })(named);
};
