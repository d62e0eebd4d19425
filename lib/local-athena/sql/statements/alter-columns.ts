import type { CatalogColumn, CatalogTable } from "../engine";
import type { IcebergTable } from "../iceberg/iceberg-tables";
import type { ParseAlteration } from "./alter-partitions";
import { columnDefinition, columnList } from "./create-table";
import { alterationRefused, taskFailed } from "./hive-error";
import { tableToAlter } from "./hive-statement";
import type { Named, Parsed } from "./statement";

function checkNames(table: CatalogTable, columns: CatalogColumn[]): void {
  const names = [...columns, ...table.partitionKeys].map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw taskFailed(`Duplicate column name: ${twice}`);
}

type ColumnChange = { columns: CatalogColumn[]; renamed?: { from: string; to: string } };

/** An alteration of columns: objects are read by the new ones from then on. */
const changingColumns =
  (change: (table: CatalogTable, iceberg: IcebergTable | undefined) => ColumnChange) =>
  (named: Named): Parsed => ({
    async execute(run) {
      const table = tableToAlter(run, named);
      const { catalog } = run.environment;
      const { columns, renamed } = change(table, catalog.iceberg.get(table.database, table.name));
      checkNames(table, columns);
      if (renamed === undefined) catalog.putTable({ ...table, columns });
      else catalog.putRenamedColumn({ ...table, columns }, renamed.from, renamed.to);
      return {};
    },
  });

/** ALTER TABLE t ADD COLUMNS (…), after those words. */
export const parseAddColumns: ParseAlteration = (named) => (reader) => {
  const added = columnList(reader);
  return changingColumns((table) => ({ columns: [...table.columns, ...added] }))(named);
};

/** ALTER TABLE t REPLACE COLUMNS (…), after those words. */
export const parseReplaceColumns: ParseAlteration = (named) => (reader) => {
  const columns = columnList(reader);
  return changingColumns((_, iceberg) => {
    if (iceberg !== undefined)
      throw alterationRefused("REPLACE COLUMNS is not supported for Iceberg tables");
    return { columns };
  })(named);
};

/** Whether Iceberg reads the values of one type as those of the other: the same, or a wider one. */
function isPromotion(from: string, to: string): boolean {
  if (from === to || (from === "int" && to === "bigint") || (from === "float" && to === "double"))
    return true;
  const [before, now] = [from, to].map((type) => /^decimal\((\d+),(\d+)\)$/.exec(type));
  if (!before || !now) return false;
  return before[2] === now[2] && Number(now[1]) >= Number(before[1]);
}

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
  return changingColumns((table, iceberg) => {
    const index = columnNamed(table, from);
    const before = table.columns[index]?.type ?? "";
    if (iceberg !== undefined && !isPromotion(before, column.type))
      throw alterationRefused(`Cannot change column type: ${from}: ${before} -> ${column.type}`);
    const others = table.columns.toSpliced(index, 1);
    const place = first
      ? 0
      : after === undefined
        ? index
        : columnNamed({ ...table, columns: others }, after) + 1;
    return { columns: others.toSpliced(place, 0, column), renamed: { from, to: column.name } };
  })(named);
};

/** ALTER TABLE t DROP COLUMN c, after DROP COLUMN: only Iceberg's tables can lose a column so. */
export const parseDropColumn: ParseAlteration = (named) => (reader) => {
  const name = reader.hiveName();
  return changingColumns((table, iceberg) => {
    if (iceberg === undefined)
      throw alterationRefused("DROP COLUMN is only supported for Iceberg tables");
    const index = columnNamed(table, name);
    if (iceberg.partitionSpec.some((field) => field.column === name))
      throw alterationRefused(`Cannot drop partition field: ${name}`);
    return { columns: table.columns.toSpliced(index, 1) };
  })(named);
};
