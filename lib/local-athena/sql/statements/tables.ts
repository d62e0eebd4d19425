import { locationMissing, readCreateTable } from "../create-table";
import { databaseMissing, notATable, tableExists, tableMissing } from "../hive-error";
import { readCreateIcebergTable } from "../iceberg/create-iceberg-table";
import { databaseOf } from "../run-query";
import { malformed } from "../trino-parser";
import { type Parse, skipIf } from "./statement";
import { parseCreateTableAs } from "./writes";

/** CREATE EXTERNAL TABLE, after those words. */
export const parseCreateExternalTable: Parse = (reader) => {
  const { ifNotExists, table, ...named } = readCreateTable(reader);
  return {
    async execute({ environment: { catalog }, context }) {
      const database = named.database ?? databaseOf(context);
      if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
      if (catalog.getTable(database, table.name) !== undefined) {
        if (ifNotExists) return {};
        throw tableExists(table.name);
      }
      catalog.putTable({ ...table, database, createTime: Date.now() });
      return {};
    },
  };
};

/** CREATE TABLE without EXTERNAL: from a query, or for Iceberg. */
export const parseCreateTable: Parse = (reader, statement) => {
  const { sql } = reader;
  if (statement.substatementType === "CREATE_TABLE_AS_SELECT")
    return parseCreateTableAs(reader, statement);
  if (/'table_type'\s*=\s*'iceberg'/i.test(sql)) return { execute: readCreateIcebergTable(reader) };
  if (!/\bLOCATION\s*'/i.test(sql)) throw locationMissing();
  throw malformed("External keyword required for table type HIVE");
};

/** DROP TABLE, after those words. */
export const parseDropTable: Parse = (reader) => {
  const ifExists = skipIf(reader, "EXISTS");
  const named = reader.qualifiedName();
  return {
    async execute({ environment: { catalog, writes }, context }) {
      const database = named.database ?? databaseOf(context);
      const table = catalog.getTable(database, named.name);
      if (table === undefined) {
        if (ifExists) return {};
        throw tableMissing(database, named.name);
      }
      if (table.tableType === "VIRTUAL_VIEW") throw notATable(database, named.name);
      const iceberg = catalog.iceberg.get(database, named.name);
      const objects = iceberg === undefined ? [] : catalog.iceberg.allFiles(iceberg.tableId);
      await writes.discard(objects, () => catalog.dropTable(database, named.name));
      return {};
    },
  };
};
