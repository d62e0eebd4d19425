import type { CatalogTable } from "../engine";
import { readCreateIcebergTable } from "../iceberg/create-iceberg-table";
import { databaseOf } from "../run-query";
import { malformed } from "../trino-parser";
import { locationMissing, readCreateTable } from "./create-table";
import {
  databaseMissing,
  notATable,
  semanticFailure,
  tableExists,
  tableMissing,
} from "./hive-error";
import { hiveStatement } from "./hive-statement";
import { type Parse, type StatementRun, skipIf } from "./statement";
import { parseCreateTableAs } from "./writes";

function checkColumns({ columns, partitionKeys }: Pick<CatalogTable, "columns" | "partitionKeys">) {
  const names = columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw semanticFailure(`[Error 10036]: Duplicate column name: ${twice}`);
  const keys = partitionKeys.map((key) => key.name);
  if (keys.some((key, index) => names.includes(key) || keys.indexOf(key) !== index))
    throw semanticFailure("[Error 10035]: Column repeated in partitioning columns");
}

/** CREATE EXTERNAL TABLE, after those words. */
export const parseCreateExternalTable: Parse = hiveStatement((reader) => {
  const { ifNotExists, table, ...named } = readCreateTable(reader);
  return {
    async execute({ environment: { catalog }, context }) {
      const database = named.database ?? databaseOf(context);
      if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
      if (catalog.getTable(database, table.name) !== undefined) {
        if (ifNotExists) return {};
        throw tableExists(table.name);
      }
      checkColumns(table);
      const createTime = Date.now();
      const parameters = {
        ...table.parameters,
        transient_lastDdlTime: String(Math.floor(createTime / 1000)),
      };
      catalog.putTable({ ...table, parameters, database, createTime });
      return {};
    },
  };
});

/** CREATE TABLE without EXTERNAL: from a query, or for Iceberg. */
export const parseCreateTable: Parse = (reader, statement) => {
  const { sql } = reader;
  if (statement.substatementType === "CREATE_TABLE_AS_SELECT")
    return parseCreateTableAs(reader, statement);
  if (/(["'])table_type\1\s*=\s*(["'])iceberg\2/i.test(sql))
    return { execute: readCreateIcebergTable(reader) };
  if (!/\bLOCATION\s*["']/i.test(sql)) throw locationMissing();
  throw malformed("External keyword required for table type HIVE");
};

/** Takes a table out of the catalog; an Iceberg table takes its objects along. */
export async function dropTable(
  { catalog, writes }: StatementRun["environment"],
  { database, name }: Pick<CatalogTable, "database" | "name">,
): Promise<void> {
  const iceberg = catalog.iceberg.get(database, name);
  const objects = iceberg === undefined ? [] : catalog.iceberg.allFiles(iceberg.tableId);
  await writes.discard(objects, () => catalog.dropTable(database, name));
}

/** DROP TABLE, after those words. */
export const parseDropTable: Parse = hiveStatement((reader) => {
  const ifExists = skipIf(reader, "EXISTS");
  const named = reader.hiveTable();
  reader.skip("PURGE");
  return {
    async execute({ environment, context }) {
      const database = named.database ?? databaseOf(context);
      const table = environment.catalog.getTable(database, named.name);
      if (table === undefined) {
        if (ifExists) return {};
        throw tableMissing(database, named.name);
      }
      if (table.tableType === "VIRTUAL_VIEW") throw notATable(database, named.name);
      await dropTable(environment, table);
      return {};
    },
  };
});
