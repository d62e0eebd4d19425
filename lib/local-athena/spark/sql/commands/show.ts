import { partitionName } from "../../../sql/catalog/partition";
import type { CatalogTable } from "../../../sql/engine";
import { SparkError } from "../../bridge";
import { sparkFields } from "../../catalog/column-types";
import { GLOBAL_TEMP } from "../../catalog/session-views";
import { shownTable } from "../../catalog/table-identifier";
import { tableName } from "../from";
import type { SqlReader } from "../sql-reader";
import {
  type Command,
  type CommandRun,
  likePattern,
  namesLike,
  type ParseCommand,
  propertyList,
  rowsOf,
  unsupportedCommand,
} from "./command";
import { createTableText } from "./create-table-text";

const inDatabase = (reader: SqlReader) =>
  reader.acceptOne("IN", "FROM") === undefined ? undefined : reader.nameParts().at(-1);

function showDatabases(reader: SqlReader): Command {
  if (reader.acceptOne("IN", "FROM") !== undefined) reader.nameParts();
  const pattern = likePattern(reader);
  return async ({ catalog }) => {
    const names = namesLike(
      catalog.listDatabases().map(({ name }) => name),
      pattern,
    );
    return rowsOf(
      { namespace: "string" },
      names.map((name) => [name]),
    );
  };
}

type Listed = { database: string; name: string; isTemporary: boolean };

/** Tables or views of a database, and the temp views, which every database seems to have. */
function listed({ catalog, session }: CommandRun, database: string, onlyViews: boolean): Listed[] {
  const stored = catalog
    .listTables(database)
    .filter(({ tableType }) => !onlyViews || tableType === "VIRTUAL_VIEW")
    .map(({ name }) => ({ database, name, isTemporary: false }));
  const temporary = (names: string[], of: string) =>
    names.map((name) => ({ database: of, name, isTemporary: true }));
  const global = database === GLOBAL_TEMP ? temporary(session.globalViews.names(), database) : [];
  return [...stored, ...global, ...temporary(session.views.names(), "")];
}

function showTables(reader: SqlReader, onlyViews: boolean): Command {
  const database = inDatabase(reader);
  const pattern = likePattern(reader);
  return async (run) => {
    const all = listed(run, run.session.database(database), onlyViews);
    const names = new Set(
      namesLike(
        all.map(({ name }) => name),
        pattern,
      ),
    );
    return rowsOf(
      {
        namespace: "string",
        [onlyViews ? "viewName" : "tableName"]: "string",
        isTemporary: "boolean",
      },
      all
        .filter(({ name }) => names.has(name))
        .map(({ database: of, name, isTemporary }) => [of, name, isTemporary]),
    );
  };
}

function showColumns(reader: SqlReader): Command {
  if (reader.acceptOne("IN", "FROM") === undefined) throw reader.mismatch("FROM", "IN");
  const name = tableName(reader);
  const database = inDatabase(reader);
  const whole = database === undefined ? name : `\`${database}\`.${name}`;
  return async ({ session, schemaOf }) => {
    const view = session.view(whole);
    const fields =
      view === undefined ? sparkFields(session.table(whole)) : (await schemaOf(view.plan)).fields;
    return rowsOf(
      { col_name: "string" },
      fields.map((field) => [field.name]),
    );
  };
}

/** `PARTITION (key = value, …)`; a key without a value stands for all of them. */
export function partitionValuesOf(reader: SqlReader): Map<string, string | null | undefined> {
  const pairs = reader.inParentheses((): [string, string | null | undefined] => {
    const key = reader.name().toLowerCase();
    if (!reader.accept("=")) return [key, undefined];
    const token = reader.peek();
    const value = reader.expression();
    if (value.expr !== "literal" || typeof value.value === "object")
      if (value.expr !== "literal" || value.value !== null)
        throw reader.refuse("The value of a partition must be a literal", token);
    return [key, value.value === null ? null : String(value.value)];
  });
  return new Map(pairs);
}

function showPartitions(reader: SqlReader): Command {
  const name = tableName(reader);
  const wanted = reader.accept("PARTITION") ? partitionValuesOf(reader) : new Map();
  return async ({ catalog, session }) => {
    const table = session.table(name);
    const keys = table.partitionKeys;
    if (keys.length === 0)
      throw new SparkError(
        "AnalysisException",
        `SHOW PARTITIONS is not allowed on a table that is not partitioned: ${shownTable(table)}`,
      );
    const found = catalog.partitions
      .list(table.database, table.name)
      .filter(({ values }) =>
        keys.every((key, index) => [undefined, values[index]].includes(wanted.get(key.name))),
      );
    return rowsOf(
      { partition: "string" },
      found.map(({ values }) => [partitionName(keys, values)]),
    );
  };
}

const shownProperties = (table: CatalogTable) =>
  Object.entries(table.parameters)
    .filter(([name]) => !/^(location|inputformat|outputformat|serde\.|EXTERNAL$)/.test(name))
    .sort(([left], [right]) => (left < right ? -1 : 1));

function showProperties(reader: SqlReader): Command {
  const name = tableName(reader);
  const wanted = reader.at("(") ? Object.keys(propertyNames(reader)) : undefined;
  return async ({ session }) => {
    const table = session.table(name);
    if (wanted === undefined)
      return rowsOf({ key: "string", value: "string" }, shownProperties(table));
    const values = wanted.map((key) => [
      key,
      table.parameters[key] ?? `Table ${shownTable(table)} does not have property: ${key}`,
    ]);
    return rowsOf({ key: "string", value: "string" }, values);
  };
}

function propertyNames(reader: SqlReader): Record<string, string> {
  const mark = reader.mark();
  reader.next();
  if (reader.peek(1).match === ")") {
    const name = reader.peek().kind === "string" ? reader.string() : reader.name();
    reader.expect(")");
    return { [name]: "" };
  }
  reader.back(mark);
  return propertyList(reader);
}

function showCreateTable(reader: SqlReader): Command {
  const name = tableName(reader);
  return async ({ session }) => {
    if (session.view(name) !== undefined)
      throw new SparkError(
        "AnalysisException",
        `SHOW CREATE TABLE is not supported on a temporary view: ${name}`,
      );
    return rowsOf({ createtab_stmt: "string" }, [[createTableText(session.table(name))]]);
  };
}

/** SHOW …, after that word. */
export const parseShow: ParseCommand = (reader) => {
  if (reader.acceptOne("DATABASES", "SCHEMAS", "NAMESPACES") !== undefined)
    return showDatabases(reader);
  if (reader.accept("TABLES")) return showTables(reader, false);
  if (reader.accept("VIEWS")) return showTables(reader, true);
  if (reader.accept("COLUMNS")) return showColumns(reader);
  if (reader.accept("PARTITIONS")) return showPartitions(reader);
  if (reader.accept("TBLPROPERTIES")) return showProperties(reader);
  if (reader.accept("CREATE", "TABLE")) return showCreateTable(reader);
  if (reader.accept("CURRENT", "NAMESPACE"))
    return async ({ session }) =>
      rowsOf({ catalog: "string", namespace: "string" }, [
        ["spark_catalog", session.currentDatabase],
      ]);
  const token = reader.peek();
  if (token.kind === "end")
    throw reader.mismatch("COLUMNS", "CREATE", "DATABASES", "PARTITIONS", "TABLES", "VIEWS");
  const what = `SHOW ${reader.rest()}`;
  return () => Promise.reject(unsupportedCommand(what));
};
