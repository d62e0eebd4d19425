import { requireReachableCatalog } from "../data-catalogs/data-catalog";
import type { Handler } from "../operation";
import { pageByName } from "../paging";
import { databaseOf } from "./metadata";

export const listDatabases: Handler<"ListDatabases"> = (context, input) => {
  requireReachableCatalog(context, input.CatalogName);
  const databases = context.engine.catalog.listDatabases();
  const filters = [input.CatalogName.toLowerCase()];
  const { page, NextToken } = pageByName(context, "ListDatabases", filters, databases, input);
  return { DatabaseList: page.map(databaseOf), NextToken };
};
