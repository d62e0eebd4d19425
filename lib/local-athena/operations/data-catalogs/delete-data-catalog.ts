import { invalidInput } from "../../protocol/errors";
import type { DataCatalogRecord } from "../../state/data-catalogs";
import type { Handler } from "../operation";
import { dataCatalogNamed, dataCatalogOf, refuseGlueCatalog } from "./data-catalog";
import { removeCatalog, settleCatalog } from "./federation";

/**
 * Removes a catalog at once, a FEDERATED one after a while (what it was made with goes first), unless
 * DeleteCatalogOnly leaves that alone. Deleting what is on its way out changes nothing.
 */
export const deleteDataCatalog: Handler<"DeleteDataCatalog"> = (context, input) => {
  refuseGlueCatalog(input.Name);
  const record = dataCatalogNamed(context, input.Name);
  const { DeleteCatalogOnly: catalogOnly = false } = input;
  if (catalogOnly && record.type !== "FEDERATED")
    throw invalidInput("DeleteCatalogOnly applies to FEDERATED data catalogs only.");
  if (catalogOnly || record.type !== "FEDERATED") {
    removeCatalog(context, record.name);
    return { DataCatalog: dataCatalogOf(record, "DELETE_COMPLETE") };
  }
  const deleting: DataCatalogRecord = { ...record, status: "DELETE_IN_PROGRESS" };
  if (record.status !== deleting.status) {
    context.dataCatalogs.put(deleting);
    settleCatalog(context, deleting);
  }
  return { DataCatalog: dataCatalogOf(deleting) };
};
