import { dataCatalogNamed } from "./data-catalog";
import type { Handler } from "./operation";

export const getDataCatalog: Handler<"GetDataCatalog"> = (context, input) => ({
  DataCatalog: dataCatalogNamed(input.Name, context.accountId),
});
