import { invalidInput } from "../../protocol/errors";
import type { DataCatalogRecord } from "../../state/data-catalogs";
import type { Handler } from "../operation";
import { checkNewTags } from "../tags/tag-rules";
import { checkParameters } from "./catalog-parameters";
import { catalogResource, dataCatalogOf, refuseGlueCatalog } from "./data-catalog";
import { settleCatalog } from "./federation";

const NAME_MAX = 127;

/**
 * Registers a catalog. LAMBDA, GLUE and HIVE are complete at once, FEDERATED after a while. What the
 * parameters name is not looked for: nothing of it exists on this machine.
 */
export const createDataCatalog: Handler<"CreateDataCatalog"> = (context, input) => {
  const { Name: name, Type: type, Parameters: parameters = {} } = input;
  refuseGlueCatalog(name);
  if (name.length > NAME_MAX || !/^[A-Za-z0-9_@-]+$/u.test(name))
    throw invalidInput(
      `The name of a data catalog has at most ${NAME_MAX} letters, digits, underscores, at signs or hyphens.`,
    );
  const tags = checkNewTags(input.Tags);
  checkParameters(type, parameters);
  if (context.dataCatalogs.get(name)) throw invalidInput(`DataCatalog ${name} already exists`);
  const record: DataCatalogRecord = {
    name,
    type,
    description: input.Description,
    parameters,
    status: type === "FEDERATED" ? "CREATE_IN_PROGRESS" : "CREATE_COMPLETE",
  };
  context.transaction(() => {
    context.dataCatalogs.put(record);
    context.tags.put(catalogResource(name), tags);
  });
  if (type === "FEDERATED") settleCatalog(context, record);
  return { DataCatalog: dataCatalogOf(record) };
};
