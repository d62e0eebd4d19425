import { SparkError } from "../bridge";
import { parseError } from "../sql/parse-error";
import { TokenReader } from "../sql/token-reader";

/** A table or view of the catalog; both in lower case, as the catalog has them. */
export type TableIdentifier = { database: string; name: string };

/** The parts of a name such as `` db.`my table` ``. Errors: SparkError ParseException. */
export function nameParts(name: string): string[] {
  const reader = new TokenReader(name);
  const parts = reader.nameParts();
  if (reader.peek().kind !== "end")
    throw parseError(
      name,
      reader.peek(),
      `mismatched input '${reader.peek().text}' expecting {<EOF>, '.'}`,
    );
  return parts;
}

/** Spark's own name of the catalog and Glue's. */
const catalogs = /^(spark_catalog|awsdatacatalog)$/i;

/**
 * What a name means: `t` in the current database, `db.t`, or with the catalog before it.
 * @throws SparkError for a name of another catalog, or of too many parts
 */
export function tableIdentifier(name: string, currentDatabase: string): TableIdentifier {
  const parts = nameParts(name);
  const [table = "", database = currentDatabase, catalog, ...more] = parts.toReversed();
  if (more.length > 0 || (catalog !== undefined && !catalogs.test(catalog)))
    throw new SparkError(
      "AnalysisException",
      `The catalog of ${parts.join(".")} is not supported by local-athena's Spark: it has the AWS Glue Data Catalog only`,
    );
  return { database: database.toLowerCase(), name: table.toLowerCase() };
}

export const shownTable = ({ database, name }: TableIdentifier) => `${database}.${name}`;
