import type { CatalogStore } from "./catalog-store";
import type { CatalogTable, Column, RunContext } from "./engine";
import { engineError } from "./errors";
import { databaseMissing, tableMissing } from "./hive-error";
import type { ParsedStatement } from "./parse-statement";
import { databaseOf, type NamesContext } from "./run-query";
import { parseType, trinoType } from "./types";

/** Rows of a SHOW or DESCRIBE: Athena sends one text a row, tab-joined where the metadata has several columns. */
export type Description = { columns: Column[]; lines: string[]; updateCount: number | undefined };

const text = (name: string, type = "string"): Column => ({
  name,
  type,
  precision: 0,
  scale: 0,
  caseSensitive: false,
});

function described(
  names: string[],
  lines: string[],
  options: { type?: string; counted?: boolean } = {},
): Description {
  const columns = names.map((name) => text(name, options.type));
  return { columns, lines, updateCount: options.counted === false ? undefined : 0 };
}

/** Hive's patterns: `*` stands for anything, `|` for a choice, the rest is a Java regular expression. */
function matcher(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  try {
    const regex = new RegExp(`^(?:${pattern.replaceAll(/(?<!\.)\*/g, ".*")})$`, "i");
    return (name) => regex.test(name);
  } catch {
    throw engineError("INVALID_FUNCTION_ARGUMENT", `Invalid pattern: ${pattern}`);
  }
}

/**
 * The table or view that a SHOW or DESCRIBE names.
 * @throws SqlError in Hive's words when it does not exist
 */
export function tableNamed(
  catalog: CatalogStore,
  named: { database: string | undefined; name: string },
  context: NamesContext,
): CatalogTable {
  const database = named.database ?? databaseOf(context);
  const table = catalog.getTable(database, named.name);
  if (table === undefined) throw tableMissing(database, named.name);
  return table;
}

const padded = (...fields: string[]) => fields.map((field) => field.padEnd(20)).join("\t");

function describeTable(table: CatalogTable): Description {
  if (table.tableType === "VIRTUAL_VIEW") {
    const lines = table.columns.map((column) => {
      const type = parseType(column.type);
      return `${column.name}\t${type === undefined ? column.type : trinoType(type)}`;
    });
    return described(["column", "type"], lines, { type: "varchar" });
  }
  const line = (column: CatalogTable["columns"][number]) =>
    padded(column.name, column.type, column.comment ?? "");
  const lines = [...table.columns, ...table.partitionKeys].map(line);
  if (table.partitionKeys.length > 0) {
    lines.push(
      "\t \t ",
      "# Partition Information\t \t ",
      padded("# col_name", "data_type", "comment"),
      "\t \t ",
    );
    lines.push(...table.partitionKeys.map(line));
  }
  return described(["col_name", "data_type", "comment"], lines, { counted: false });
}

const controlNames: Record<string, string> = { "\t": "\\t", "\n": "\\n", "\\": "\\\\", "'": "\\'" };

/** A string literal of Hive's: control characters in octal. */
function quoted(value: string): string {
  const escaped = Array.from(value, (character) => {
    const code = character.charCodeAt(0);
    return (
      controlNames[character] ?? (code < 32 ? `\\${code.toString(8).padStart(3, "0")}` : character)
    );
  });
  return `'${escaped.join("")}'`;
}

