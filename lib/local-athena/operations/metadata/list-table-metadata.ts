import { invalidInput } from "../../protocol/errors";
import { namesMatching } from "../../sql/name-pattern";
import type { Handler } from "../operation";
import { pageByName } from "../paging";
import { databaseNamed, tableMetadataOf } from "./metadata";

/** Glue matches the whole name; a bare `*` stands for all. */
function matchingNames(
  expression: string | undefined,
  names: readonly string[],
): ReadonlySet<string> {
  if (!expression || expression === "*") return new Set(names);
  try {
    return namesMatching(expression, names);
  } catch (error) {
    throw invalidInput(
      error instanceof SyntaxError
        ? `The expression is not a valid regular expression: ${expression}`
        : `The expression takes too long to evaluate: ${expression}`,
    );
  }
}

export const listTableMetadata: Handler<"ListTableMetadata"> = (context, input) => {
  const database = databaseNamed(context, input);
  const tables = context.engine.catalog.listTables(database.name);
  const matching = matchingNames(
    input.Expression,
    tables.map((table) => table.name),
  );
  const { page, NextToken } = pageByName(
    context,
    "ListTableMetadata",
    [input.CatalogName.toLowerCase(), database.name, input.Expression ?? ""],
    tables.filter((table) => matching.has(table.name)),
    input,
  );
  return { TableMetadataList: page.map(tableMetadataOf), NextToken };
};
