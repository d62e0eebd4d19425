import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { checkParameters } from "./catalog-parameters";
import { dataCatalogNamed, refuseGlueCatalog } from "./data-catalog";

/** Replaces the description and the parameters where they are given. FEDERATED is fixed at creation. */
export const updateDataCatalog: Handler<"UpdateDataCatalog"> = (context, input) => {
  refuseGlueCatalog(input.Name);
  const record = dataCatalogNamed(context, input.Name);
  const { Type: type, Parameters: parameters = record.parameters } = input;
  if (record.status !== "CREATE_COMPLETE")
    throw invalidInput(
      `DataCatalog ${record.name} cannot be updated while it is ${record.status}.`,
    );
  if (type !== record.type && (type === "FEDERATED" || record.type === "FEDERATED"))
    throw invalidInput(
      `The type of DataCatalog ${record.name} cannot be changed from ${record.type} to ${type}.`,
    );
  checkParameters(type, parameters);
  const description = input.Description ?? record.description;
  context.dataCatalogs.put({ ...record, type, description, parameters });
  return {};
};