function createTableLines(table: CatalogTable): string[] {
  const {
    location,
    inputformat,
    outputformat,
    comment,
    "serde.serialization.lib": serde,
    ...rest
  } = table.parameters;
  const columns = table.columns.map((column, index) => {
    const note = column.comment === undefined ? "" : ` COMMENT ${quoted(column.comment)}`;
    return `  \`${column.name}\` ${column.type}${note}${index === table.columns.length - 1 ? ")" : ", "}`;
  });
  const entries = (list: [string, string][]) =>
    list.map(
      ([key, value], index) =>
        `  ${quoted(key)}=${quoted(value)}${index === list.length - 1 ? ") " : ", "}`,
    );
  const serdeProperties = Object.entries(rest)
    .filter(([key]) => key.startsWith("serde.param."))
    .map(([key, value]): [string, string] => [key.slice("serde.param.".length), value]);
  const tableProperties = Object.entries(rest).filter(
    ([key]) => !key.startsWith("serde.param.") && key !== "EXTERNAL",
  );
  return [
    `CREATE EXTERNAL TABLE \`${table.database}.${table.name}\`(`,
    ...columns,
    ...(comment === undefined ? [] : [`COMMENT ${quoted(comment)}`]),
    "ROW FORMAT SERDE ",
    `  ${quoted(serde ?? "")} `,
    ...(serdeProperties.length === 0
      ? []
      : ["WITH SERDEPROPERTIES ( ", ...entries(serdeProperties)]),
    "STORED AS INPUTFORMAT ",
    `  ${quoted(inputformat ?? "")} `,
    "OUTPUTFORMAT ",
    `  ${quoted(outputformat ?? "")}`,
    "LOCATION",
    `  ${quoted(location ?? "")}`,
    ...(tableProperties.length === 0
      ? []
      : ["TBLPROPERTIES (", ...entries(tableProperties).map((line) => line.replace(/\) $/, ")"))]),
  ];
}

function showTables(
  catalog: CatalogStore,
  statement: { database: string | undefined; pattern: string | undefined },
  context: RunContext,
): CatalogTable[] {
  const database = statement.database ?? databaseOf(context);
  if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
  const matches = matcher(statement.pattern);
  return catalog.listTables(database).filter((table) => matches(table.name));
}

/**
 * Answers SHOW and DESCRIBE from the catalog. Undefined for other statements.
 * @throws SqlError in Hive's words when the database or table does not exist
 */
export function describeCatalog(
  catalog: CatalogStore,
  statement: ParsedStatement,
  context: RunContext,
): Description | undefined {
  switch (statement.kind) {
    case "showDatabases": {
      const matches = matcher(statement.pattern);
      const names = catalog.listDatabases().map((database) => database.name);
      return described(["database_name"], names.filter(matches));
    }
    case "showTables":
      return described(
        ["tab_name"],
        showTables(catalog, statement, context).map((table) => table.name),
      );
    case "showViews": {
      const views = showTables(catalog, statement, context).filter(
        (table) => table.tableType === "VIRTUAL_VIEW",
      );
      return described(
        ["views"],
        views.map((view) => view.name),
        { type: "varchar" },
      );
    }
    case "showColumns": {
      const table = tableNamed(catalog, statement, context);
      return described(
        ["field"],
        [...table.columns, ...table.partitionKeys].map((column) => column.name),
      );
    }
    case "showPartitions": {
      const table = tableNamed(catalog, statement, context);
      throw engineError(
        "NOT_SUPPORTED",
        `SHOW PARTITIONS: table ${table.database}.${table.name} is not partitioned`,
      );
    }
    case "showProperties": {
      const table = tableNamed(catalog, statement, context);
      const entries = Object.entries(table.parameters).filter(
        ([key]) => !/^(serde\.|location$|inputformat$|outputformat$)/.test(key),
      );
      return described(
        ["prpt_name", "prpt_value"],
        entries.map(([key, value]) => `${key}\t${value}`),
      );
    }
    case "describe":
      return describeTable(tableNamed(catalog, statement, context));
    case "showCreateTable": {
      const table = tableNamed(catalog, statement, context);
      if (table.tableType === "VIRTUAL_VIEW")
        throw engineError("NOT_SUPPORTED", `SHOW CREATE TABLE: ${table.name} is a view`);
      return described(["createtab_stmt"], createTableLines(table), { counted: false });
    }
    case "showCreateView": {
      const table = tableNamed(catalog, statement, context);
      const view = catalog.getView(table.database, table.name);
      if (view === undefined)
        throw engineError(
          "NOT_SUPPORTED",
          `Relation '${table.database}.${table.name}' is a table, not a view`,
        );
      const lines = [`CREATE VIEW ${table.database}.${table.name} AS `, ...view.sql.split("\n")];
      return described(["create view"], lines, { type: "varchar" });
    }
    default:
      return undefined;
  }
}
