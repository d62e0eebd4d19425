import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { glueCatalogSummary } from "./data-catalog";

/** There is one catalog, hence never a second page. */
export const listDataCatalogs: Handler<"ListDataCatalogs"> = (context, input) => {
  readListToken(context, "ListDataCatalogs", [], input.NextToken);
  return { DataCatalogsSummary: [glueCatalogSummary] };
};
