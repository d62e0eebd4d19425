import { randomUUID } from "node:crypto";
import type { Database, TableMetadata } from "@aws-sdk/client-athena";
import { metadataNotFound } from "../../protocol/errors";
import type { CatalogColumn, CatalogDatabase, CatalogTable } from "../../sql/engine";
import { requireReachableCatalog } from "../data-catalogs/data-catalog";
import type { ServiceContext } from "../service-context";
import { workGroupNamed } from "../workgroups/work-group";

type CatalogInput = { CatalogName: string; WorkGroup?: string | undefined };

/** @throws AthenaException for a workgroup or catalog that does not exist, or a catalog that lies elsewhere */
export function requireCatalog(context: ServiceContext, input: CatalogInput): void {
  workGroupNamed(context, input.WorkGroup);
  requireReachableCatalog(context, input.CatalogName);
}

/** @throws AthenaException as `requireCatalog` does; MetadataException when the database does not exist */
export function databaseNamed(
  context: ServiceContext,
  input: CatalogInput & { DatabaseName: string },
): CatalogDatabase {
  requireCatalog(context, input);
  const database = context.engine.catalog.getDatabase(input.DatabaseName.toLowerCase());
  if (!database) throw metadataNotFound(`Database ${input.DatabaseName} not found.`, randomUUID());
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
