import type { DataCatalog } from "@aws-sdk/client-athena";
import { AthenaException, invalidInput, invalidRequest } from "../../protocol/errors";
import type { CatalogNames } from "../../sql/engine";
import { type DataCatalogRecord, type DataCatalogs, GLUE_CATALOG } from "../../state/data-catalogs";
import type { ServiceContext } from "../service-context";

/** As metadata operations and StartQueryExecution word it. */
export const catalogMissing = (name: string) =>
  invalidRequest("DATACATALOG_NOT_FOUND", `Catalog '${name}' does not exist`);

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
 * The catalogs as SQL names them: the Glue Data Catalog is this service's own, under its first name or registered
 * again with this account's id; all others lie outside.
 */
export const catalogNamesOf = (dataCatalogs: DataCatalogs, accountId: string): CatalogNames => ({
  lookUp(name) {
    const record = dataCatalogs.get(name);
    if (!record) return undefined;
    const { type, parameters } = record;
    if (type === "GLUE" && parameters["catalog-id"] === accountId) return "own";
    const where =
      type === "GLUE"
        ? `the Glue Data Catalog of account ${parameters["catalog-id"]}`
        : `the data source of a ${type} catalog`;
    return {
      unreachable: `The metastore of catalog '${record.name}' cannot be reached: local-athena does not connect to ${where}.`,
    };
  },
});

/**
 * Checks that a catalog's databases can be listed here.
 * @throws AthenaException DATACATALOG_NOT_FOUND as metadata operations word it; MetadataException
 * for a catalog that lies outside of this service
 */
export function requireReachableCatalog(context: ServiceContext, name: string): void {
  const found = catalogNamesOf(context.dataCatalogs, context.accountId).lookUp(name);
  if (found === "own") return;
  if (!found) throw catalogMissing(name);
  throw new AthenaException("MetadataException", found.unreachable);
}
