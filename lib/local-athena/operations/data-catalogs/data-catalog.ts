import type { DataCatalog } from "@aws-sdk/client-athena";
import { AthenaException, invalidInput, invalidRequest } from "../../protocol/errors";
import { type DataCatalogRecord, GLUE_CATALOG } from "../../state/data-catalogs";
import type { ServiceContext } from "../service-context";

/** @throws AthenaException DATACATALOG_NOT_FOUND */
export function dataCatalogNamed(context: ServiceContext, name: string): DataCatalogRecord {
  const record = context.dataCatalogs.get(name);
  if (!record) throw invalidRequest("DATACATALOG_NOT_FOUND", `DataCatalog ${name} was not found`);
  return record;
}

/** @throws AthenaException for the Glue Data Catalog of the account, which is Athena's own */
export function refuseGlueCatalog(name: string): void {
  if (name.toLowerCase() === GLUE_CATALOG.toLowerCase())
    throw invalidInput(`DataCatalog ${GLUE_CATALOG} cannot be created, changed or deleted.`);
}

/** A catalog's tags are kept under its name in lower case, since names are compared without it. */
export const catalogResource = (name: string) => `datacatalog/${name.toLowerCase()}`;

/** A catalog as GetDataCatalog shows it. */
export const dataCatalogOf = (
  record: DataCatalogRecord,
  status: DataCatalog["Status"] = record.status,
): DataCatalog => ({
  Name: record.name,
  Description: record.description,
  Type: record.type,
  Parameters: record.parameters,
  Status: status,
  ConnectionType: record.parameters["connection-type"] as DataCatalog["ConnectionType"],
});

/**
 * Checks that a catalog's databases can be listed here: the Glue Data Catalog, under its own name
 * or registered again with this account's id.
 * @throws AthenaException DATACATALOG_NOT_FOUND as metadata operations word it; MetadataException
 * for a catalog that lies outside of this service
 */
export function requireReachableCatalog(context: ServiceContext, name: string): void {
  const record = context.dataCatalogs.get(name);
  if (!record) throw invalidRequest("DATACATALOG_NOT_FOUND", `Catalog '${name}' does not exist`);
  if (record.type === "GLUE" && record.parameters["catalog-id"] === context.accountId) return;
  const where =
    record.type === "GLUE"
      ? `the Glue Data Catalog of account ${record.parameters["catalog-id"]}`
      : `the data source of a ${record.type} catalog`;
  throw new AthenaException(
    "MetadataException",
    `The metastore of catalog '${record.name}' cannot be reached: local-athena does not connect to ${where}.`,
  );
}
