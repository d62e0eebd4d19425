import type { DataCatalog, DataCatalogSummary } from "@aws-sdk/client-athena";
import { invalidRequest } from "../../protocol/errors";

/** The Glue Data Catalog, which always exists and cannot be changed. */
export const GLUE_CATALOG = "AwsDataCatalog";

const isGlueCatalog = (name: string) => name.toLowerCase() === GLUE_CATALOG.toLowerCase();

/** @throws AthenaException DATACATALOG_NOT_FOUND */
export function dataCatalogNamed(name: string, accountId: string): DataCatalog {
  if (!isGlueCatalog(name))
    throw invalidRequest("DATACATALOG_NOT_FOUND", `DataCatalog ${name} was not found`);
  return {
    Name: GLUE_CATALOG,
    Type: "GLUE",
    Parameters: { "catalog-id": accountId },
    Status: "CREATE_COMPLETE",
  };
}

/** @throws AthenaException DATACATALOG_NOT_FOUND, as metadata operations word it */
export function requireGlueCatalog(name: string): void {
  if (!isGlueCatalog(name))
    throw invalidRequest("DATACATALOG_NOT_FOUND", `Catalog '${name}' does not exist`);
}

export const glueCatalogSummary: DataCatalogSummary = {
  CatalogName: GLUE_CATALOG,
  Type: "GLUE",
  Status: "CREATE_COMPLETE",
};
