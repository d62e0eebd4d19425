import type { Handler } from "../operation";
import { pageByName } from "../paging";
import { databaseOf, requireCatalog } from "./metadata";

export const listDatabases: Handler<"ListDatabases"> = (context, input) => {
  requireCatalog(context, input);
  const databases = context.engine.catalog.listDatabases();
  const filters = [input.CatalogName.toLowerCase()];
  const { page, NextToken } = pageByName(context, "ListDatabases", filters, databases, input);
  return { DatabaseList: page.map(databaseOf), NextToken };
};
