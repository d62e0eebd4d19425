import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { pageByName } from "../paging";
import { databaseNamed, tableMetadataOf } from "./metadata";

/** Glue matches the whole name; names are lower case there, patterns need not be. */
function namePattern(expression: string | undefined): RegExp {
  if (!expression) return /^/;
  try {
    return new RegExp(`^(?:${expression})$`, "i");
  } catch {
    throw invalidInput(`The expression is not a valid regular expression: ${expression}`);
  }
}

export const listTableMetadata: Handler<"ListTableMetadata"> = (context, input) => {
  const database = databaseNamed(context, input.CatalogName, input.DatabaseName);
  const pattern = namePattern(input.Expression);
  const tables = context.engine.catalog
    .listTables(database.name)
    .filter((table) => pattern.test(table.name));
  const filters = [database.name, input.Expression ?? ""];
  const { page, NextToken } = pageByName(context, "ListTableMetadata", filters, tables, input);
  return { TableMetadataList: page.map(tableMetadataOf), NextToken };
};
