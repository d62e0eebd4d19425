import type { CatalogStore } from "./catalog-store";
import { onConnection } from "./duckdb";
import type { CatalogTable, RunContext } from "./engine";
import { engineError } from "./errors";
import {
  databaseExists,
  databaseMissing,
  databaseNotEmpty,
  notATable,
  tableExists,
  tableMissing,
} from "./hive-error";
import type { ParsedStatement } from "./parse-statement";
import { databaseOf, prepareQuery, type QueryEnvironment } from "./run-query";
import { parseTrino } from "./trino-parser";
import { hiveType, parseType } from "./types";

type Of<K extends ParsedStatement["kind"]> = Extract<ParsedStatement, { kind: K }>;

export function createDatabase(catalog: CatalogStore, statement: Of<"createDatabase">): void {
  const { name, ifNotExists, description, parameters } = statement;
  if (catalog.getDatabase(name) !== undefined) {
    if (ifNotExists) return;
    throw databaseExists(name);
  }
  catalog.putDatabase({ name, ...(description === undefined ? {} : { description }), parameters });
}

export function dropDatabase(catalog: CatalogStore, statement: Of<"dropDatabase">): void {
  const { name, ifExists, cascade } = statement;
  if (catalog.getDatabase(name) === undefined) {
    if (ifExists) return;
    throw databaseMissing(name);
  }
  if (!cascade && catalog.listTables(name).length > 0) throw databaseNotEmpty(name);
  catalog.dropDatabase(name);
}

export function createTable(
  catalog: CatalogStore,
  statement: Of<"createTable">,
  context: RunContext,
): void {
  const database = statement.database ?? databaseOf(context);
  const { table } = statement;
  if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
  if (catalog.getTable(database, table.name) !== undefined) {
    if (statement.ifNotExists) return;
    throw tableExists(table.name);
  }
  if (table.partitionKeys.length > 0)
    throw engineError("NOT_SUPPORTED", "PARTITIONED BY is not supported by local-athena");
  catalog.putTable({ ...table, database, createTime: Date.now() });
}

export function dropTable(
  catalog: CatalogStore,
  statement: Of<"dropTable">,
  context: RunContext,
): void {
  const database = statement.database ?? databaseOf(context);
  const table = catalog.getTable(database, statement.name);
  if (table === undefined) {
    if (statement.ifExists) return;
    throw tableMissing(database, statement.name);
  }
  if (table.tableType === "VIRTUAL_VIEW") throw notATable(database, statement.name);
  catalog.dropTable(database, statement.name);
}

export function dropView(
  catalog: CatalogStore,
  statement: Of<"dropView">,
  context: RunContext,
): void {
  const database = statement.database ?? databaseOf(context);
  const view = catalog.getTable(database, statement.name);
  if (view?.tableType === "VIRTUAL_VIEW") {
    catalog.dropTable(database, statement.name);
    return;
  }
  if (view !== undefined) {
    throw engineError(
      "TABLE_NOT_FOUND",
      `line 1:1: View 'awsdatacatalog.${database}.${statement.name}' does not exist, but a table with that name exists. Did you mean DROP TABLE ${statement.name}?`,
    );
  }
  if (statement.ifExists) return;
  throw engineError(
    "TABLE_NOT_FOUND",
    `line 1:1: View 'awsdatacatalog.${database}.${statement.name}' does not exist`,
  );
}

/** Binds the view's query to learn its columns, then stores the query with the database its names mean. */
export async function createView(
  environment: QueryEnvironment,
  statement: Of<"createView">,
  context: RunContext,
  signal: AbortSignal,
): Promise<void> {
  const { catalog, instance } = environment;
  const meaning = databaseOf(context);
  const database = statement.database ?? meaning;
  if (catalog.getDatabase(database) === undefined)
    throw engineError("SCHEMA_NOT_FOUND", `line 1:1: Schema '${database}' does not exist`);
  const existing = catalog.getTable(database, statement.name);
  const name = `'awsdatacatalog.${database}.${statement.name}'`;
  if (existing?.tableType === "EXTERNAL_TABLE")
    throw engineError("TABLE_ALREADY_EXISTS", `line 1:1: Table already exists: ${name}`);
  if (existing !== undefined && !statement.replace)
    throw engineError("TABLE_ALREADY_EXISTS", `line 1:1: View already exists: ${name}`);
  const columns = await onConnection(instance, signal, async (connection) => {
    const prepared = await prepareQuery(
      environment,
      connection,
      parseTrino(statement.query),
      meaning,
    );
    return prepared.columns.map((column, index) => {
      if (/^_col\d+$/.test(column.name))
        throw engineError(
          "MISSING_COLUMN_NAME",
          `line 1:1: Column name not specified at position ${index + 1}`,
        );
      const numbers = column.type === "decimal" ? `(${column.precision},${column.scale})` : "";
      const type = parseType(`${column.type}${numbers}`);
      return {
        name: column.name.toLowerCase(),
        type: type === undefined ? column.type : hiveType(type),
      };
    });
  });
  const view: CatalogTable = {
    database,
    name: statement.name,
    tableType: "VIRTUAL_VIEW",
    createTime: existing?.createTime ?? Date.now(),
    columns,
    partitionKeys: [],
    parameters: { presto_view: "true", comment: "Presto View" },
  };
  catalog.putTable(view, { sql: statement.query, database: meaning });
}
