import type { CatalogTable } from "../engine";
import { SqlError } from "../engine";
import { parseTrino } from "../trino-parser";
import { tableNamed } from "./descriptions";
import { semanticFailure } from "./hive-error";
import type { Named, Parse, StatementRun } from "./statement";

/** Statements whose refusal by Hive's parser Athena counts as a syntax error of the user's (reference 4.4). */
const usersFault = /^ALTER_TABLE_(DROP_COLUMN|RENAME|REPLACE_COLUMN|CHANGE_COLUMN)$|^ALTER_TABLE$/;

function isTrino(sql: string): boolean {
  try {
    parseTrino(sql);
    return true;
  } catch {
    return false;
  }
}

/**
 * A statement that Hive reads. What Trino's grammar knows and Hive's does not (double-quoted names, IF EXISTS of an
 * ALTER) is accepted by StartQueryExecution and then fails, as measured.
 */
export const hiveStatement =
  (parse: Parse): Parse =>
  (reader, statement) => {
    try {
      return parse(reader, statement);
    } catch (error) {
      if (!(error instanceof SqlError) || !isTrino(reader.sql)) throw error;
      const failure = reader.hiveFailure(usersFault.test(statement.substatementType));
      reader.takeAll();
      return {
        async execute() {
          throw failure;
        },
      };
    }
  };

/**
 * The table that an ALTER or MSCK names.
 * @throws SqlError in Hive's words when it does not exist or is a view
 */
export function tableToAlter(run: StatementRun, named: Named): CatalogTable {
  const table = tableNamed(run.environment.catalog, named, run.context);
  if (table.tableType === "VIRTUAL_VIEW")
    throw semanticFailure("[Error 10131]: To alter a view you need to use the ALTER VIEW command.");
  return table;
}

/** Whether a table is Iceberg's, by the parameter that Glue keeps. */
export const isIceberg = (table: Pick<CatalogTable, "parameters">): boolean =>
  table.parameters.table_type?.toUpperCase() === "ICEBERG";
