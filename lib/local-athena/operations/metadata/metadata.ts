import { randomUUID } from "node:crypto";
import type { Database, TableMetadata } from "@aws-sdk/client-athena";
import { metadataNotFound } from "../../protocol/errors";
import type { CatalogColumn, CatalogDatabase, CatalogTable } from "../../sql/engine";
import { requireReachableCatalog } from "../data-catalogs/data-catalog";
import type { ServiceContext } from "../service-context";

/** @throws AthenaException MetadataException when the database does not exist */
export function databaseNamed(
  context: ServiceContext,
  catalogName: string,
  databaseName: string,
): CatalogDatabase {
  requireReachableCatalog(context, catalogName);
  const database = context.engine.catalog.getDatabase(databaseName.toLowerCase());
  if (!database) throw metadataNotFound(`Database ${databaseName} not found.`, randomUUID());
  return database;
}

export const databaseOf = (database: CatalogDatabase): Database => ({
  Name: database.name,
  Description: database.description,
  Parameters: database.parameters,
});

const columnOf = (column: CatalogColumn) => ({
  Name: column.name,
  Type: column.type,
  Comment: column.comment,
});

/** Athena shows no time of last access, which arrives as the epoch. */
export const tableMetadataOf = (table: CatalogTable): TableMetadata => ({
  Name: table.name,
  CreateTime: new Date(table.createTime),
  LastAccessTime: new Date(0),
  TableType: table.tableType,
  Columns: table.columns.map(columnOf),
  PartitionKeys: table.partitionKeys.map(columnOf),
  Parameters: table.parameters,
});
