import type { CatalogStatus, DataCatalogRecord } from "../../state/data-catalogs";
import type { ServiceContext } from "../service-context";
import { catalogResource } from "./data-catalog";

/** Real catalogs wait for a Glue connection and a Lambda function to be made or removed. */
const NATURAL_MS = 3_000;

/** Removes a catalog with its tags. */
export function removeCatalog(context: ServiceContext, name: string): void {
  context.background.stop(catalogResource(name));
  context.transaction(() => {
    context.tags.removeAll(catalogResource(name));
    context.dataCatalogs.remove(name);
  });
}

const ENDS: Record<CatalogStatus, (context: ServiceContext, record: DataCatalogRecord) => void> = {
  CREATE_IN_PROGRESS: (context, record) =>
    context.dataCatalogs.put({ ...record, status: "CREATE_COMPLETE" }),
  CREATE_COMPLETE: () => {},
  DELETE_IN_PROGRESS: (context, record) => removeCatalog(context, record.name),
};

/** Moves a FEDERATED catalog on from a state that does not last, when its time has come (3.7). */
export function settleCatalog(context: ServiceContext, record: DataCatalogRecord): void {
  context.background.start(catalogResource(record.name), async (signal) => {
    await context.pace.turn("data-catalog", NATURAL_MS, signal);
    const current = context.dataCatalogs.get(record.name);
    if (current?.status === record.status) ENDS[record.status](context, current);
  });
}

/** Goes on with what a former process left in a state that does not last. */
export function resumeCatalogs(context: ServiceContext): void {
  for (const record of context.dataCatalogs.unsettled()) settleCatalog(context, record);
}
