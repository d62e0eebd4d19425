import type { Handler } from "../operation";
import { workGroupNamed } from "../workgroups/work-group";
import { dataCatalogNamed, dataCatalogOf } from "./data-catalog";

export const getDataCatalog: Handler<"GetDataCatalog"> = (context, input) => {
  workGroupNamed(context, input.WorkGroup);
  return { DataCatalog: dataCatalogOf(dataCatalogNamed(context, input.Name)) };
};
