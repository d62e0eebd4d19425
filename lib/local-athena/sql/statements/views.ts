import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { CatalogStore, ViewBody } from "../catalog/catalog-store";
import { onConnection } from "../duckdb";
import type { CatalogColumn } from "../engine";
import { engineError } from "../errors";
import { databaseOf, prepareQuery } from "../run-query";
import { tableNameParts } from "../table-name-parts";
import { identifierText, walk } from "../translate/tree";
import { parseTrino } from "../trino-parser";
import { athenaType } from "../types/result-types";
import { hiveType, parseType } from "../types/types";
import { type Named, type Parse, type StatementRun, skipIf } from "./statement";

/** Binds the view's query to learn its columns. */
async function columnsOf(run: StatementRun, query: string): Promise<CatalogColumn[]> {
  const { environment, signal, context } = run;
  return onConnection(environment.instance, signal, async (connection) => {
    const tree = parseTrino(query);
    const prepared = await prepareQuery(environment, connection, tree, databaseOf(context));
    return prepared.columns.map((column, index) => {
      if (/^_col\d+$/.test(column.name))
        throw engineError(
          "MISSING_COLUMN_NAME",
          `line 1:1: Column name not specified at position ${index + 1}`,
        );
      const numbers = column.type === "decimal" ? `(${column.precision},${column.scale})` : "";
      // ColumnInfo says of a nested type only what it is.
      const type = /^(array|map|row)$/.test(column.type)
        ? athenaType(prepared.statement.columnType(index))
        : parseType(`${column.type}${numbers}`);
      return {
        name: column.name.toLowerCase(),
        type: type === undefined ? column.type : hiveType(type),
      };
    });
  });
}

/** Whether a query reads a view, also through other views; names of its common tables mean no view. */
function reads(
  catalog: CatalogStore,
  { sql, database }: ViewBody,
  target: { database: string; name: string },
  seen = new Set<string>(),
): boolean {
  const nodes = [...walk(parseTrino(sql))];
  const common = new Set(
    nodes.flatMap((node) =>
      node instanceof G.NamedQueryContext ? identifierText(node.identifier()).toLowerCase() : [],
    ),
  );
  return nodes.some((node) => {
    if (!(node instanceof G.TableNameContext)) return false;
    const parts = tableNameParts(node.tableOrViewName());
    const [name = "", schema = database] = parts.toReversed();
    if (parts.length === 1 && common.has(name)) return false;
    if (name === target.name && schema === target.database) return true;
    const view = catalog.getView(schema, name);
    if (view === undefined || seen.has(`${schema}.${name}`)) return false;
    return reads(catalog, view, target, seen.add(`${schema}.${name}`));
  });
}

async function createView(run: StatementRun, view: Named & { replace: boolean; query: string }) {
  const { catalog } = run.environment;
  const meaning = databaseOf(run.context);
  const database = view.database ?? meaning;
  if (catalog.getDatabase(database) === undefined)
    throw engineError("SCHEMA_NOT_FOUND", `line 1:1: Schema '${database}' does not exist`);
  const existing = catalog.getTable(database, view.name);
  const shown = `'awsdatacatalog.${database}.${view.name}'`;
  if (existing?.tableType === "EXTERNAL_TABLE")
    throw engineError("TABLE_ALREADY_EXISTS", `line 1:1: Table already exists: ${shown}`);
  if (existing !== undefined && !view.replace)
    throw engineError("TABLE_ALREADY_EXISTS", `line 1:1: View already exists: ${shown}`);
  const target = { database, name: view.name };
  if (existing !== undefined && reads(catalog, { sql: view.query, database: meaning }, target))
    throw engineError("VIEW_IS_RECURSIVE", "line 1:1: Statement would create a recursive view");
  const table = {
    database,
    name: view.name,
    tableType: "VIRTUAL_VIEW" as const,
    createTime: existing?.createTime ?? Date.now(),
    columns: await columnsOf(run, view.query),
    partitionKeys: [],
    parameters: { presto_view: "true", comment: "Presto View" },
  };
  catalog.putTable(table, { sql: view.query, database: meaning });
}

/** CREATE [OR REPLACE] VIEW, after those words: the query is kept with the database that its names mean. */
export const parseCreateView =
  (replace: boolean): Parse =>
  (reader) => {
    const named = reader.qualifiedName();
    reader.expect("AS");
    const query = reader.sql.slice(reader.next.start).replace(/;\s*$/, "");
    parseTrino(reader.sql);
    reader.takeAll();
    return {
      async execute(run) {
        await createView(run, { ...named, replace, query });
        return {};
      },
    };
  };

/** DROP VIEW, after those words. */
export const parseDropView: Parse = (reader) => {
  const ifExists = skipIf(reader, "EXISTS");
  const named = reader.qualifiedName();
  return {
    async execute({ environment: { catalog }, context }) {
      const database = named.database ?? databaseOf(context);
      const view = catalog.getTable(database, named.name);
      if (view?.tableType === "VIRTUAL_VIEW") {
        catalog.dropTable(database, named.name);
        return {};
      }
      if (view === undefined && ifExists) return {};
      const missing = `line 1:1: View 'awsdatacatalog.${database}.${named.name}' does not exist`;
      const hint = `, but a table with that name exists. Did you mean DROP TABLE ${named.name}?`;
      throw engineError("TABLE_NOT_FOUND", view === undefined ? missing : missing + hint);
    },
  };
};
