import type { Handler } from "../operation";
import { dataCatalogNamed } from "./data-catalog";

export const getDataCatalog: Handler<"GetDataCatalog"> = (context, input) => ({
  DataCatalog: dataCatalogNamed(input.Name, context.accountId),
});
