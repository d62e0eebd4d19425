import { checkIcebergProperties } from "../iceberg/iceberg-properties";
import { parseLocation } from "../tables/table-files";
import {
  parseAddColumns,
  parseChangeColumn,
  parseDropColumn,
  parseReplaceColumns,
} from "./alter-columns";
import {
  type ParseAlteration,
  parseAddPartitions,
  parseAlterPartition,
  parseDropPartitions,
} from "./alter-partitions";
import { properties } from "./create-table";
import { parseAlterDatabase } from "./databases";
import { alterationRefused, databaseMissing, tableExists, taskFailed } from "./hive-error";
import { hiveStatement, isIceberg, tableToAlter } from "./hive-statement";
import { choose, type Parse } from "./statement";

/** Properties that describe how a table is read; Glue keeps them elsewhere, and they are not changed so. */
const ownKeys = /^(location|inputformat|outputformat|serde\..*|EXTERNAL)$/;

/** ALTER TABLE t SET TBLPROPERTIES (…), after those words. */
const parseSetProperties: ParseAlteration = (named) => (reader) => {
  const added = properties(reader);
  return {
    async execute(run) {
      const table = tableToAlter(run, named);
      const wrong = Object.keys(added).find((key) => ownKeys.test(key));
      if (wrong !== undefined)
        throw taskFailed(`Unable to alter table. The property ${wrong} cannot be changed.`);
      if (isIceberg(table)) checkIcebergProperties(added);
      const parameters = { ...table.parameters, ...added };
      run.environment.catalog.putTable({ ...table, parameters });
      return {};
    },
  };
};

/** ALTER TABLE t SET LOCATION '…', after those words. Partitions stay where they are. */
const parseSetLocation: ParseAlteration = (named) => (reader) => {
  const location = reader.text();
  return {
    async execute(run) {
      const table = tableToAlter(run, named);
      if (isIceberg(table))
        throw alterationRefused("SET LOCATION is not supported for Iceberg tables");
      if (parseLocation(location) === undefined)
        throw taskFailed(`MetaException(message:Invalid S3 location: ${location})`);
      run.environment.catalog.putTable({
        ...table,
        parameters: { ...table.parameters, location },
      });
      return {};
    },
  };
};

/** ALTER TABLE t RENAME TO u, after those words: Athena renames only Iceberg's tables. */
const parseRename: ParseAlteration = (named) => (reader) => {
  const target = reader.hiveTable();
  return {
    async execute(run) {
      const table = tableToAlter(run, named);
      if (!isIceberg(table))
        throw alterationRefused("ALTER TABLE RENAME is only supported for Iceberg tables");
      const { catalog } = run.environment;
      const database = target.database ?? table.database;
      if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
      if (catalog.getTable(database, target.name) !== undefined) throw tableExists(target.name);
      catalog.renameTable(table, { database, name: target.name });
      return {};
    },
  };
};

const parseAlteration: ParseAlteration = (named) =>
  choose(
    [["ADD", "COLUMNS"], parseAddColumns(named)],
    [["ADD"], parseAddPartitions(named)],
    [["DROP", "COLUMN"], parseDropColumn(named)],
    [["DROP"], parseDropPartitions(named)],
    [["PARTITION"], parseAlterPartition(named)],
    [["REPLACE", "COLUMNS"], parseReplaceColumns(named)],
    [["CHANGE"], parseChangeColumn(named)],
    [["SET", "TBLPROPERTIES"], parseSetProperties(named)],
    [["SET", "LOCATION"], parseSetLocation(named)],
    [["RENAME", "TO"], parseRename(named)],
  );

const parseAlterTable: Parse = (reader, statement) => {
  const named = reader.hiveTable();
  return parseAlteration(named)(reader, statement);
};

/** ALTER TABLE and ALTER DATABASE, after ALTER. */
export const parseAlter: Parse = hiveStatement(
  choose(
    [["TABLE"], parseAlterTable],
    [["DATABASE"], parseAlterDatabase],
    [["SCHEMA"], parseAlterDatabase],
  ),
);
